//! The nearest kind is suggested.
// misuses: store

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}
use Subsystem::Physics;

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store = sao)]
struct Body {
    mass: f32,
}

fn main() {}
