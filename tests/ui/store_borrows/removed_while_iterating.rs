//! What is walked over cannot change meanwhile: `retain` does both.
// misuses: Pool::remove

use arena::prelude::*;

struct Particle {
    age: u32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut particles = scene.pool(10);
    particles.insert(Particle { age: 1 });
    for (key, particle) in particles.iter() {
        if particle.age > 10 {
            particles.remove(key);
        }
    }
}
