//! A scope may end on another thread, and its destructors run there.
// misuses: Scope::alloc_drop

use arena::prelude::*;
use std::rc::Rc;

struct Texture {
    name: String,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let bark = Rc::new(Texture { name: "bark".to_owned() });
    scope!(scene in memory);
    let shared = scene.alloc_drop(Rc::clone(&bark));
    println!("{}", shared.name);
}
