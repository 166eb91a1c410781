//! A handle takes the way through a channel and arrives in the next frame.
// misuses: Scope::try_insert

use arena::prelude::*;
use std::sync::mpsc;

struct Message {
    length: usize,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let (sender, receiver) = mpsc::channel();
    {
        scope!(sent in memory);
        let message = sent.try_insert(Message { length: 3 });
        sender.send(message.ok().unwrap()).unwrap();
    }
    scope!(received in memory);
    println!("{}", received[receiver.recv().unwrap()].length);
}
