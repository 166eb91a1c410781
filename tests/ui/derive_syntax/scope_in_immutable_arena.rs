//! The arena is declared without `mut`.
// misuses: scope!

use arena::prelude::*;

fn main() {
    let frames = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in frames);
    frame.alloc(1_u32);
}
