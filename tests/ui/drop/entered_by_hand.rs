//! The brand is what `scope!` vouches for; without it, that takes `unsafe`.
// misuses: __private::enter

#![forbid(unsafe_code)]

use arena::__private::{enter, scope};
use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut opening = memory.open_scope();
    let mut end = enter(&mut opening);
    let frame = scope(&mut end);
    println!("{}", frame.alloc(1_u32));
}
