//! Each destructor looks at the other value, and one of them is dropped first.
// misuses: Scope::alloc_box

use arena::prelude::*;
use std::cell::Cell;

struct Peer<'p> {
    name: String,
    other: Cell<Option<&'p Peer<'p>>>,
}

impl Drop for Peer<'_> {
    fn drop(&mut self) {
        println!("{} leaves {:?}", self.name, self.other.get().map(|other| &other.name));
    }
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let ada = scene.alloc_box(Peer { name: "Ada".to_owned(), other: Cell::new(None) });
    let bob = scene.alloc_box(Peer { name: "Bob".to_owned(), other: Cell::new(None) });
    ada.other.set(Some(&bob));
    bob.other.set(Some(&ada));
}
