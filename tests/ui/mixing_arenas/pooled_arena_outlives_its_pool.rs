//! An arena out of a pool is kept after the pool is gone.
// misuses: ArenaPool::take

use arena::prelude::*;
use arena::PooledArena;

fn take<'pool>() -> PooledArena<'pool, arena::lifetime::Frame> {
    let requests = FrameArena::builder().reserve(MIB).pool(4);
    requests.take().unwrap()
}

fn main() {
    take();
}
