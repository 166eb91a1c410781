//! A key says what it names.
// misuses: Pool::index

use arena::prelude::*;

struct Body;
struct Sound {
    volume: f32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut bodies = scene.pool::<Body>(10);
    let sounds = scene.pool::<Sound>(10);
    let body = bodies.insert(Body);
    println!("{}", sounds[body].volume);
}
