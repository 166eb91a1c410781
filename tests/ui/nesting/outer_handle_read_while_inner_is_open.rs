//! Reading by handle takes the outer scope, which is lent to the inner one; `split` is for that.
// misuses: Scope::index

use arena::prelude::*;

struct Camera {
    position: [f32; 3],
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let camera = scene.insert(Camera { position: [1.0, 2.0, 3.0] });
    {
        scope!(scratch in scene);
        let moved = scratch.alloc_iter(scene[camera].position.iter().map(|x| x + 1.0));
        println!("{moved:?}");
    }
}
