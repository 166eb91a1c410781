//! Destructors run one after the other: this one would look at what was dropped before it.
// misuses: Scope::alloc_drop

use arena::prelude::*;

struct Flush<'frame> {
    pages: &'frame [String],
}

impl Drop for Flush<'_> {
    fn drop(&mut self) {
        println!("{}", self.pages.concat());
    }
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let pages = frame.alloc_drop([String::from("page")]);
    frame.alloc_drop(Flush { pages });
}
