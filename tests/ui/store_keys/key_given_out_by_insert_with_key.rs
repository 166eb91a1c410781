//! The key that the closure gets is one of the scope, like the one that comes back.
// misuses: Pool::insert_with_key

use arena::prelude::*;

struct Body<'scene> {
    own: Key<'scene, Body<'scene>>,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let mut escaped = Vec::new();
    {
        scope!(scene in memory);
        let mut bodies = scene.pool::<Body<'_>>(10);
        bodies.insert_with_key(|own| {
            escaped.push(own);
            Body { own }
        });
    }
    println!("{escaped:?}");
}
