//! A number becomes a key by `attach` of the store, which checks it.
// misuses: Key

use arena::prelude::*;

struct Body {
    mass: f32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut bodies = scene.pool::<Body>(10);
    bodies.insert(Body { mass: 1.0 });
    let saved = 1_u64 << 32;
    let body: Key<'_, Body> = saved.into();
    println!("{}", bodies[body].mass);
}
