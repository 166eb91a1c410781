use arena::prelude::*;

struct Body<'scene> {
    name: &'scene str,
}

#[derive(Stores)]
struct World<'scene> {
    #[arena(capacity = 100)]
    bodies: Pool<'scene, Body<'scene>>,
}

fn load<'scene>(scene: &Scene<'scene>) -> World<'scene> {
    let mut world = World::new_in(scene);
    world.bodies.insert(Body { name: scene.alloc_str("ball") });
    world
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let world = load(scene);
    let name = world.bodies.values().next().map_or("", |body| body.name);
    drop(world);
    assert_eq!(name, "ball");
    let mut numbers = scene.pool(10);
    std::thread::scope(|threads| {
        threads.spawn(|| numbers.insert(7_u64));
        scene.alloc(1_u8);
    });
    assert_eq!(numbers.len(), 1);
}
