//! What the closure returns cannot hold anything from inside.
// misuses: Arena::scope

use arena::prelude::*;

struct Hit {
    distance: f32,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let nearest = memory.scope(|frame| &*frame.alloc(Hit { distance: 1.0 }));
    println!("{}", nearest.distance);
}
