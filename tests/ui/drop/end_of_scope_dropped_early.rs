//! The end of a scope is the end of its block; there is no local to drop before.
// misuses: scope!

use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let draws = frame.alloc_slice_copy(&[1_u32, 2, 3]);
    drop(end_of_frame);
    println!("{draws:?}");
}
