//! A burst runs no destructors either.
// misuses: Burst::alloc

use arena::prelude::*;

struct Named {
    name: String,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let mut burst = frame.burst();
    let named = burst.alloc(Named { name: String::from("cow") });
    println!("{}", named.name);
}
