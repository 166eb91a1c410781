//! A leaked box lives as long as its scope, and what it refers to has to as well.
// misuses: ArenaBox::leak

use arena::prelude::*;

struct Label<'t> {
    text: &'t str,
}

fn main() {
    let mut memory = FrameArena::reserve("gui", MIB).unwrap();
    scope!(gui in memory);
    let label;
    {
        let text = String::from("save");
        label = ArenaBox::leak(gui.alloc_box(Label { text: &text }));
    }
    println!("{}", label.text);
}
