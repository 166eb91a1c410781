//! A view and the scope it was split from are never in use at the same time.
// misuses: Scope::split

use arena::prelude::*;

struct Score(u32);

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let best = scene.insert(Score(10));
    let (view, _inner) = scene.split();
    let before = view.get(best);
    scene[best] = Score(20);
    println!("{} {}", before.0, scene[best].0);
}
