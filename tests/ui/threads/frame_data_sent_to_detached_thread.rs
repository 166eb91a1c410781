//! A detached thread may outlive the frame.
// misuses: Scope::alloc_slice_copy

use arena::prelude::*;

fn detached<F: FnOnce() + Send + 'static>(job: F) {
    std::thread::spawn(job);
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let samples = frame.alloc_slice_copy(&[0.0_f32; 64]);
    detached(move || println!("{}", samples.iter().sum::<f32>()));
}
