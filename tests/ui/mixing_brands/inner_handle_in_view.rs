//! The view reads the outer scope only.
// misuses: View::get

use arena::prelude::*;

struct Edge {
    length: f32,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let (view, mut inner) = frame.split();
    scope!(scratch in inner);
    let edge = scratch.insert(Edge { length: 2.0 });
    println!("{}", view.get(edge).length);
}
