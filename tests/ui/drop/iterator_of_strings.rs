//! A slice of strings would never free them.
// misuses: Scope::alloc_iter

use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let words = frame.alloc_iter("never freed again".split(' ').map(str::to_owned));
    println!("{}", words.len());
}
