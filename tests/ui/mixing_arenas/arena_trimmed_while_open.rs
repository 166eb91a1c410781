//! Memory is given back to the system under the feet of a scope.
// misuses: Arena::trim

use arena::prelude::*;

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let vertices = scene.alloc_slice_fill_with(1000, |index| index as f32);
    memory.trim(0);
    println!("{}", vertices[999]);
}
