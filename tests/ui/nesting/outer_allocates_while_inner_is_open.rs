//! What the outer scope allocated now would be freed with the inner one.
// misuses: Scope::alloc

use arena::prelude::*;

struct Contact {
    depth: f32,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let deepest: &mut Contact;
    {
        scope!(scratch in frame);
        let depths = scratch.alloc_slice_copy(&[0.1_f32, 0.4, 0.2]);
        let depth = depths.iter().copied().fold(0.0, f32::max);
        deepest = frame.alloc(Contact { depth });
    }
    println!("{}", deepest.depth);
}
