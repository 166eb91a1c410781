//! An arena in a buffer takes the place of one that owns its memory, and so outlives the buffer.
// misuses: Arena::from_buffer

use arena::prelude::*;
use std::mem::{self, MaybeUninit};

struct Memory {
    frames: FrameArena,
}

fn main() {
    let mut memory = Memory { frames: FrameArena::reserve("frame", MIB).unwrap() };
    {
        let mut bytes = [MaybeUninit::uninit(); 1024];
        let mut small = Arena::from_buffer(&mut bytes);
        mem::swap(&mut memory.frames, &mut small);
    }
    scope!(frame in memory.frames);
    frame.alloc(1_u32);
}
