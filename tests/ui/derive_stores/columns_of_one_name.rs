//! Two accessors would have one name.
// misuses: store

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}
use Subsystem::Physics;

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store = soa)]
struct Body {
    mass: f32,
    mass_mut: f32,
}

fn main() {}
