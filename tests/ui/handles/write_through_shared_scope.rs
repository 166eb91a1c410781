//! Whoever has a shared scope may read by handle and insert, not write.
// misuses: Scope::index_mut

use arena::prelude::*;

struct Particle {
    age: u32,
}

fn step<'frame>(frame: &Frame<'frame>, particle: Handle<'frame, Particle>) {
    frame[particle].age += 1;
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let spark = frame.insert(Particle { age: 0 });
    step(frame, spark);
}
