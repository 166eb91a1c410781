//! Without the derive, the functions behind it ask for the same.
// misuses: __private::alloc_drop_in

use arena::prelude::*;
use arena::{TagInfo, lifetime};

struct Timer<'n> {
    name: &'n str,
}

impl Drop for Timer<'_> {
    fn drop(&mut self) {
        println!("{} done", self.name);
    }
}

impl Resident for Timer<'_> {
    type Lifetime = lifetime::Frame;
    const NAME: &'static str = "Timer";

    fn tag() -> &'static TagInfo {
        static INFO: TagInfo = TagInfo::new("Timers", "", None);
        &INFO
    }
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let name = String::from("culling");
    arena::__private::alloc_drop_in(frame, Timer { name: &name });
}
