//! A vector returns its room to the scope it is from, so vectors of two scopes are of two types.
// misuses: mem::swap

use arena::prelude::*;
use std::mem;

struct Vertex(#[expect(dead_code)] [f32; 3]);

fn main() {
    let mut fronts = FrameArena::reserve("front", MIB).unwrap();
    let mut backs = FrameArena::reserve("back", MIB).unwrap();
    scope!(front in fronts);
    scope!(back in backs);
    let mut shown = front.vec();
    let mut built = back.vec();
    shown.push(Vertex([0.0; 3]));
    built.push(Vertex([1.0; 3]));
    mem::swap(&mut shown, &mut built);
}
