//! The wrong class the other way round: a mesh is inserted in the frame, where it would vanish.
// misuses: insert_in

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = scene)]
struct Mesh {
    triangles: u32,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let cube = Mesh { triangles: 12 }.insert_in(frame);
    println!("{}", frame[cube].triangles);
}
