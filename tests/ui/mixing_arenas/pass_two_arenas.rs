//! Arenas are independent values: two fields are open at a time, two arenas trade places when
//! neither is.

use arena::lifetime;
use arena::prelude::*;
use std::mem::{self, MaybeUninit};
use std::thread;

struct Memory {
    front: FrameArena,
    back: FrameArena,
}

fn main() {
    let mut memory =
        Memory { front: FrameArena::reserve("front", MIB).unwrap(), back: FrameArena::reserve("back", MIB).unwrap() };
    for number in 0..4 {
        {
            scope!(now in memory.front);
            scope!(next in memory.back);
            let draws = now.alloc_slice_copy(&[number, 2, 3]);
            let plan = next.alloc_slice_copy(draws);
            mem::swap(&mut draws[0], &mut plan[1]);
            assert_eq!((draws[0], plan[1]), (2, number));
        }
        mem::swap(&mut memory.front, &mut memory.back);
        memory.back.trim(0);
    }
    memory.back = FrameArena::reserve("larger", 4 * MIB).unwrap();
    assert_eq!(memory.back.name(), "larger");

    let worker = thread::spawn(move || {
        let mut frames = memory.front;
        scope!(frame in frames);
        *frame.alloc(7)
    });
    assert_eq!(worker.join().unwrap(), 7);

    let mut bytes = [MaybeUninit::uninit(); 4096];
    for _ in 0..2 {
        let mut commands = Arena::<lifetime::Frame>::from_buffer(&mut bytes);
        scope!(command in commands);
        assert_eq!(command.alloc_str("get"), "get");
    }
}
