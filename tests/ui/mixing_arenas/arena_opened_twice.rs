//! An arena has one cursor, and so one scope at a time.
// misuses: scope!

use arena::prelude::*;

struct EditorMemory {
    gui: FrameArena,
}

fn main() {
    let gui = FrameArena::reserve("gui", MIB).unwrap();
    let mut memory = EditorMemory { gui };
    scope!(panels in memory.gui);
    let title = panels.alloc_str("inspector");
    scope!(dialogs in memory.gui);
    println!("{title} {}", dialogs.alloc_str("save as"));
}
