//! An enum has no columns.
// misuses: store

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}
use Subsystem::Physics;

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store = soa)]
enum Shape {
    Ball { radius: f32 },
    Wall,
}

fn main() {}
