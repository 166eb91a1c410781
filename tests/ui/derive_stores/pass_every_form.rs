use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}
use Subsystem::Physics;

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store = pool)]
struct Body {
    mass: f32,
}

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store(kind = soa, capacity = 2 * 500, name = Swarm))]
struct Particle {
    age: u32,
    #[arena(skip)]
    name: String,
}

#[derive(Stores)]
struct World<'scene> {
    bodies: BodyStore<'scene>,
    particles: Swarm<'scene>,
    #[arena(capacity = 10, tag = Physics)]
    lights: Components<'scene, Body, f32>,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", 16 * MIB).unwrap();
    scope!(scene in memory);
    let mut world = World::new_in(scene);
    let body = world.bodies.insert(Body { mass: 1.0 });
    world.lights.insert(body, world.bodies[body].mass);
    world.particles.insert(Particle { age: 1, name: String::from("spark") });
    assert_eq!(world.particles.age(), [1]);
    assert_eq!(world.particles.capacity(), 1000);
    println!("{}", world.report());
}
