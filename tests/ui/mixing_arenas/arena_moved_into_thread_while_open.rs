//! The arena is handed to a worker while the main thread still works in it.
// misuses: Arena::move

use arena::prelude::*;
use std::thread;

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let heights = scene.alloc_slice_copy(&[0.0_f32, 0.5]);
    let worker = thread::spawn(move || memory.stats().used);
    heights[0] = 1.0;
    println!("{:?}", worker.join());
}
