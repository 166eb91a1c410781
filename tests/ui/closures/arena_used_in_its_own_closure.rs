//! While a scope is open its arena is lent to it.
// misuses: Arena::scope

use arena::prelude::*;

fn main() {
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    frames.scope(|frame| {
        frame.alloc([0_u8; 1024]);
        println!("{}", frames.stats().used);
    });
}
