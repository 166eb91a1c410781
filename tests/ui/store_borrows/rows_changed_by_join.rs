//! The rows of columns are read only in a join.
// misuses: join

use arena::join;
use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Physics, lifetime = scene, store = soa)]
struct Body {
    position: f32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut bodies = BodyStore::new_in(scene);
    let wind = scene.components::<Body, f32>(10);
    for (_, (body, wind)) in join((&mut *bodies, &wind)) {
        *body.position += wind;
    }
}
