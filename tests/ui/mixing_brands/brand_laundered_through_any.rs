//! `dyn Any` forgets the brand, and would give it back under another one.
// misuses: Any::downcast_ref

use arena::prelude::*;
use std::any::Any;

struct Mesh {
    triangles: u32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let mut registry: Vec<Box<dyn Any>> = Vec::new();
    {
        scope!(scene in memory);
        registry.push(Box::new(scene.insert(Mesh { triangles: 12 })));
    }
    scope!(next in memory);
    if let Some(cube) = registry[0].downcast_ref::<Handle<'_, Mesh>>() {
        println!("{}", next[*cube].triangles);
    }
}
