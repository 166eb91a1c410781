//! A bare pool does not know how large it is to be.
// misuses: Stores

use arena::prelude::*;

struct Body;

#[derive(Stores)]
struct World<'scene> {
    bodies: Pool<'scene, Body>,
}

fn main() {}
