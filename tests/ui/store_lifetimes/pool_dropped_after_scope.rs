//! Not even to be dropped does a pool outlive its scope: it would drop values in memory of others.
// misuses: Scope::pool

use arena::prelude::*;

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let names;
    {
        scope!(scene in memory);
        names = scene.pool::<String>(10);
    }
}
