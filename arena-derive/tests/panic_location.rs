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

#[test]
fn a_full_arena_panics_at_the_line_of_the_caller() {
    type Call = fn(&Frame<'_>);
    let calls: [(u32, Call); 4] = [
        (line!(), |frame| _ = Large([0; 100]).alloc_in(frame)),
        (line!(), |frame| _ = Large([0; 100]).insert_in(frame)),
        (line!(), |frame| _ = Large::new_in(frame, [0; 100])),
        (line!(), |frame| _ = Large::alloc_slice_in(frame, [Large([0; 100])])),
    ];
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&seen);
    set_hook(Box::new(move |info| {
        let place = info.location().map(|location| (location.file().to_owned(), location.line()));
        noted.lock().unwrap().extend(place);
    }));
    for (_, call) in calls {
        let outcome = catch_unwind(|| {
            let mut buffer = [MaybeUninit::uninit(); 64];
            let mut arena: Arena<'_, lifetime::Frame> = Arena::from_buffer(&mut buffer);
            scope!(frame in arena);
            call(frame);
        });
        assert!(outcome.is_err());
    }
    drop(take_hook());
    let expected = calls.map(|(line, _)| (file!().to_owned(), line));
    assert_eq!(*seen.lock().unwrap(), expected);
}
