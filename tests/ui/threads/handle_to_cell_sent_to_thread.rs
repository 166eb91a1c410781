//! Together with the scope, a handle gives the other thread what it names.
// misuses: Scope::insert

use arena::prelude::*;
use std::cell::Cell;

#[derive(Clone, Copy)]
struct Score(u32);

fn in_background<F: FnOnce() + Send>(job: F) {
    std::thread::scope(|threads| drop(threads.spawn(job)));
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let best = scene.insert(Cell::new(Score(0)));
    in_background(move || scene[best].set(Score(1)));
    println!("{}", Score(2).0);
}
