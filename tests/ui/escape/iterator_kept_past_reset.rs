//! Jobs are taken one by one from a list of the frame, after the frame.
// misuses: ArenaVec::into_iter

use arena::prelude::*;

struct Job(u32);

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let mut pending;
    {
        scope!(frame in memory);
        let mut jobs = frame.vec();
        jobs.extend([Job(1), Job(2)]);
        pending = jobs.into_iter();
    }
    while let Some(job) = pending.next() {
        println!("job {}", job.0);
    }
}
