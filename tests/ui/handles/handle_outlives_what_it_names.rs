//! The handle would still be good, but what was inserted refers to a local that is gone.
// misuses: Scope::insert_slice_copy

use arena::prelude::*;

#[derive(Clone, Copy)]
struct Layer<'n> {
    name: &'n str,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let layers;
    {
        let name = String::from("background");
        layers = scene.insert_slice_copy(&[Layer { name: &name }]);
    }
    println!("{}", scene[layers][0].name);
}
