//! Locals are dropped in reverse order: the observer would look at the frame after its reset, also
//! when a panic is on its way.
// misuses: Scope::alloc_slice_copy

use arena::prelude::*;

struct Report<'t> {
    worst: Option<&'t u64>,
}

impl Drop for Report<'_> {
    fn drop(&mut self) {
        println!("worst: {:?}", self.worst);
    }
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut report = Report { worst: None };
    scope!(frame in memory);
    report.worst = frame.alloc_slice_copy(&[17, 16]).first();
    panic!("the report is dropped after the frame");
}
