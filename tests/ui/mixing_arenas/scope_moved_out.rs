//! A scope is replaced by another one, to have it as a value.
// misuses: mem::replace

use arena::prelude::*;
use std::mem;

fn main() {
    let mut left = FrameArena::reserve("left", MIB).unwrap();
    let mut right = FrameArena::reserve("right", MIB).unwrap();
    scope!(player in left);
    scope!(enemy in right);
    let owned = mem::replace(player, *enemy);
    owned.alloc(1_u32);
}
