//! A function that is handed both puts what lives short into what lives long.
// misuses: Scope::alloc_str

use arena::prelude::*;

struct Registry<'perm> {
    names: Vec<&'perm str>,
}

fn register<'perm>(registry: &mut Registry<'perm>, frame: &Frame<'_>, name: &str) {
    registry.names.push(frame.alloc_str(name));
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut registry = Registry { names: Vec::new() };
    scope!(frame in memory);
    register(&mut registry, frame, "renderer");
}
