//! What is shared between threads must be `Sync`, in an arena as elsewhere.
// misuses: Scope::alloc_slice_fill_with

use arena::prelude::*;
use std::cell::Cell;

#[derive(Clone, Copy)]
struct Light(f32);

fn in_background<F: FnOnce() + Send>(job: F) {
    std::thread::scope(|threads| drop(threads.spawn(job)));
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let lights = &*frame.alloc_slice_fill_with(8, |_| Cell::new(Light(0.0)));
    in_background(|| lights[0].set(Light(1.0)));
    println!("{}", lights[0].get().0);
}
