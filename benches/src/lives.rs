//! Rows about whole arenas: their birth and death, the first touch of their memory, the reset after it has
//! grown. Memory comes from the system here, so instructions say nothing and there are only times.

#![expect(unsafe_code, reason = "rivals hand out pointers to bytes")]

use core::hint::black_box;
use std::sync::atomic::{Ordering, fence};
use std::time::{Duration, Instant};

use arena::{Builder, Frame, FrameArena, KIB, MIB, lifetime};

use crate::clock::Moment;
use crate::rivals::timed;

/// What an arena grows to.
const GROWN: usize = 64 * MIB;
/// What it grows by.
const PIECE: usize = 16 * KIB;

/// One that is written to page by page.
fn touch(piece: &mut [core::mem::MaybeUninit<u8>]) {
    for page in piece.chunks_mut(4096) {
        page[0].write(1);
    }
    black_box(piece);
}

/// Layout of a [`PIECE`].
fn piece() -> core::alloc::Layout {
    core::alloc::Layout::from_size_align(PIECE, 16).expect("a small layout")
}

/// A library in these rows: makes arenas, fills them, resets them.
trait Life {
    type Arena;

    fn new() -> Self::Arena;
    /// Fills it with pieces, from nothing to [`GROWN`].
    fn fill(arena: &Self::Arena);
    /// Frees everything, in the way that keeps the memory if there is one.
    fn reset(arena: &mut Self::Arena);
    /// One word, from nothing to nothing.
    fn flash();
}

macro_rules! life {
    ($Rival:ident, $Arena:ty, $new:expr, |$bump:ident| $piece:expr, $reset:ident, $word:ident) => {
        struct $Rival;
        impl Life for $Rival {
            type Arena = $Arena;
            fn new() -> $Arena {
                $new
            }
            fn fill($bump: &$Arena) {
                for _ in 0..GROWN / PIECE {
                    // SAFETY: fresh room of that size; `MaybeUninit` needs no initialization.
                    touch(unsafe { core::slice::from_raw_parts_mut($piece.cast().as_ptr(), PIECE) });
                }
            }
            fn reset(arena: &mut $Arena) {
                arena.$reset();
            }
            fn flash() {
                black_box($new.$word(black_box(1_u64)));
            }
        }
    };
}

type Scoped = bump_scope::Bump<bump_scope::alloc::Global, crate::rivals::bump_scope::Up>;
life!(Bumpalo, bumpalo::Bump, bumpalo::Bump::new(), |bump| bump.alloc_layout(piece()), reset, alloc);
life!(
    BumpScope,
    Scoped,
    Scoped::new(),
    |bump| bump_scope::traits::BumpAllocatorTyped::allocate_layout(bump, piece()),
    reset_to_start,
    alloc
);
life!(Stumpalo, stumpalo::Arena, stumpalo::Arena::new(), |bump| bump.alloc_layout(piece()), clear, alloc);
life!(
    Blink,
    blink_alloc::Blink,
    blink_alloc::Blink::new(),
    |bump| bump.allocator().allocate(piece()).expect("memory").cast::<u8>(),
    reset,
    put_no_drop
);
life!(Oxc, oxc_allocator::Allocator, oxc_allocator::Allocator::new(), |bump| bump.alloc_layout(piece()), reset, alloc);

fn birth_of<L: Life>(rounds: usize) -> Duration {
    timed(rounds, L::flash)
}

fn touch_of<L: Life>(rounds: usize) -> Duration {
    (0..rounds)
        .map(|_| {
            let arena = L::new();
            let start = Moment::now();
            L::fill(&arena);
            start.elapsed()
        })
        .sum()
}

/// This moment, with everything that was written before out of the way: the last pages of what has grown are still
/// being looked up when the processor comes to what is measured. By the clock of the wall, because that of the
/// thread is a system call, behind which a reset would disappear.
fn settled() -> Instant {
    fence(Ordering::SeqCst);
    Instant::now()
}

fn reset_of<L: Life>(rounds: usize) -> Duration {
    (0..rounds)
        .map(|_| {
            let mut arena = L::new();
            L::fill(&arena);
            let start = settled();
            L::reset(black_box(&mut arena));
            start.elapsed()
        })
        .sum()
}

/// What a row of these is run by, one rival after the other.
type Runs = Vec<(&'static str, crate::Run)>;

/// An arena with one word in it, from nothing to nothing. Ours is taken from a pool; the last one is made anew.
#[must_use]
pub fn births() -> Runs {
    fn pooled(rounds: usize) -> Duration {
        let pool = FrameArena::builder().reserve(MIB).pool(4);
        let birth = || {
            let mut arena = pool.take().expect("address space");
            arena.scope(|frame| {
                black_box(frame.alloc(black_box(1_u64)));
            });
        };
        // The first, and its memory, come from the system; what `malloc` has is from before, too.
        birth();
        timed(rounds, birth)
    }
    fn reserved(rounds: usize) -> Duration {
        timed(rounds, || {
            let mut arena = FrameArena::reserve("flash", MIB).expect("address space");
            arena.scope(|frame| {
                black_box(frame.alloc(black_box(1_u64)));
            });
        })
    }
    vec![
        ("arena", pooled),
        ("arena, reserved", reserved),
        ("bumpalo", birth_of::<Bumpalo>),
        ("bump-scope", birth_of::<BumpScope>),
        ("stumpalo", birth_of::<Stumpalo>),
        ("blink-alloc", birth_of::<Blink>),
        ("oxc", birth_of::<Oxc>),
    ]
}

fn fill(frame: &Frame<'_>) {
    for _ in 0..GROWN / PIECE {
        touch(frame.alloc_layout(piece()));
    }
}

/// Writing to every page of 64 MiB for the first time.
#[must_use]
pub fn touches() -> Runs {
    fn with(rounds: usize, builder: impl Fn() -> Builder<lifetime::Frame>) -> Duration {
        (0..rounds)
            .map(|_| {
                let mut arena = builder().reserve(2 * GROWN).build().expect("address space");
                arena.scope(|frame| {
                    let start = Moment::now();
                    fill(frame);
                    start.elapsed()
                })
            })
            .sum()
    }
    vec![
        ("arena", |rounds| with(rounds, FrameArena::builder)),
        ("arena, huge pages", |rounds| with(rounds, || FrameArena::builder().huge_pages(true))),
        ("arena, small pages", |rounds| with(rounds, || FrameArena::builder().huge_pages(false))),
        ("bumpalo", touch_of::<Bumpalo>),
        ("bump-scope", touch_of::<BumpScope>),
        ("stumpalo", touch_of::<Stumpalo>),
        ("blink-alloc", touch_of::<Blink>),
        ("oxc", touch_of::<Oxc>),
    ]
}

/// The first reset after it has grown to 64 MiB piece by piece.
#[must_use]
pub fn resets() -> Runs {
    fn ours(rounds: usize) -> Duration {
        (0..rounds)
            .map(|_| {
                let mut arena = FrameArena::reserve("grown", 2 * GROWN).expect("address space");
                let start = arena.scope(|frame| {
                    fill(frame);
                    settled()
                });
                start.elapsed()
            })
            .sum()
    }
    vec![
        ("arena", ours),
        ("bumpalo", reset_of::<Bumpalo>),
        ("bump-scope", reset_of::<BumpScope>),
        ("stumpalo", reset_of::<Stumpalo>),
        ("blink-alloc", reset_of::<Blink>),
        ("oxc", reset_of::<Oxc>),
    ]
}

/// Pages in the row of first touches.
pub const PAGES: usize = GROWN / (4 * KIB);
