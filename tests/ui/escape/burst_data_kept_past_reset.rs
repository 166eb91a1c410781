//! What a burst placed lives as long as the scope, and no longer.
// misuses: Burst::alloc

use arena::prelude::*;

struct Particle {
    age: u32,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut oldest: Option<&Particle> = None;
    for age in 0..3 {
        scope!(frame in memory);
        let mut burst = frame.burst();
        let particle = burst.alloc(Particle { age });
        oldest = oldest.or(Some(particle));
    }
    println!("{}", oldest.map_or(0, |particle| particle.age));
}
