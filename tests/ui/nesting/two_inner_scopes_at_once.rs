//! Inner scopes are a stack: the first has to end before the second begins, or to contain it.
// misuses: scope!

use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    scope!(left in frame);
    scope!(right in frame);
    let low = left.alloc(1);
    let high = right.alloc(2);
    println!("{low} {high}");
}
