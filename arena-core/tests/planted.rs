//! Bugs on purpose, one for each checker of memory, to prove that it would notice.
//!
//! Each test here passes. With `--cfg arena_planted="…"`, which nothing but `scripts/planted.bash` sets, the
//! library has the bug of that name; on an ordinary machine the test then still passes or merely
//! finds a wrong value, but its checker must name what is wrong.
//!
//! | bug | what goes wrong | found by |
//! |---|---|---|
//! | `overlap` | a vector grows over what was allocated behind it | Miri |
//! | `reset_first` | memory is reset before the destructors of what is in it have run | AddressSanitizer, Valgrind |
//! | `uninitialized` | a copy is one value short | MemorySanitizer |
//! | `race` | figures that another thread reads are written by a plain store | ThreadSanitizer |
//! | `leak` | the figures of an arena are never freed | LeakSanitizer, Valgrind |

#![cfg(feature = "std")]

use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use arena_core::{FrameArena, Ledger};

fn arena() -> FrameArena {
    FrameArena::reserve("planted", 1 << 20).unwrap()
}

#[test]
fn overlap() {
    arena().scope(|frame| {
        let mut vec = frame.vec_with_capacity(2);
        vec.push(1_u64);
        vec.push(2);
        let behind = frame.alloc(7_u64);
        vec.push(3);
        black_box(*behind);
    });
}

#[test]
fn reset_first() {
    static SUM: AtomicU64 = AtomicU64::new(0);
    struct Adds(u64);
    impl Drop for Adds {
        fn drop(&mut self) {
            SUM.fetch_add(self.0, Relaxed);
        }
    }
    arena().scope(|frame| {
        frame.alloc_drop(Adds(41));
        frame.alloc_drop(Adds(1));
    });
    black_box(SUM.load(Relaxed));
}

#[test]
fn uninitialized() {
    arena().scope(|frame| {
        let copy = frame.alloc_slice_copy(&[1_u8, 2, 3]);
        // A branch is what makes it matter.
        if copy[2] == 77 {
            black_box(copy);
        }
    });
}

#[test]
fn race() {
    // Both sides go on until the other has come far, and tell each other so in a way that orders nothing. A
    // lock that both take may order them by chance, so they have several goes.
    let (goes, far) = if cfg!(miri) { (1, 10) } else { (30, 2_000) };
    for _ in 0..goes {
        let (reads, writes) = (AtomicU64::new(0), AtomicU64::new(0));
        let mut arena = arena();
        let ledger = Ledger::new().with(&arena);
        std::thread::scope(|threads| {
            threads.spawn(|| {
                while reads.fetch_add(1, Relaxed) < far || writes.load(Relaxed) < far {
                    black_box(ledger.arenas().next().map(|(_, stats)| stats.used));
                }
            });
            while writes.fetch_add(1, Relaxed) < far || reads.load(Relaxed) < far {
                arena.scope(|frame| _ = black_box(frame.alloc(1)));
            }
        });
    }
}

#[test]
fn leak() {
    drop(arena());
}
