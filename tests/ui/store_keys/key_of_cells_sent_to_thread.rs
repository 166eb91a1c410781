//! With its pool a key gives access, so it goes where the values may go.
// misuses: Key

use std::cell::Cell;

use arena::prelude::*;

struct Body {
    visited: Cell<bool>,
}

fn in_background<F: FnOnce() + Send>(job: F) {
    std::thread::scope(|threads| drop(threads.spawn(job)));
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut bodies = scene.pool::<Body>(10);
    let body: Key<'_, Body> = bodies.insert(Body { visited: Cell::new(false) });
    in_background(move || println!("{body:?}"));
    bodies[body].visited.set(true);
}
