//! A vector that grows holds its scope, so it stays on its thread; as a slice it may go.
// misuses: Scope::vec

use arena::prelude::*;

struct Particle {
    age: u32,
}

fn in_background<F: FnOnce() + Send>(job: F) {
    std::thread::scope(|threads| drop(threads.spawn(job)));
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let mut particles = frame.vec();
    particles.push(Particle { age: 0 });
    in_background(move || println!("{}", particles[0].age));
}
