//! A trait object has no handle: four bytes have no room for its table of methods.
// misuses: Scope::get

use arena::prelude::*;

trait Shape {
    fn area(&self) -> f32;
}

fn total<'frame>(frame: &Frame<'frame>, shapes: &[Handle<'frame, dyn Shape>]) -> f32 {
    shapes.iter().map(|&shape| frame.get(shape).area()).sum()
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    println!("{}", total(frame, &[]));
}
