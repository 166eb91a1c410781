//! Nothing to open.
// misuses: scope!

use arena::prelude::*;

fn main() {
    let memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in);
    println!("{}", memory.name());
}
