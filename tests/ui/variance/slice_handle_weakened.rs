//! Slices are reached by handle too, and changed.
// misuses: Scope::insert_slice_copy

use arena::prelude::*;

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let lines: Handle<'_, [&'static str]> = scene.insert_slice_copy(&["one", "two"]);
    {
        let third = String::from("three");
        scene[lines][1] = &third;
    }
    println!("{:?}", &scene[lines]);
}
