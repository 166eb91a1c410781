//! What is reached by handle is not dropped either.
// misuses: Scope::insert

use arena::prelude::*;

struct Script {
    on_hit: Box<dyn Fn(u32) -> u32>,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let script = scene.insert(Script { on_hit: Box::new(|damage| damage + 1) });
    println!("{}", (scene[script].on_hit)(1));
}
