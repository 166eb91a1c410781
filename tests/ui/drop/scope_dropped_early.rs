//! `drop` of the name of a scope drops a reference; what was allocated keeps its scope open.
// misuses: scope!

use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let draws = frame.alloc_slice_copy(&[1_u32, 2, 3]);
    drop(frame);
    frame.alloc(4_u32);
    println!("{draws:?}");
}
