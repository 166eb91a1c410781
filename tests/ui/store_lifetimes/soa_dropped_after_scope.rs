//! As a pool, so columns.
// misuses: Scope::soa

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Physics, lifetime = scene, store = soa)]
struct Body {
    name: String,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let bodies;
    {
        scope!(scene in memory);
        bodies = scene.soa::<Body>(10);
    }
}
