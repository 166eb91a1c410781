//! A function whose result type has no values, so that its `return` could be thought unreachable.
// misuses: Scope::get_disjoint_mut

use arena::prelude::*;
use std::convert::Infallible;

struct Lock {
    waiting: u32,
}

fn watch(readers: &mut FrameArena, writers: &mut FrameArena) -> Infallible {
    scope!(reader in readers);
    scope!(writer in writers);
    let lock = reader.insert(Lock { waiting: 0 });
    loop {
        if let Ok([lock]) = writer.get_disjoint_mut([lock]) {
            lock.waiting += 1;
        }
    }
}

fn main() {
    let mut readers = FrameArena::reserve("reader", MIB).unwrap();
    let mut writers = FrameArena::reserve("writer", MIB).unwrap();
    watch(&mut readers, &mut writers);
}
