//! A title is built in the frame and shown after it.
// misuses: ArenaString::as_str

use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let title: &str;
    {
        scope!(frame in memory);
        let mut text = frame.string();
        text.push_str("untitled");
        title = text.as_str();
    }
    println!("{title}");
}
