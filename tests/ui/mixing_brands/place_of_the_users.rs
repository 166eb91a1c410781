//! `scope!` calls `open_scope` on whatever place it is given; only what the library returns from it
//! can be entered.
// misuses: scope!

use arena::prelude::*;

struct Pool {
    arenas: Vec<FrameArena>,
}

struct Lease<'p> {
    arena: &'p mut FrameArena,
}

impl Pool {
    fn open_scope(&mut self) -> Lease<'_> {
        Lease { arena: &mut self.arenas[0] }
    }
}

fn main() {
    let mut pool = Pool { arenas: Vec::new() };
    scope!(frame in pool);
    println!("{}", frame.arena.name());
}
