//! Two views of one store that can write: take the columns apart instead, with `columns_mut`.
// misuses: BodyStore::position_mut

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
    let positions = bodies.position_mut();
    let velocities = bodies.velocity_mut();
    positions[0] += velocities[0];
}
