//! A callback captures the scope itself, and would allocate after its end.
// misuses: Scope::alloc_fmt

use arena::prelude::*;

struct Console<'c> {
    print: Box<dyn Fn(u32) + 'c>,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let console;
    {
        scope!(frame in memory);
        console = Console { print: Box::new(|number| println!("{}", frame.alloc_fmt(format_args!("line {number}")))) };
    }
    (console.print)(1);
}
