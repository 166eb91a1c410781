//! As a plain `&str` the text still belongs to the frame.
// misuses: ArenaString::into_str

use arena::prelude::*;

struct Window<'t> {
    title: &'t str,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut window = Window { title: "untitled" };
    {
        scope!(frame in memory);
        let mut text = frame.string();
        text.push_str("level 1");
        window.title = text.into_str();
    }
    println!("{}", window.title);
}
