//! A whole slice of the wrong class.
// misuses: alloc_slice_in

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = scene)]
struct Bone {
    parent: u32,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let bones = Bone::alloc_slice_in(frame, (0..3).map(|parent| Bone { parent }));
    println!("{}", bones[0].parent);
}
