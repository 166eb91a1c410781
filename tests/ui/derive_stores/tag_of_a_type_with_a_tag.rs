//! The tag of a generated store is that of its type.
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
struct World<'scene> {
    #[arena(capacity = 10, tag = Physics)]
    bodies: BodyStore<'scene>,
}

fn main() {}
