//! A mesh of the scene is given a name that lives for one frame.
// misuses: Scope::alloc_str

use arena::prelude::*;

struct Mesh<'scene> {
    name: &'scene str,
}

fn main() {
    let mut scenes = SceneArena::reserve("scene", MIB).unwrap();
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    scope!(scene in scenes);
    let mesh = scene.alloc(Mesh { name: "cube" });
    for _ in 0..3 {
        scope!(frame in frames);
        let name = frame.alloc_str("cube, selected");
        mesh.name = name;
    }
    println!("{}", mesh.name);
}
