//! The references of `get_disjoint_mut` hold the scope.
// misuses: Scope::get_disjoint_mut

use arena::prelude::*;

struct Body {
    velocity: f32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let ball = scene.insert(Body { velocity: 1.0 });
    let wall = scene.insert(Body { velocity: 0.0 });
    let [a, b] = scene.get_disjoint_mut([ball, wall]).unwrap();
    scene.insert(Body { velocity: 2.0 });
    std::mem::swap(&mut a.velocity, &mut b.velocity);
}
