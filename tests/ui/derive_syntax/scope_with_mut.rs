//! What is bound is a `&mut` already.
// misuses: scope!

use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(mut frame in memory);
    frame.alloc(1_u32);
}
