//! A task that runs for ever, on two arenas.
// misuses: Scope::index_mut

use arena::prelude::*;
use std::future::{Future, pending};

struct Packet {
    length: usize,
}

fn forward(mut incoming: FrameArena, mut outgoing: FrameArena) -> impl Future<Output = ()> {
    async move {
        scope!(received in incoming);
        scope!(sent in outgoing);
        let packet = received.insert(Packet { length: 1500 });
        loop {
            sent[packet].length -= 1;
            pending::<()>().await;
        }
    }
}

fn main() {
    let incoming = FrameArena::reserve("in", MIB).unwrap();
    let outgoing = FrameArena::reserve("out", MIB).unwrap();
    drop(forward(incoming, outgoing));
}
