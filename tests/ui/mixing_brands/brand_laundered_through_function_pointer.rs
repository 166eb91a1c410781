//! A pointer to a function for every brand still takes one brand at a time.
// misuses: Handle::clone

use arena::prelude::*;

struct Item {
    price: u32,
}

fn price<'id>(shop: &Scene<'id>, item: Handle<'id, Item>) -> u32 {
    shop[item.clone()].price
}

fn main() {
    let mut shops = SceneArena::reserve("shop", MIB).unwrap();
    let mut stalls = SceneArena::reserve("stall", MIB).unwrap();
    scope!(shop in shops);
    scope!(stall in stalls);
    let bread = shop.insert(Item { price: 3 });
    let ask: for<'id> fn(&Scene<'id>, Handle<'id, Item>) -> u32 = price;
    println!("{}", ask(stall, bread.clone()));
}
