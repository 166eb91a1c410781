//! One value is changed while another is read.
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
    let to = bank.get_mut(bob);
    to.balance += bank.get(ada).balance;
}
