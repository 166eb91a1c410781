//! Whoever gets a scope by `&` may allocate in it, but not open another inside.
// misuses: scope!

use arena::prelude::*;

fn smooth<'frame>(frame: &Frame<'frame>, heights: &[f32]) -> &'frame [f32] {
    let smoothed = frame.alloc_slice_copy(heights);
    scope!(scratch in frame);
    let old = scratch.alloc_slice_copy(heights);
    for (new, pair) in smoothed.iter_mut().zip(old.windows(2)) {
        *new = (pair[0] + pair[1]) / 2.0;
    }
    smoothed
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    println!("{:?}", smooth(frame, &[1.0, 3.0, 5.0]));
}
