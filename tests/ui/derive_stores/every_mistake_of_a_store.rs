//! Everything that is wrong with it is said at once.
// misuses: store

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}
use Subsystem::Physics;

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store(kind = pool, capacity = "many", capcity = 3, name = a::Bodies, kind = soa))]
struct Body {
    mass: f32,
}

fn main() {}
