//! A scope is opened with a name, in an arena.
// misuses: scope!

use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(memory);
    memory.trim(0);
}
