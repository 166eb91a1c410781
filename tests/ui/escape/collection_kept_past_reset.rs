//! A collection that has its memory from the frame is filled on and on.
// misuses: Vec::new_in

use allocator_api2::vec::Vec;
use arena::prelude::*;

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut vertices;
    {
        scope!(frame in memory);
        vertices = Vec::new_in(&*frame);
        vertices.push([0.0_f32; 3]);
    }
    vertices.push([1.0; 3]);
}
