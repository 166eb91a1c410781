//! A type that pretends to be an open arena would be handed a brand.
// misuses: Opened

use arena::__private::Opened;
use arena::prelude::*;

struct Recycled {
    memory: FrameArena,
}

impl Opened for Recycled {
    type Scope<'id> = Recycled;

    unsafe fn branded<'id>(&'id mut self) -> &'id mut Recycled {
        self
    }
}

fn main() {
    let memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut recycled = Recycled { memory };
    recycled.memory.trim(0);
}
