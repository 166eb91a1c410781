//! A box drops its value where it goes out of scope, and the memory must still be there.
// misuses: Scope::alloc_box

use arena::prelude::*;

struct Window {
    title: String,
}

struct Desktop<'scene> {
    focused: Option<ArenaBox<'scene, Window>>,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let mut desktop = Desktop { focused: None };
    scope!(scene in memory);
    let title = String::from("editor");
    desktop.focused = Some(scene.alloc_box(Window { title }));
    println!("{:?}", desktop.focused.as_deref().map(|window| &window.title));
}
