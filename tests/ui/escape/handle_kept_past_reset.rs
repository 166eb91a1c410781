//! A handle is a number, yet it ends with its scope.
// misuses: Scope::insert

use arena::prelude::*;

struct Particle {
    age: u32,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut oldest: Option<Handle<'_, Particle>> = None;
    for age in 0..3 {
        scope!(frame in memory);
        let particle = frame.insert(Particle { age });
        assert!(oldest.is_none_or(|oldest| frame[oldest].age < age));
        oldest = Some(particle);
    }
}
