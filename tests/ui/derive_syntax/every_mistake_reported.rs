//! All that is wrong with an item is said at once, each thing in its place.
// misuses: derive(Arena)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = "Subsystem::Renderer", lifetime = scnee, tag = Subsystem::Renderer)]
struct Mesh<'scene> {
    #[arena(name = "vertices of a mesh")]
    vertices: &'scene [f32],
    #[arena(align = 16)]
    indices: &'scene [u32],
}

fn main() {
    let mesh = Mesh { vertices: &[], indices: &[] };
    println!("{} {}", mesh.vertices.len(), mesh.indices.len());
    println!("{}", Subsystem::Renderer.info().name);
}
