//! Each thread needs an arena of its own.
// misuses: scope!

use arena::prelude::*;

fn both<A: FnOnce() + Send, B: FnOnce() + Send>(left: A, right: B) {
    std::thread::scope(|threads| {
        threads.spawn(left);
        right();
    });
}

fn main() {
    let mut scratch = FrameArena::reserve("scratch", MIB).unwrap();
    both(
        || {
            scope!(evens in scratch);
            evens.alloc_iter((0..10).filter(|n| n % 2 == 0));
        },
        || {
            scope!(odds in scratch);
            odds.alloc_iter((0..10).filter(|n| n % 2 == 1));
        },
    );
}
