//! Two scopes trade places; each would free what the other one holds.
// misuses: mem::swap

use arena::prelude::*;
use std::mem;

fn main() {
    let mut left = FrameArena::reserve("left", MIB).unwrap();
    let mut right = FrameArena::reserve("right", MIB).unwrap();
    scope!(player in left);
    let position = player.insert([0.0_f32; 3]);
    {
        scope!(enemy in right);
        mem::swap(player, enemy);
    }
    println!("{:?}", player[position]);
}
