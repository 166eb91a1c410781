//! The bytes of an arena are written behind its back.
// misuses: Arena::from_buffer

use arena::lifetime;
use arena::prelude::*;
use std::mem::MaybeUninit;

fn main() {
    let mut bytes = [MaybeUninit::new(0_u8); 4096];
    let mut requests = Arena::<lifetime::Frame>::from_buffer(&mut bytes);
    scope!(request in requests);
    let valid = request.alloc(true);
    bytes[0] = MaybeUninit::new(2);
    println!("{valid}");
}
