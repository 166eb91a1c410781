//! An inner scope reads its own handles; those of the outer one are for the `View` of `split`.
// misuses: Scope::index

use arena::prelude::*;

struct Camera {
    position: [f32; 3],
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let camera = scene.insert(Camera { position: [1.0, 2.0, 3.0] });
    scope!(scratch in scene);
    println!("{:?}", scratch[camera].position);
}
