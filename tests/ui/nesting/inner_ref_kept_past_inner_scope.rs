//! The result is still in the scratch memory it was computed in.
// misuses: Scope::alloc_iter

use arena::prelude::*;

struct Path<'frame> {
    steps: &'frame [u32],
}

fn shortest<'frame>(frame: &mut Frame<'frame>, goal: u32) -> Path<'frame> {
    let mut path = Path { steps: &[] };
    {
        scope!(scratch in frame);
        path.steps = scratch.alloc_iter(0..goal);
    }
    path
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    println!("{}", shortest(frame, 3).steps.len());
}
