//! The closure form lends the outer scope just the same.
// misuses: Scope::scope

use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let total = frame.scope(|scratch| {
        let parts = scratch.alloc_slice_copy(&[1, 2, 3]);
        *frame.alloc(parts.iter().sum::<i32>())
    });
    println!("{total}");
}
