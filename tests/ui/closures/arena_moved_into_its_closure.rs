//! A closure takes the arena along that it runs in.
// misuses: Arena::scope

use arena::prelude::*;

fn main() {
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    frames.scope(move |frame| {
        frame.alloc(1_u32);
        drop(frames);
    });
}
