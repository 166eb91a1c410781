//! The wrong class: what is declared for a frame is placed in a scene.
// misuses: alloc_in

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
struct DrawCall<'frame> {
    instances: &'frame [u32],
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let call = DrawCall { instances: scene.alloc_slice_copy(&[1, 2]) };
    println!("{}", call.alloc_in(scene).instances.len());
}
