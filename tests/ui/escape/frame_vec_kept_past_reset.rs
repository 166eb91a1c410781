//! A vector that grows in the frame is filled on and on.
// misuses: Scope::vec

use arena::prelude::*;

struct Vertex(#[expect(dead_code)] [f32; 3]);

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut vertices;
    {
        scope!(frame in memory);
        vertices = frame.vec();
        vertices.push(Vertex([0.0; 3]));
    }
    vertices.push(Vertex([1.0; 3]));
}
