//! Values of a pool do not move, but a reference to one still borrows the pool: hold its key.
// misuses: Pool::insert

use arena::prelude::*;

struct Account {
    balance: u32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut accounts = scene.pool(10);
    let ada = accounts.insert(Account { balance: 3 });
    let richest = accounts.get(ada).unwrap();
    accounts.insert(Account { balance: richest.balance + 1 });
    println!("{}", richest.balance);
}
