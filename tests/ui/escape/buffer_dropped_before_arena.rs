//! An arena in a caller's buffer must not outlive it.
// misuses: Arena::from_buffer

use arena::lifetime;
use arena::prelude::*;
use std::mem::MaybeUninit;

fn main() {
    let mut commands;
    {
        let mut bytes = [MaybeUninit::uninit(); 1024];
        commands = Arena::<lifetime::Frame>::from_buffer(&mut bytes);
    }
    scope!(frame in commands);
    frame.alloc(7_u32);
}
