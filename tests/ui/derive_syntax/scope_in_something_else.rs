//! What is opened is an arena, not the struct that has it.
// misuses: scope!

use arena::prelude::*;

struct EditorMemory {
    frames: FrameArena,
}

fn main() {
    let mut memory = EditorMemory { frames: FrameArena::reserve("frame", MIB).unwrap() };
    scope!(frame in memory);
    frame.alloc(1_u32);
    memory.frames.trim(0);
}
