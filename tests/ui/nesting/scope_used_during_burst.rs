//! A burst has the cursor, so nothing else can be placed meanwhile.
// misuses: Scope::burst

use arena::prelude::*;

struct Particle {
    age: u32,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let mut burst = frame.burst();
    let first = burst.alloc(Particle { age: 1 });
    let label = frame.alloc_str("first");
    let second = burst.alloc(Particle { age: 2 });
    println!("{label} {}", first.age + second.age);
}
