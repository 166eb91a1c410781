//! A pool is as its values are.
// misuses: Pool

use std::rc::Rc;

use arena::prelude::*;

struct Body {
    shape: Rc<str>,
}

fn in_background<F: FnOnce() + Send>(job: F) {
    std::thread::scope(|threads| drop(threads.spawn(job)));
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut bodies: Pool<'_, Body> = scene.pool(10);
    bodies.insert(Body { shape: Rc::from("box") });
    in_background(move || println!("{}", bodies.values().map(|body| body.shape.len()).sum::<usize>()));
}
