//! There are pools and columns, and no heaps.
// misuses: store

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}
use Subsystem::Physics;

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store = heap)]
struct Body {
    mass: f32,
}

fn main() {}
