//! The last row moves into the gap, so nobody may look at it.
// misuses: Soa::remove

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
    let first = bodies.insert(Body { position: 0.0, velocity: 1.0 });
    let second = bodies.insert(Body { position: 2.0, velocity: 1.0 });
    let row = bodies.get(second);
    bodies.remove(first);
    println!("{}", row.map_or(0.0, |row| *row.position));
}
