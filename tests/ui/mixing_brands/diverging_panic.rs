//! The block ends in a panic.
// misuses: Scope::get

use arena::prelude::*;

struct Assertion {
    line: u32,
}

fn main() {
    let mut lefts = FrameArena::reserve("left", MIB).unwrap();
    let mut rights = FrameArena::reserve("right", MIB).unwrap();
    scope!(left in lefts);
    scope!(right in rights);
    let failed = left.insert(Assertion { line: 7 });
    let line = right.get(failed).line;
    panic!("assertion failed in line {line}");
}
