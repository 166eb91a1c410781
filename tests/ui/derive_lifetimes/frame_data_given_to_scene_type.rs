//! The class is right, the data is not: a name that lives for one frame goes into the scene.
// misuses: new_in

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = scene)]
struct Mesh<'scene> {
    name: &'scene str,
}

fn main() {
    let mut scenes = SceneArena::reserve("scene", MIB).unwrap();
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    scope!(scene in scenes);
    let cube;
    {
        scope!(frame in frames);
        cube = Mesh::new_in(scene, frame.alloc_str("cube"));
    }
    println!("{}", cube.name);
}
