//! A store for nothing.
// misuses: store

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}
use Subsystem::Physics;

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store(kind = pool, capacity = 0))]
struct Body {
    mass: f32,
}

fn main() {}
