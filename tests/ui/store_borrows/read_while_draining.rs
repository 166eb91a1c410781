//! A pool that is being emptied cannot be asked how full it is.
// misuses: Pool::drain

use arena::prelude::*;

struct Particle {
    age: u32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut particles = scene.pool(10);
    particles.insert(Particle { age: 1 });
    for (_, particle) in particles.drain() {
        println!("{} of {}", particle.age, particles.len());
    }
}
