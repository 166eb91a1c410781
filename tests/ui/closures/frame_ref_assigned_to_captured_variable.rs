//! The closure form keeps what is inside inside, whatever the closure captures.
// misuses: Arena::scope

use arena::prelude::*;

struct Hit {
    distance: f32,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut nearest: Option<&Hit> = None;
    memory.scope(|frame| {
        nearest = Some(frame.alloc(Hit { distance: 1.0 }));
    });
    println!("{:?}", nearest.map(|hit| hit.distance));
}
