//! Stores live in a scope, which has a lifetime.
// misuses: Stores

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}
use Subsystem::Physics;

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store = pool)]
struct Body {
    mass: f32,
}

#[derive(Stores)]
struct World {
    bodies: BodyStore<'static>,
}

fn main() {}
