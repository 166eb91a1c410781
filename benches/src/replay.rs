//! Frames of real programs, played again: what one frame of egui and one of ratatui asked of the allocator.
//!
//! The recordings are made by `benches/recorder`, which also says how they are written. A round is a frame: each
//! request is passed on in its order, and one byte in each line of the cache of what was handed out is written, as
//! a program would. At the end of the frame arenas are reset; allocators for any lifetime free what the frame left.

#![expect(unsafe_code, reason = "frees and grows by address, as programs do")]

use core::alloc::Layout;
use core::hint::black_box;
use core::mem::MaybeUninit;
use core::ptr::NonNull;
use std::time::Duration;

use arena::{Frame, FrameArena};

use crate::Run;
use crate::rivals::bump_scope::{Down, Up};
use crate::rivals::system::{Malloc, Mi};
use crate::rivals::{BYTES, timed};

/// What a program asks of an allocator.
#[derive(Debug, Clone, Copy)]
enum Request {
    /// Room.
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
    pub allocations: usize,
    /// The most bytes that were in use at a time.
    pub peak: usize,
    /// Bytes that were asked for, over the whole frame.
    pub asked: usize,
}

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
            let request = if kind == 0 {
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
            };
            trace.requests.push(request);
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
trait Heap {
    /// Whether what was not freed by the end of a frame has to be.
    const FREES: bool = false;

    fn allocate(&mut self, layout: Layout) -> NonNull<u8>;
    /// Gives an allocation another size, and says where it is then. It is as large as `old` says.
    fn resize(&mut self, place: NonNull<u8>, old: Layout, new: Layout) -> NonNull<u8>;
    fn free(&mut self, place: NonNull<u8>, layout: Layout);
}

/// Writes to each line of the cache from `start` on.
#[inline(always)]
fn touch(place: NonNull<u8>, start: usize, layout: Layout) {
    for offset in (start..layout.size()).step_by(64) {
        // SAFETY: a heap gives room for this layout.
        unsafe { place.add(offset).cast::<MaybeUninit<u8>>().write(MaybeUninit::new(1)) };
    }
    black_box(place);
}

/// Where an allocation is, with its layout, until it is freed.
type Slot = Option<(NonNull<u8>, Layout)>;

/// Plays a frame.
#[inline(never)]
fn play<H: Heap>(mut heap: H, trace: &Trace, places: &mut [Slot]) {
    let mut next = 0;
    for request in &trace.requests {
        match *request {
            Request::Allocate(layout) => {
                let place = heap.allocate(layout);
                touch(place, 0, layout);
                places[next] = Some((place, layout));
                next += 1;
            }
            Request::Resize(which, new) => {
                let Some((place, layout)) = &mut places[which] else { continue };
                *place = heap.resize(*place, *layout, new);
                touch(*place, layout.size(), new);
                *layout = new;
            }
            Request::Free(which) => {
                let Some((place, layout)) = places[which].take() else { continue };
                heap.free(place, layout);
            }
        }
    }
    if H::FREES {
        places.iter_mut().filter_map(Option::take).for_each(|(place, layout)| heap.free(place, layout));
    }
}

/// A rival through the trait for allocators that it implements.
struct By<A>(A);

