//! Two arenas of one class: the handle of one is no index into the other.
// misuses: Scope::index

use arena::prelude::*;

struct Mesh {
    triangles: u32,
}

fn main() {
    let mut worlds = SceneArena::reserve("world", MIB).unwrap();
    let mut menus = SceneArena::reserve("menu", MIB).unwrap();
    scope!(world in worlds);
    scope!(menu in menus);
    let tree = world.insert(Mesh { triangles: 1200 });
    println!("{}", menu[tree].triangles);
}
