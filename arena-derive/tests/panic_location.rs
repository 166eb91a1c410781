//! The panicking methods blame their caller. A test program of its own, because the panic hook is
//! there once.

use std::mem::MaybeUninit;
use std::panic::{catch_unwind, set_hook, take_hook};
use std::sync::{Arc, Mutex};

use arena::lifetime;
use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
struct Large(#[expect(dead_code, reason = "only its size matters")] [u8; 100]);

type Call = fn(&Frame<'_>);

/// Checks that each call panics with a frame of so many bytes, at the line beside it.
fn assert_blamed(bytes: usize, calls: &[(u32, Call)]) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&seen);
    set_hook(Box::new(move |info| {
        let place = info.location().map(|location| (location.file().to_owned(), location.line()));
        noted.lock().unwrap().extend(place);
    }));
    for (_, call) in calls {
        let outcome = catch_unwind(|| {
            let mut buffer = vec![MaybeUninit::uninit(); bytes];
            let mut arena: Arena<'_, lifetime::Frame> = Arena::from_buffer(&mut buffer);
            scope!(frame in arena);
            call(frame);
        });
        assert!(outcome.is_err());
    }
    drop(take_hook());
    let expected: Vec<_> = calls.iter().map(|(line, _)| (file!().to_owned(), *line)).collect();
    assert_eq!(*seen.lock().unwrap(), expected);
}

#[test]
fn panics_are_at_the_line_of_the_caller() {
    let full: [(u32, Call); 4] = [
        (line!(), |frame| _ = Large([0; 100]).alloc_in(frame)),
        (line!(), |frame| _ = Large([0; 100]).insert_in(frame)),
        (line!(), |frame| _ = Large::new_in(frame, [0; 100])),
        (line!(), |frame| _ = Large::alloc_slice_in(frame, [Large([0; 100])])),
    ];
    fn gone<'frame>(frame: &Frame<'frame>) -> Key<'frame, u64> {
        let mut pool = frame.pool(4);
        let key = pool.insert(1);
        pool.remove(key);
        key
    }
    let stores: [(u32, Call); 5] = [
        (line!(), |frame| _ = frame.pool::<u64>(0).insert(1)),
        (line!(), |frame| _ = frame.pool::<u64>(4)[gone(frame)]),
        (line!(), |frame| frame.pool::<u64>(4)[gone(frame)] = 1),
        (line!(), |frame| _ = frame.components::<u64, u8>(4)[gone(frame)]),
        (line!(), |frame| frame.components::<u64, u8>(4)[gone(frame)] = 1),
    ];
    assert_blamed(64, &full);
    assert_blamed(4096, &stores);
}
