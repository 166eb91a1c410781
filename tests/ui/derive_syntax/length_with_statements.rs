//! The length of an array that only a whole parser could read.
// misuses: derive(Stores)

use arena::prelude::*;

const WIDE: bool = true;

#[derive(Stores)]
struct World<'id> {
    #[arena(capacity = 100)]
    positions: Pool<'id, [f32; if WIDE { 4 } else { 3 }]>,
}

fn len(world: &World<'_>) -> usize {
    world.positions.len()
}

fn main() {
    println!("{}", len as fn(&World<'_>) -> usize as usize);
}
