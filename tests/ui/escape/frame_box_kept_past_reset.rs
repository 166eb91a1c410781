//! A box owns its value but not the memory it lies in.
// misuses: Scope::alloc_box

use arena::prelude::*;

struct Texture {
    name: String,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let current;
    {
        scope!(frame in memory);
        let name = String::from("bark");
        current = frame.alloc_box(Texture { name });
    }
    println!("{}", current.name);
}
