//! Two arenas in the same bytes would hand out the same places.
// misuses: Arena::from_buffer

use arena::lifetime;
use arena::prelude::*;
use std::mem::MaybeUninit;

fn main() {
    let mut bytes = [MaybeUninit::uninit(); 4096];
    let mut commands = Arena::<lifetime::Frame>::from_buffer(&mut bytes);
    let mut replies = Arena::<lifetime::Frame>::from_buffer(&mut bytes);
    scope!(command in commands);
    scope!(reply in replies);
    println!("{} {}", command.alloc_str("get"), reply.alloc_str("ok"));
}
