//! A scope is no scope of a shorter brand: its handles would meet those of another.
// misuses: Scene

use arena::prelude::*;

struct Tree {
    height: u32,
}

/// Asks for one brand for both.
fn plant<'id>(left: &Scene<'id>, right: &Scene<'id>) -> [Handle<'id, Tree>; 2] {
    [left.insert(Tree { height: 1 }), right.insert(Tree { height: 2 })]
}

fn main() {
    let mut gardens = SceneArena::reserve("garden", MIB).unwrap();
    let mut parks = SceneArena::reserve("park", MIB).unwrap();
    scope!(garden in gardens);
    scope!(park in parks);
    let [oak, elm] = plant(garden, park);
    println!("{} {}", garden[oak].height, park[elm].height);
}
