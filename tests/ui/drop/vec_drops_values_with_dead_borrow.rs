//! The vector drops its values after what they refer to.
// misuses: ArenaVec::push

use arena::prelude::*;

struct Unlock<'d> {
    door: &'d str,
}

impl Drop for Unlock<'_> {
    fn drop(&mut self) {
        println!("unlock {}", self.door);
    }
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let mut unlocks = frame.vec();
    let door = String::from("north");
    unlocks.push(Unlock { door: &door });
}
