//! What a collection leaks is gone with the frame all the same.
// misuses: Vec::leak

use allocator_api2::vec::Vec;
use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let names: &'static mut [u32];
    {
        scope!(frame in memory);
        let mut numbers = Vec::new_in(&*frame);
        numbers.push(1);
        names = numbers.leak();
    }
    println!("{names:?}");
}
