//! A column of cells stays on its thread.
// misuses: Soa

use std::cell::Cell;

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Physics, lifetime = scene, store = soa)]
struct Body {
    visited: Cell<bool>,
}

fn share_with_threads<S: Sync>(shared: &S) -> &S {
    shared
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let bodies: arena::Soa<'_, Body> = scene.soa(10);
    println!("{}", share_with_threads(&bodies).len());
}
