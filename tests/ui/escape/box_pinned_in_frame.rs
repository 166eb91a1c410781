//! A pinned box can be leaked, and its memory used again before it is dropped.
// misuses: Box::into_pin

use allocator_api2::boxed::Box;
use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let task = Box::into_pin(Box::new_in(async { 1 }, &*frame));
    std::mem::forget(task);
}
