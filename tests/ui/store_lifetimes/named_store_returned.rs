//! A store cannot leave the function whose scope it is in.
// misuses: BodyStore::new_in

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

fn load<'memory>(memory: &'memory mut SceneArena) -> BodyStore<'memory> {
    scope!(scene in memory);
    let mut bodies = BodyStore::new_in(scene);
    bodies.insert(Body { mass: 1.0 });
    bodies
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    println!("{}", load(&mut memory).len());
}
