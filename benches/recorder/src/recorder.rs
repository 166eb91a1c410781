//! An allocator that takes notes.

use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::HashMap;
use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

/// Frames before the one that is recorded.
const WARM: usize = 20;
/// Requests there is room for; what takes notes must not allocate.
const ROOM: usize = 1 << 20;

/// Hands everything on to the system.
pub struct Recorder;

/// One request, with the addresses it had.
#[derive(Clone, Copy)]
enum Request {
    Allocate { at: usize, layout: Layout },
    Resize { from: usize, to: usize, size: usize },
    Free { at: usize },
}

static RECORDING: AtomicBool = AtomicBool::new(false);
static MISSED: AtomicUsize = AtomicUsize::new(0);
static REQUESTS: Mutex<Vec<Request>> = Mutex::new(Vec::new());

fn note(request: Request) {
    if RECORDING.load(Relaxed) {
        match REQUESTS.try_lock() {
            Ok(mut requests) if requests.len() < requests.capacity() => requests.push(request),
            _ => _ = MISSED.fetch_add(1, Relaxed),
        }
    }
}

// SAFETY: hands everything on to the system's allocator.
unsafe impl GlobalAlloc for Recorder {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as promised by the caller.
        let place = unsafe { System.alloc(layout) };
        note(Request::Allocate { at: place.addr(), layout });
        place
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as promised by the caller.
        let place = unsafe { System.alloc_zeroed(layout) };
        note(Request::Allocate { at: place.addr(), layout });
        place
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        note(Request::Free { at: place.addr() });
        // SAFETY: as promised by the caller.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let from = place.addr();
        // SAFETY: as promised by the caller.
        let place = unsafe { System.realloc(place, layout, size) };
        note(Request::Resize { from, to: place.addr(), size });
        place
    }
}

/// What a frame asked for.
pub struct Trace {
    pub bytes: Vec<u8>,
    allocations: usize,
    resizes: usize,
    frees: usize,
    asked: usize,
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bytes, allocations, resizes, frees, asked } = self;
        write!(
            f,
            "{allocations} allocations of {asked} bytes, {resizes} resizes, {frees} frees, in {} bytes",
            bytes.len()
        )
    }
}

/// Runs some frames, and records the last.
pub fn record(mut frame: impl FnMut()) -> Trace {
    *REQUESTS.lock().expect("nobody panics with it") = Vec::with_capacity(ROOM);
    for _ in 0..WARM {
        frame();
    }
    RECORDING.store(true, Relaxed);
    frame();
    RECORDING.store(false, Relaxed);
    assert_eq!(MISSED.load(Relaxed), 0, "more requests than there is room for");
    let requests = std::mem::take(&mut *REQUESTS.lock().expect("nobody panics with it"));
    write(&requests)
}

fn write(requests: &[Request]) -> Trace {
    let mut trace = Trace { bytes: Vec::new(), allocations: 0, resizes: 0, frees: 0, asked: 0 };
    // Which allocation of this frame is at an address.
    let mut alive = HashMap::new();
    for request in requests {
        match *request {
            Request::Allocate { at, layout } => {
                alive.insert(at, trace.allocations);
                trace.allocations += 1;
                trace.asked += layout.size();
                number(&mut trace.bytes, layout.size() << 2);
                number(&mut trace.bytes, layout.align().ilog2() as usize);
            }
            Request::Resize { from, to, size } => {
                let Some(which) = alive.remove(&from) else { continue };
                alive.insert(to, which);
                trace.resizes += 1;
                number(&mut trace.bytes, (trace.allocations - which) << 2 | 1);
                number(&mut trace.bytes, size);
            }
            Request::Free { at } => {
                let Some(which) = alive.remove(&at) else { continue };
                trace.frees += 1;
                number(&mut trace.bytes, (trace.allocations - which) << 2 | 2);
            }
        }
    }
    trace
}

fn number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
