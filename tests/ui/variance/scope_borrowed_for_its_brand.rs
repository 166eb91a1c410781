//! The brand outlives every borrow of the scope, or data in the scope could refer to the scope.
// misuses: Frame

use arena::prelude::*;

struct Builder<'frame> {
    frame: &'frame mut Frame<'frame>,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let builder = Builder { frame };
    builder.frame.alloc(1_u32);
}
