//! A scope without a name could not be used.
// misuses: scope!

use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(_ in memory);
    memory.trim(0);
}
