//! Rows on the heap, in a slice that does not drop them.
// misuses: Scope::alloc_slice_fill_with

use arena::prelude::*;

struct Row {
    cells: Vec<u32>,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let rows = frame.alloc_slice_fill_with(3, |width| Row { cells: vec![0; width] });
    println!("{}", rows[2].cells.len());
}
