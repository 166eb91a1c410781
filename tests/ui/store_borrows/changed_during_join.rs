//! A join borrows what it goes through.
// misuses: Components::insert

use arena::join;
use arena::prelude::*;

struct Ship;

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut ships = scene.pool::<Ship>(10);
    let mut fuel = scene.components::<Ship, u32>(10);
    fuel.insert(ships.insert(Ship), 3);
    for (ship, (_, left)) in join((&ships, &fuel)) {
        fuel.insert(ship, left - 1);
    }
}
