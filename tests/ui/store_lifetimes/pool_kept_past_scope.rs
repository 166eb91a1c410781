//! A pool ends with its scope.
// misuses: Scope::pool

use arena::prelude::*;

struct Body {
    mass: f32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let mut kept = None;
    {
        scope!(scene in memory);
        kept = Some(scene.pool::<Body>(10));
    }
    let mut bodies = kept.unwrap();
    bodies.insert(Body { mass: 1.0 });
}
