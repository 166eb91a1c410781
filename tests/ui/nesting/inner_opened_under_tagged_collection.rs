//! The same, where the collection is counted under a tag: the tag holds the scope as well.
// misuses: Vec::with_capacity_in

use allocator_api2::vec::Vec;
use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let mut layers = Vec::with_capacity_in(3, frame.tagged(Subsystem::Renderer));
    frame.scope(|scratch| layers.push(*scratch.alloc(1)));
}
