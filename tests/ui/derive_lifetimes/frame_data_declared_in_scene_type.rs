//! A type of the scene cannot hold what lives for one frame.
// misuses: arena(lifetime)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = scene)]
struct Mesh<'scene, 'frame> {
    name: &'scene str,
    selection: &'frame [u32],
}

fn main() {
    let mesh = Mesh { name: "cube", selection: &[] };
    println!("{} {}", mesh.name, mesh.selection.len());
    println!("{}", Subsystem::Renderer.info().name);
}