macro_rules! heap_by {
    ($Memory:ty, $($Allocator:ident)::+ $(, frees: $frees:literal)? $(, $lifetime:lifetime)?) => {
        impl$(<$lifetime>)? Heap for By<$Memory> {
            $(const FREES: bool = $frees;)?
            #[inline(always)]
            fn allocate(&mut self, layout: Layout) -> NonNull<u8> {
                $($Allocator)::+::allocate(&self.0, layout).expect("room").cast()
            }

            #[inline(always)]
            fn resize(&mut self, place: NonNull<u8>, old: Layout, new: Layout) -> NonNull<u8> {
                // SAFETY: the place is one that this allocator gave for the old layout, and is replaced.
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
            fn free(&mut self, place: NonNull<u8>, layout: Layout) {
                // SAFETY: this allocator gave the place for the layout, and the caller has no other copy of it.
                unsafe { $($Allocator)::+::deallocate(&self.0, place, layout) }
            }
        }
    };
}

heap_by!(&'b Frame<'_>, allocator_api2_2::alloc::Allocator, 'b);
heap_by!(Malloc, allocator_api2_4::alloc::Allocator, frees: true);
heap_by!(Mi, allocator_api2_4::alloc::Allocator, frees: true);
heap_by!(&'b stumpalo::Arena, allocator_api2_4::alloc::Allocator, 'b);
heap_by!(&'b blink_alloc::BlinkAlloc, allocator_api2_4::alloc::Allocator, 'b);
heap_by!(&'b bumpalo::Bump, allocator_api2_2::alloc::Allocator, 'b);
heap_by!(&'b bumpalo::Bump<8>, allocator_api2_2::alloc::Allocator, 'b);
heap_by!(&'b oxc_allocator::Allocator, allocator_api2_2::alloc::Allocator, 'b);
heap_by!(&'b bump_scope::Bump<bump_scope::alloc::Global>, bump_scope::alloc::Allocator, 'b);
heap_by!(&'b bump_scope::Bump<bump_scope::alloc::Global, Up>, bump_scope::alloc::Allocator, 'b);
heap_by!(&'b bump_scope::Bump<bump_scope::alloc::Global, Down>, bump_scope::alloc::Allocator, 'b);

/// The first frame is not timed: memory is touched for the first time there.
fn warm_and_timed(rounds: usize, mut frame: impl FnMut()) -> Duration {
    frame();
    timed(rounds, frame)
}

/// The rivals by name, and what plays a frame a number of times with each.
macro_rules! runs {
    ($trace:expr) => {{
        fn trace() -> &'static Trace {
            static TRACE: std::sync::LazyLock<Trace> = std::sync::LazyLock::new(|| Trace::read($trace));
            &TRACE
        }
        fn places() -> Box<[Slot]> {
            (0..trace().allocations).map(|_| None).collect()
        }
        fn heap<A: Default>(rounds: usize) -> Duration
        where
            By<A>: Heap,
        {
            let mut places = places();
            warm_and_timed(rounds, || play(By(A::default()), trace(), &mut places))
        }
        /// Makes an arena with its capacity in advance, plays, resets.
        macro_rules! arena {
            ($make:expr, $reset:ident) => {
                |rounds| {
                    let (mut arena, mut places) = ($make, places());
                    warm_and_timed(rounds, || {
                        play(By(&arena), trace(), &mut places);
                        arena.$reset();
                    })
                }
            };
        }
        let runs: Vec<(&'static str, Run)> = vec![
            ("arena", |rounds| {
                let mut arena = FrameArena::builder().reserve(BYTES).build().expect("address space");
                let mut places = places();
                warm_and_timed(rounds, || arena.scope(|frame| play(By(&**frame), trace(), &mut places)))
            }),
            ("bumpalo", arena!(bumpalo::Bump::with_capacity(BYTES), reset)),
            ("bumpalo 8", arena!(bumpalo::Bump::<8>::with_min_align_and_capacity(BYTES), reset)),
            ("bump-scope", arena!(bump_scope::Bump::<bump_scope::alloc::Global>::with_size(BYTES), reset_to_start)),
            (
                "bump-scope up",
                arena!(bump_scope::Bump::<bump_scope::alloc::Global, Up>::with_size(BYTES), reset_to_start),
            ),
            (
                "bump-scope down",
                arena!(bump_scope::Bump::<bump_scope::alloc::Global, Down>::with_size(BYTES), reset_to_start),
            ),
            ("stumpalo", arena!(stumpalo::Arena::with_capacity(BYTES), clear)),
            ("oxc", arena!(oxc_allocator::Allocator::with_capacity(BYTES), reset)),
            ("blink-alloc", arena!(blink_alloc::BlinkAlloc::with_chunk_size(BYTES), reset)),
            ("malloc", heap::<Malloc>),
            ("mimalloc", heap::<Mi>),
        ];
        Replay { trace: trace(), runs }
    }};
}

/// A frame, and who plays it.
#[derive(Debug)]
pub struct Replay {
    /// What is asked.
    pub trace: &'static Trace,
    /// The rivals by name, and what plays a number of frames.
    pub runs: Vec<(&'static str, Run)>,
}

/// The frame of egui.
#[must_use]
pub fn egui() -> Replay {
    runs!(include_bytes!("../traces/egui.trace"))
}

/// The frame of ratatui.
#[must_use]
pub fn ratatui() -> Replay {
    runs!(include_bytes!("../traces/ratatui.trace"))
}
