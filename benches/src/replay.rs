//! Frames of real programs, played again: what one frame of egui and one of ratatui asked of the allocator.
//!
//! The recordings are made by `benches/recorder`, which also says how they are written. A round is a frame: each
//! request is passed on in its order, and one byte in each line of the cache of what was handed out is written, as
//! a program would. At the end of the frame arenas are reset; allocators for any lifetime free what the frame left.

#![expect(unsafe_code, reason = "frees and grows by address, as programs do")]

use core::alloc::Layout;
use core::hint::black_box;
use core::ptr::NonNull;
use std::time::Duration;

use crate::rivals::system::{Malloc, Mi};
use crate::rivals::{self, timed};
use crate::{Rival, Run};

/// What a program asks of an allocator.
#[derive(Debug, Clone, Copy)]
enum Request {
    Allocate(Layout),
    /// Of the allocation with this number, to this layout.
    Resize(usize, Layout),
    Free(usize),
}

/// A frame.
#[derive(Debug)]
pub struct Trace {
    requests: Vec<Request>,
    /// Allocations, which are numbered in their order.
    allocations: usize,
    /// The most bytes that were in use at a time.
    pub peak: usize,
    /// Bytes that were asked for, over the whole frame.
    pub asked: usize,
}

/// One frame of the demo of egui 0.37.
pub static EGUI: &[u8] = include_bytes!("../traces/egui.trace");
/// One frame of a list and a table with ratatui 0.30.
pub static RATATUI: &[u8] = include_bytes!("../traces/ratatui.trace");

/// Takes numbers off the front of a recording.
fn number(bytes: &mut &[u8]) -> Option<usize> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7F) << shift;
        shift += 7;
        if byte < 0x80 {
            return Some(number);
        }
    }
}

impl Trace {
    /// Reads a recording.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn read(mut bytes: &[u8]) -> Self {
        let layout = |size, align| Layout::from_size_align(size, align).expect("a layout as it was recorded");
        let mut trace = Self { requests: Vec::new(), allocations: 0, peak: 0, asked: 0 };
        let (mut layouts, mut used) = (Vec::<Layout>::new(), 0);
        while let Some(first) = number(&mut bytes) {
            let (kind, rest) = (first & 3, first >> 2);
            trace.requests.push(if kind == 0 {
                let align = 1 << number(&mut bytes).expect("an alignment");
                layouts.push(layout(rest, align));
                trace.asked += rest;
                used += rest;
                Request::Allocate(layout(rest, align))
            } else {
                let which = layouts.len() - rest;
                let old = layouts[which];
                used -= old.size();
                if kind == 1 {
                    let size = number(&mut bytes).expect("a size");
                    layouts[which] = layout(size, old.align());
                    used += size;
                    trace.asked += size.saturating_sub(old.size());
                    Request::Resize(which, layouts[which])
                } else {
                    Request::Free(which)
                }
            });
            trace.peak = trace.peak.max(used);
        }
        trace.allocations = layouts.len();
        trace
    }

    /// How many requests it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.requests.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }
}

/// What a rival does with requests.
///
/// # Safety
///
/// What it hands out is room for the layout, and stays until it is freed, resized, or the round ends.
unsafe trait Heap {
    /// Whether what was not freed by the end of a frame has to be.
    const FREES: bool = false;

    fn allocate(&mut self, layout: Layout) -> NonNull<u8>;
    /// # Safety
    ///
    /// The place was handed out for the old layout, and is not used any more.
    unsafe fn resize(&mut self, place: NonNull<u8>, old: Layout, new: Layout) -> NonNull<u8>;
    /// # Safety
    ///
    /// As for [`resize`](Self::resize).
    unsafe fn free(&mut self, place: NonNull<u8>, layout: Layout);
}

/// Writes to each line of the cache from `start` on.
#[inline(always)]
fn touch(place: NonNull<u8>, start: usize, layout: Layout) {
    for offset in (start..layout.size()).step_by(64) {
        // SAFETY: the room was handed out for this layout.
        unsafe { place.add(offset).write_volatile(1) };
    }
}

/// Plays a frame. Where allocations are stands in `places`, which is as long as there are any.
#[inline(never)]
fn play(mut heap: impl Heap, trace: &Trace, places: &mut [(NonNull<u8>, Layout)]) {
    fn frees<H: Heap>(_: &H) -> bool {
        H::FREES
    }
    let mut next = 0;
    for request in &trace.requests {
        match *request {
            Request::Allocate(layout) => {
                let place = heap.allocate(layout);
                touch(place, 0, layout);
                places[next] = (place, layout);
                next += 1;
            }
            Request::Resize(which, new) => {
                let (place, old) = places[which];
                // SAFETY: handed out for the old layout, and replaced in the table.
                let place = unsafe { heap.resize(place, old, new) };
                touch(place, old.size(), new);
                places[which] = (place, new);
            }
            Request::Free(which) => {
                let (place, layout) = core::mem::replace(&mut places[which], NOTHING);
                // SAFETY: handed out for this layout, and taken from the table.
                unsafe { heap.free(place, layout) };
            }
        }
    }
    if frees(&heap) {
        for place in places {
            let (place, layout) = core::mem::replace(place, NOTHING);
            if layout.size() > 0 {
                // SAFETY: as above.
                unsafe { heap.free(place, layout) };
            }
        }
    }
}

/// No place.
const NOTHING: (NonNull<u8>, Layout) = (NonNull::dangling(), Layout::new::<()>());

/// A rival through the trait for allocators that it implements.
struct By<A>(A);

macro_rules! heap_by {
    ($Memory:ty, $($Allocator:ident)::+ $(, $frees:literal)? $(; $lifetime:lifetime)?) => {
        // SAFETY: as the trait promises.
        unsafe impl$(<$lifetime>)? Heap for By<$Memory> {
            $(const FREES: bool = $frees;)?

            #[inline(always)]
            fn allocate(&mut self, layout: Layout) -> NonNull<u8> {
                $($Allocator)::+::allocate(&self.0, layout).expect("room").cast()
            }

            #[inline(always)]
            unsafe fn resize(&mut self, place: NonNull<u8>, old: Layout, new: Layout) -> NonNull<u8> {
                // SAFETY: as promised by the caller.
                let resized = unsafe {
                    if new.size() >= old.size() {
                        $($Allocator)::+::grow(&self.0, place, old, new)
                    } else {
                        $($Allocator)::+::shrink(&self.0, place, old, new)
                    }
                };
                resized.expect("room").cast()
            }

            #[inline(always)]
            unsafe fn free(&mut self, place: NonNull<u8>, layout: Layout) {
                // SAFETY: as promised by the caller.
                unsafe { $($Allocator)::+::deallocate(&self.0, place, layout) }
            }
        }
    };
}

heap_by!(Malloc, allocator_api2_4::alloc::Allocator, true);
heap_by!(Mi, allocator_api2_4::alloc::Allocator, true);
heap_by!(&'b stumpalo::Arena, allocator_api2_4::alloc::Allocator; 'b);
heap_by!(&'b blink_alloc::BlinkAlloc, allocator_api2_4::alloc::Allocator; 'b);
heap_by!(&'b bumpalo::Bump<8>, allocator_api2_2::alloc::Allocator; 'b);
heap_by!(&'b bumpalo::Bump, allocator_api2_2::alloc::Allocator; 'b);
heap_by!(&'b oxc_allocator::Allocator, allocator_api2_2::alloc::Allocator; 'b);
