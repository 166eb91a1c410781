//! The scope itself is kept past its end.
// misuses: Arena::scope

use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let frame = memory.scope(|frame| frame);
    frame.alloc(1_u32);
}
