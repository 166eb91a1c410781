//! The string would never be freed.
// misuses: Scope::alloc

use arena::prelude::*;

struct Player {
    name: String,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let ada = scene.alloc(Player { name: "Ada".to_owned() });
    println!("{}", ada.name);
}
