//! A cell in the scene can be written through `&`, and is invariant for that.
// misuses: Cell::set

use arena::prelude::*;
use std::cell::Cell;

struct Cursor<'scene> {
    target: Cell<&'scene str>,
}

fn main() {
    let mut scenes = SceneArena::reserve("scene", MIB).unwrap();
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    scope!(scene in scenes);
    let cursor: &Cursor<'_> = scene.alloc(Cursor { target: Cell::new("") });
    {
        scope!(frame in frames);
        cursor.target.set(frame.alloc_str("button"));
    }
    println!("{}", cursor.target.get());
}
