//! What an inner scope held is gone when the outer one can be used again.
// misuses: Scope::get_mut

use arena::prelude::*;

struct Node {
    cost: f32,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let best;
    {
        scope!(search in frame);
        best = search.insert(Node { cost: 1.5 });
    }
    frame.get_mut(best).cost = 0.0;
}
