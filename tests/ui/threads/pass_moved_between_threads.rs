//! Arenas and scopes move between threads, one at a time; plain data is shared; ledgers go anywhere.

use arena::prelude::*;
use std::future::{Future, ready};
use std::thread;

struct Particle {
    age: u32,
}

fn is_send<T: Send>(value: T) -> T {
    value
}

async fn handle(mut memory: FrameArena, path: String) -> usize {
    scope!(request in memory);
    let path = request.alloc_str(&path);
    ready(()).await;
    request.alloc_fmt(format_args!("/{path}")).len()
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let ledger = Ledger::new().with(&memory);
    {
        scope!(frame in memory);
        let spark = frame.insert(Particle { age: 0 });
        let slots = frame.alloc_slice_fill_with(4, |_| 0_u32);
        thread::scope(|threads| {
            for (number, slot) in slots.iter_mut().enumerate() {
                threads.spawn(move || *slot = number as u32);
            }
            threads.spawn(|| println!("{}", ledger.report()));
            // The scope is lent to one thread, and comes back.
            let frame = &mut *frame;
            threads.spawn(move || {
                frame[spark].age += 1;
                frame.alloc(1_u32);
            });
        });
        assert_eq!((frame[spark].age, slots.iter().sum::<u32>()), (1, 6));
    }
    let used = thread::spawn(move || {
        scope!(frame in memory);
        frame.alloc(1_u64);
        frame.stats().used
    });
    assert_eq!(used.join().unwrap(), 8);
    let _: &dyn Future<Output = usize> =
        &is_send(handle(FrameArena::reserve("task", MIB).unwrap(), "index".to_owned()));
}
