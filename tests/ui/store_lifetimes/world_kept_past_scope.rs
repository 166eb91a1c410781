//! A struct of stores ends with the scope of the stores.
// misuses: World::new_in

use arena::prelude::*;

struct Body {
    mass: f32,
}

#[derive(Stores)]
struct World<'scene> {
    #[arena(capacity = 100)]
    bodies: Pool<'scene, Body>,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let mut last = None;
    for mass in [1.0, 2.0] {
        scope!(scene in memory);
        let mut world = World::new_in(scene);
        world.bodies.insert(Body { mass });
        last = Some(world);
    }
    println!("{}", last.map_or(0, |world| world.bodies.len()));
}
