//! Two scopes are split and their halves swapped: what an inner scope holds is still its own.
// misuses: View::index

use arena::prelude::*;
use std::mem;

struct Edge {
    length: f32,
}

fn main() {
    let mut lefts = FrameArena::reserve("left", MIB).unwrap();
    let mut rights = FrameArena::reserve("right", MIB).unwrap();
    scope!(left in lefts);
    scope!(right in rights);
    let (view, mut inner) = left.split();
    let (_, mut other) = right.split();
    mem::swap(&mut inner, &mut other);
    scope!(scratch in other);
    let edge = scratch.insert(Edge { length: 2.0 });
    println!("{}", view[edge].length);
}
