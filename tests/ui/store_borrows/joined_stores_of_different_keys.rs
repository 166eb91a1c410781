//! Stores are joined by the keys they have in common.
// misuses: join

use arena::join;
use arena::prelude::*;

struct Ship;
struct Harbour;

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let fuel = scene.components::<Ship, u32>(10);
    let depth = scene.components::<Harbour, f32>(10);
    println!("{}", join((&fuel, &depth)).count());
}
