//! A log that outlives the frame collects text that does not.
// misuses: Scope::alloc_fmt

use arena::prelude::*;

struct Log<'t> {
    lines: Vec<&'t str>,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut log = Log { lines: Vec::new() };
    for number in 0..3 {
        scope!(frame in memory);
        log.lines.push(frame.alloc_fmt(format_args!("frame {number} done")));
    }
    println!("{}", log.lines.join("\n"));
}
