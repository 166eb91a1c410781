//! A capacity is a number of values.
// misuses: capacity

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}
use Subsystem::Physics;

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store(kind = pool, capacity = -1))]
struct Body {
    mass: f32,
}

fn main() {}
