//! A vector that grows in the outer scope would be cut off by the end of the inner one.
// misuses: Scope::vec

use arena::prelude::*;

struct Draw {
    layer: u32,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let mut draws = frame.vec();
    for layer in 0..3 {
        scope!(scratch in frame);
        let order = scratch.alloc(layer);
        draws.push(Draw { layer: *order });
    }
    println!("{}", draws[0].layer);
}
