//! Figures of an arena that is open come from its scope, or from a ledger.
// misuses: Arena::stats

use arena::prelude::*;

fn main() {
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in frames);
    frame.alloc([0_u8; 1024]);
    println!("{}", frames.stats().used);
    frame.alloc([0_u8; 1024]);
}
