//! A subsystem keeps the tagged scope it was started with.
// misuses: Scope::tagged

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let physics;
    {
        scope!(frame in memory);
        physics = frame.tagged(Subsystem::Physics);
    }
    physics.alloc([0.0_f32; 3]);
}
