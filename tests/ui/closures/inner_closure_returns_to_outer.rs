//! A nested closure puts its own text into a list of the outer scope.
// misuses: Scope::scope

use arena::prelude::*;

struct Label<'gui> {
    text: &'gui str,
}

fn main() {
    let mut memory = FrameArena::reserve("gui", MIB).unwrap();
    scope!(gui in memory);
    let label = gui.alloc(Label { text: "" });
    gui.scope(|row| {
        label.text = row.alloc_str("row");
    });
    println!("{}", label.text);
}
