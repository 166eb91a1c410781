//! Two closures, two brands, though the arena is the same.
// misuses: Scope::get

use arena::prelude::*;

struct Camera {
    position: [f32; 3],
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    memory.scope(|scene| {
        let camera = scene.insert(Camera { position: [0.0; 3] });
        scene.scope(|scratch| println!("{:?}", scratch.get(camera).position));
    });
}
