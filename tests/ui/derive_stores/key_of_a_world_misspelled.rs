//! The nearest key is suggested, with the field.
// misuses: Stores

use arena::prelude::*;

#[derive(Stores)]
struct World<'scene> {
    #[arena(capcity = 10)]
    bodies: Pool<'scene, u32>,
}

fn main() {}
