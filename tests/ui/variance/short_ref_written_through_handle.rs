//! A handle gives `&mut`, so what it names cannot be taken for something that lives shorter.
// misuses: Scope::get_mut

use arena::prelude::*;

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let title: Handle<'_, &'static str> = scene.insert("untitled");
    {
        let draft = String::from("draft");
        *scene.get_mut(title) = draft.as_str();
    }
    println!("{}", scene[title]);
}
