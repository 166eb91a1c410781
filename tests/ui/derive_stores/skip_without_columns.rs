//! Nothing is left out of a store without columns.
// misuses: skip

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}
use Subsystem::Physics;

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store = pool)]
struct Body {
    #[arena(skip)]
    mass: f32,
}

fn main() {}
