//! A list is changed through its handle while its scope allocates.
// misuses: Scope::index_mut

use arena::prelude::*;

#[derive(Clone, Copy)]
struct Child<'scene> {
    name: &'scene str,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let children = scene.insert([Child { name: "" }; 4]);
    for (number, child) in scene[children].iter_mut().enumerate() {
        child.name = scene.alloc_fmt(format_args!("child {number}"));
    }
}
