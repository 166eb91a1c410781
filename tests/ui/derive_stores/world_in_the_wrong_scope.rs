//! A world of scene stores is made in a scene.
// misuses: World::new_in

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Physics, lifetime = scene, store = pool)]
struct Body {
    mass: f32,
}

#[derive(Stores)]
struct World<'scene> {
    bodies: BodyStore<'scene>,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let mut world = World::new_in(frame);
    world.bodies.insert(Body { mass: 1.0 });
}
