//! Handles of many scopes side by side, each with its own; also where the block does not end.

use arena::prelude::*;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

struct Item {
    price: u32,
}

fn price<'id>(shop: &Scene<'id>, item: Handle<'id, Item>) -> u32 {
    shop[item].price
}

/// Diverges if asked to.
fn ask<const FOREVER: bool>(shops: &mut SceneArena) -> u32 {
    scope!(shop in shops);
    let bread = shop.insert(Item { price: 3 });
    while FOREVER {
        shop[bread].price += 1;
    }
    return price(shop, bread);
}

fn leave(shops: &mut SceneArena) -> ! {
    scope!(shop in shops);
    let bread = shop.insert(Item { price: 0 });
    std::process::exit(price(shop, bread) as i32)
}

async fn ask_later(mut shops: SceneArena) -> u32 {
    scope!(shop in shops);
    let bread = shop.insert(Item { price: 3 });
    std::future::ready(()).await;
    price(shop, bread)
}

fn main() {
    let mut shops = SceneArena::reserve("shop", MIB).unwrap();
    let mut stalls = SceneArena::reserve("stall", MIB).unwrap();
    {
        scope!(shop in shops);
        scope!(stall in stalls);
        let bread = shop.insert(Item { price: 3 });
        let apple = stall.insert(Item { price: 2 });
        assert_eq!(price(shop, bread) + price(stall, apple), 5);
        let (view, mut inner) = shop.split();
        scope!(basket in inner);
        let copy = basket.insert(Item { price: view[bread].price });
        assert_eq!(basket[copy].price, 3);
    }
    assert_eq!(ask::<false>(&mut shops), 3);
    let later = pin!(ask_later(stalls));
    let mut context = Context::from_waker(Waker::noop());
    assert!(matches!(later.poll(&mut context), Poll::Ready(3)));
    leave(&mut shops)
}
