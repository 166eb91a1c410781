//! Only the store of the keys knows which of them are dead.
// misuses: Components::prune

use arena::prelude::*;

struct Body;
struct Sound;
struct Light(f32);

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let sounds = scene.pool::<Sound>(10);
    let mut lights = scene.components::<Body, Light>(10);
    lights.prune(&sounds);
    println!("{}", lights.values()[0].0);
}
