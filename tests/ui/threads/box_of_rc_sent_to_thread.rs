//! A box sends what it owns.
// misuses: Scope::alloc_box

use arena::prelude::*;
use std::rc::Rc;

struct Texture {
    name: &'static str,
}

fn in_background<F: FnOnce() + Send>(job: F) {
    std::thread::scope(|threads| drop(threads.spawn(job)));
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let bark = Rc::new(Texture { name: "bark" });
    scope!(scene in memory);
    let shared = scene.alloc_box(Rc::clone(&bark));
    in_background(move || println!("{}", shared.name));
}
