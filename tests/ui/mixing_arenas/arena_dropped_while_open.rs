//! The arena goes before what was placed in it.
// misuses: Arena::drop

use arena::prelude::*;

struct Level<'scene> {
    name: &'scene str,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let level = Level { name: scene.alloc_str("harbour") };
    drop(memory);
    println!("{}", level.name);
}
