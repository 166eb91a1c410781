//! An arena of one's own is put into the place of one out of a pool.
// misuses: ArenaPool::take

use arena::prelude::*;

fn main() {
    let requests = FrameArena::builder().reserve(MIB).pool(4);
    let arena = requests.take().unwrap();
    let mut mine = FrameArena::reserve("mine", MIB).unwrap();
    std::mem::swap(&mut *arena, &mut mine);
}
