//! A function that loads into a scene is handed a frame.
// misuses: Scene

use arena::prelude::*;

struct Mesh<'scene> {
    name: &'scene str,
}

fn load<'scene>(scene: &Scene<'scene>, name: &str) -> Mesh<'scene> {
    Mesh { name: scene.alloc_str(name) }
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let cube = load(frame, "cube");
    println!("{}", cube.name);
}
