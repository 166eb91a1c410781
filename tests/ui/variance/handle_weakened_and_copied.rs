//! The weak copy of a handle would be the way in, and the strong one the way out.
// misuses: Handle

use arena::prelude::*;

struct Name<'n>(&'n str);

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let strong: Handle<'_, Name<'static>> = scene.insert(Name("untitled"));
    let draft = String::from("draft");
    let weak = [strong, scene.insert(Name(&draft))];
    scene[weak[0]] = Name(&draft);
    println!("{}", scene[strong].0);
}
