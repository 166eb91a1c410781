//! A key of an ended scope is never used with the next, although the arena is the same.
// misuses: Pool::insert

use arena::prelude::*;

struct Body {
    mass: f32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let mut player = None;
    for mass in [1.0, 2.0] {
        scope!(scene in memory);
        let mut bodies = scene.pool::<Body>(10);
        let body = bodies.insert(Body { mass });
        println!("{}", bodies[player.unwrap_or(body)].mass);
        player = Some(body);
    }
}
