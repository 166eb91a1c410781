//! Whether a type parameter needs `Drop` is known only where the type is used.
// misuses: alloc_in

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = scene)]
struct Cached<T> {
    value: T,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let cached = Cached { value: vec![1, 2, 3] }.alloc_in(scene);
    println!("{}", cached.value.len());
}
