//! Double buffering by swapping the arenas, one of them open.
// misuses: mem::swap

use arena::prelude::*;
use std::mem;

fn main() {
    let mut front = FrameArena::reserve("front", MIB).unwrap();
    let mut back = FrameArena::reserve("back", MIB).unwrap();
    scope!(frame in front);
    let draws = frame.alloc_slice_copy(&[1_u32, 2, 3]);
    mem::swap(&mut front, &mut back);
    println!("{draws:?} {}", front.name());
}
