//! Equal slots of two scopes are not equal keys.
// misuses: Key::eq

use arena::prelude::*;

struct Body;

fn main() {
    let mut level = SceneArena::reserve("level", MIB).unwrap();
    let mut menu = SceneArena::reserve("menu", MIB).unwrap();
    scope!(level in level);
    scope!(menu in menu);
    let first = level.pool::<Body>(10).insert(Body);
    let second = menu.pool::<Body>(10).insert(Body);
    if first == second {
        println!("the same");
    }
}
