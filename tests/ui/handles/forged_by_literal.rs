//! The fields of a handle are private.
// misuses: Handle::position

use arena::prelude::*;
use std::num::NonZeroU32;

struct Mesh {
    triangles: u32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut cube = scene.insert(Mesh { triangles: 12 });
    cube.position = NonZeroU32::MIN;
    println!("{}", scene[cube].triangles);
}
