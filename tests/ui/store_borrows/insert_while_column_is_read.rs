//! A row that is added changes the length of every column.
// misuses: Soa::insert

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
    let fastest = bodies.velocity().iter().copied().reduce(f32::max);
    for position in bodies.position() {
        bodies.insert(Body { position: *position, velocity: fastest.unwrap_or(0.0) });
    }
}
