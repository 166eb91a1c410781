//! A generic slot takes whatever it is given, but it is of one type.
// misuses: Scope::insert

use arena::prelude::*;

struct Slot<T>(Option<T>);

impl<T> Slot<T> {
    fn exchange(&mut self, new: T) -> Option<T> {
        self.0.replace(new)
    }
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut previous = Slot(None);
    for number in 0..3_u64 {
        scope!(frame in memory);
        let current = frame.insert(number);
        if let Some(earlier) = previous.exchange(current) {
            println!("{}", frame[earlier]);
        }
    }
}
