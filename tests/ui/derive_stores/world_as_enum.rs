//! An enum has one variant at a time, and a world all its stores.
// misuses: Stores

use arena::prelude::*;

#[derive(Stores)]
enum World<'scene> {
    Bodies(Pool<'scene, u32>),
}

fn main() {}
