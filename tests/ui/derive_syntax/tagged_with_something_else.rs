//! A string is no tag: tags are known in advance, so that reports can list them.
// misuses: Scope::tagged

use arena::prelude::*;

#[derive(Clone, Copy)]
struct Color(u32);

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let red = Color(0xff0000);
    frame.tagged(red).alloc(red.0);
}
