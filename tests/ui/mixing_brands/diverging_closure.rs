//! A closure that never returns.
// misuses: Scope::get

use arena::prelude::*;

struct Event {
    key: char,
}

fn main() {
    let mut inputs = FrameArena::reserve("input", MIB).unwrap();
    let mut outputs = FrameArena::reserve("output", MIB).unwrap();
    let mut run = || {
        scope!(input in inputs);
        scope!(output in outputs);
        let pressed = input.insert(Event { key: 'q' });
        while output.get(pressed).key != 'q' {}
        std::process::abort()
    };
    run()
}
