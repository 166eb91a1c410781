//! The store of a frame type is made in frames.
// misuses: DrawCallStore::new_in

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame, store = pool)]
struct DrawCall {
    vertices: u32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut calls = DrawCallStore::new_in(scene);
    calls.insert(DrawCall { vertices: 3 });
}
