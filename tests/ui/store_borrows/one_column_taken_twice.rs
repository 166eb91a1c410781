//! One column cannot be had twice, whatever it is called.
// misuses: Soa::columns_mut

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Physics, lifetime = scene, store = soa)]
struct Body {
    position: f32,
    velocity: f32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut bodies = BodyStore::new_in(scene);
    bodies.insert(Body { position: 0.0, velocity: 1.0 });
    let first = bodies.columns_mut();
    let second = bodies.columns_mut();
    first.position[0] += second.position[0];
}
