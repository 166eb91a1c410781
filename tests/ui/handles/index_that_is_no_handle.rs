//! A scope is not an array: only what was inserted can be looked up.
// misuses: Scope::index

use arena::prelude::*;
use std::ops::Index;

struct Mesh {
    triangles: u32,
}

struct MeshId(#[expect(dead_code)] u32);

fn detail<M: Index<MeshId, Output = Mesh> + ?Sized>(meshes: &M, id: MeshId) -> u32 {
    meshes[id].triangles
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    scene.insert(Mesh { triangles: 12 });
    println!("{}", detail(scene, MeshId(0)));
}
