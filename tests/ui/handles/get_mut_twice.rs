//! The two handles could be the same.
// misuses: Scope::get_mut

use arena::prelude::*;

struct Account {
    balance: i64,
}

fn main() {
    let mut memory = SceneArena::reserve("bank", MIB).unwrap();
    scope!(bank in memory);
    let ada = bank.insert(Account { balance: 10 });
    let bob = bank.insert(Account { balance: 0 });
    let from = bank.get_mut(ada);
    let to = bank.get_mut(bob);
    from.balance -= 5;
    to.balance += 5;
}
