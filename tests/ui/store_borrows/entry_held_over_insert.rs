//! An entry holds its pool.
// misuses: Pool::entry

use arena::prelude::*;

struct Particle {
    age: u32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut particles = scene.pool(10);
    let first = particles.insert(Particle { age: 1 });
    let entry = particles.entry(first).unwrap();
    let second = particles.insert(Particle { age: entry.get().age });
    entry.remove();
    println!("{second:?}");
}
