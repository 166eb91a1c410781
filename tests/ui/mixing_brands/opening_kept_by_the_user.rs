//! A place may keep an opening, but has to give it away to have it entered: whoever still had it
//! could enter it again, under a second brand.
// misuses: scope!

use arena::prelude::*;

struct Shared<O> {
    opening: O,
}

impl<O> Shared<O> {
    fn open_scope(&mut self) -> &mut O {
        &mut self.opening
    }
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut shared = Shared { opening: memory.open_scope() };
    scope!(frame in shared);
    println!("{}", frame.alloc(1_u32));
}
