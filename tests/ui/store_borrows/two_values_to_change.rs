//! Two values at once are had by `get_disjoint_mut`, which compares the keys.
// misuses: Pool::get_mut

use arena::prelude::*;

struct Account {
    balance: u32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut accounts = scene.pool(10);
    let (ada, bob) = (accounts.insert(Account { balance: 3 }), accounts.insert(Account { balance: 0 }));
    let from = accounts.get_mut(ada).unwrap();
    let to = accounts.get_mut(bob).unwrap();
    (from.balance, to.balance) = (0, 3);
}
