//! The destructor would run at the end of the scope and look at a local that is gone.
// misuses: Scope::alloc_drop

use arena::prelude::*;

struct Timer<'n> {
    name: &'n str,
}

impl Drop for Timer<'_> {
    fn drop(&mut self) {
        println!("{} done", self.name);
    }
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    for pass in 0..3 {
        let name = format!("pass {pass}");
        frame.alloc_drop(Timer { name: &name });
    }
}
