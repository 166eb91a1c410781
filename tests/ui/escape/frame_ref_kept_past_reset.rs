//! The best hit of a frame is remembered for the next one.
// misuses: Scope::alloc

use arena::prelude::*;

#[derive(Debug)]
struct Hit {
    distance: f32,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut nearest: Option<&Hit> = None;
    for distance in [3.0, 1.0, 2.0] {
        scope!(frame in memory);
        let hit = frame.alloc(Hit { distance });
        if nearest.is_none_or(|nearest| hit.distance < nearest.distance) {
            nearest = Some(hit);
        }
    }
    println!("{nearest:?}");
}
