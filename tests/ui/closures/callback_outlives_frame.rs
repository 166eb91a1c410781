//! A callback captures frame data and is called after the frame.
// misuses: Scope::alloc_str

use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("gui", MIB).unwrap();
    let on_click: Box<dyn Fn() -> usize>;
    {
        scope!(gui in memory);
        let label = gui.alloc_str("save");
        on_click = Box::new(move || label.len());
    }
    println!("{}", on_click());
}
