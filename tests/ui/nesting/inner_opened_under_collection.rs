//! A collection of the outer scope would grow above the mark of the inner one.
// misuses: Vec::new_in

use allocator_api2::vec::Vec;
use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let mut layers = Vec::new_in(&*frame);
    for layer in 0..3 {
        scope!(scratch in frame);
        layers.push(*scratch.alloc(layer));
    }
    println!("{layers:?}");
}
