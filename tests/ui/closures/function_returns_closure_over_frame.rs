//! A closure that borrows from a scope cannot leave the function that opened it.
// misuses: Scope::alloc_slice_copy

use arena::prelude::*;

fn sampler(memory: &mut FrameArena) -> impl Fn(usize) -> f32 + use<'_> {
    scope!(frame in memory);
    let samples = frame.alloc_slice_copy(&[0.0_f32, 1.0]);
    move |index| samples[index]
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    println!("{}", sampler(&mut memory)(1));
}
