//! A larger arena takes the place of the one that is open.
// misuses: Arena::reserve

use arena::prelude::*;

struct Memory {
    frames: FrameArena,
}

fn main() {
    let frames = FrameArena::reserve("frame", 64 * KIB).unwrap();
    let mut memory = Memory { frames };
    scope!(frame in memory.frames);
    let draws = frame.alloc_slice_copy(&[1_u32, 2, 3]);
    memory.frames = FrameArena::reserve("frame", MIB).unwrap();
    println!("{draws:?}");
}
