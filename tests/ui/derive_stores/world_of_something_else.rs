//! A field that is no store.
// misuses: Stores

use arena::prelude::*;

struct Names(Vec<String>);

#[derive(Stores)]
struct World<'scene> {
    #[arena(capacity = 10)]
    bodies: Pool<'scene, u32>,
    #[arena(capacity = 10)]
    names: Names,
}

fn main() {}
