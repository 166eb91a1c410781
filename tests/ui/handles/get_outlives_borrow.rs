//! What `get` returns lives as long as the borrow of the scope, or `get_mut` could change it.
// misuses: Scope::get

use arena::prelude::*;

struct Mesh {
    triangles: u32,
}

fn detail<'scene>(scene: &Scene<'scene>, mesh: Handle<'scene, Mesh>) -> &'scene u32 {
    &scene.get(mesh).triangles
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let cube = scene.insert(Mesh { triangles: 12 });
    let triangles = detail(scene, cube);
    scene.get_mut(cube).triangles = 0;
    println!("{triangles}");
}
