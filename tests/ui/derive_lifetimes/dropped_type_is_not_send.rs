//! A scope may end on another thread, and run the destructor there.
// misuses: arena(drop)

use arena::prelude::*;
use std::rc::Rc;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

struct Device;

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = scene, drop)]
struct Buffer {
    device: Rc<Device>,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let buffer = Buffer { device: Rc::new(Device) }.alloc_in(scene);
    println!("{}", Rc::strong_count(&buffer.device));
}
