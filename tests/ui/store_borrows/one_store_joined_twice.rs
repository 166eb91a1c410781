//! A store whose values are changed takes part in a join once.
// misuses: join

use arena::join;
use arena::prelude::*;

struct Ship;

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut fuel = scene.components::<Ship, u32>(10);
    for (_, (from, to)) in join((&mut fuel, &mut fuel)) {
        std::mem::swap(from, to);
    }
}
