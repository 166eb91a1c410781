//! Arenas and scopes on other threads, and ledgers that read meanwhile.

use std::thread;

use arena_core::{Arena, Frame, lifetime};

use crate::support::{Aligned, Log, Noisy, each_backing};

/// An arena is made here, used there, and used here again.
#[test]
fn an_arena_travels() {
    let mut bytes = Aligned::<1024>::new();
    let mut arena = Arena::<lifetime::Frame>::from_buffer(&mut bytes.0);
    thread::scope(|threads| {
        let there = threads.spawn(|| arena.scope(|frame| *frame.alloc(7_u32)));
        assert_eq!(there.join().unwrap(), 7);
    });
    assert_eq!(arena.scope(|frame| frame.alloc_str("back").len()), 4);
}

/// A scope is borrowed to another thread, with what it holds, and comes back with more.
#[test]
fn a_scope_travels() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let here = frame.alloc(1_u32);
            let named = frame.insert(2_u32);
            let frame: &mut Frame<'_> = frame;
            let there = thread::scope(|threads| {
                let work = || {
                    *here += 10;
                    frame[named] += 10;
                    frame.scope(|inner| inner.alloc_iter(0..10_u32).len());
                    frame.alloc_str("from there")
                };
                threads.spawn(work).join().unwrap()
            });
            assert_eq!((*here, frame[named], &*there), (11, 12, "from there"));
        });
    });
}

/// Values are dropped by the thread on which their scope ends.
#[test]
fn destructors_run_where_the_scope_ends() {
    static DROPPED: Log = Log::new();
    struct Local(thread::ThreadId);
    impl Drop for Local {
        fn drop(&mut self) {
            DROPPED.note(u32::from(thread::current().id() != self.0));
        }
    }
    each_backing(|arena| {
        thread::scope(|threads| {
            let made_by = thread::current().id();
            let work = move || {
                arena.scope(|frame| {
                    frame.alloc_drop(Local(made_by));
                    frame.alloc_drop(Noisy(9, &DROPPED));
                });
            };
            threads.spawn(work).join().unwrap();
        });
        assert_eq!(DROPPED.take(), [9, 1]);
    });
}

/// Boxes and handles of what may travel do so as well.
#[test]
fn owners_travel() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let boxed = frame.alloc_box(Noisy(1, &DROPPED));
            let slice = frame.alloc_slice_copy(&[1_u32, 2, 3]);
            let handle = frame.insert_str("text");
            thread::scope(|threads| {
                threads.spawn(move || {
                    slice[0] = 10;
                    drop(boxed);
                    let _kept = handle;
                });
            });
            assert_eq!(DROPPED.take(), [1]);
        });
    });
}

/// A ledger on another thread, all the time while the arena is in use. What it sees is never more
/// than there ever was, and right as soon as nothing moves.
#[test]
#[cfg(feature = "std")]
fn a_ledger_is_read_live() {
    use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

    use arena_core::{FrameArena, Ledger, Tag, TagInfo};

    static TAGS: [TagInfo; 20] = [const { TagInfo::new("one of many", "", None) }; 20];
    #[derive(Clone, Copy)]
    struct Nth(usize);
    impl Tag for Nth {
        fn info(&self) -> &'static TagInfo {
            &TAGS[self.0]
        }
    }
    let rounds = if cfg!(miri) { 3 } else { 300 };
    let mut arena = FrameArena::reserve("frame", 1 << 20).unwrap();
    let ledger = Ledger::new().with(&arena);
    let over = AtomicBool::new(false);
    thread::scope(|threads| {
        let reader = threads.spawn(|| {
            let mut reads = 0;
            loop {
                let last = over.load(Relaxed);
                let stats = ledger.arenas().next().expect("one arena").1;
                assert!(stats.used <= 1 << 20 && stats.committed <= stats.reserved);
                assert!(stats.peak <= 1 << 20);
                for n in 0..20 {
                    assert!(ledger.used_by(Nth(n)).unwrap_or(0) <= 1 << 20);
                }
                assert!(ledger.report().to_string().contains("frame (frame)"));
                reads += 1;
                if last {
                    return reads;
                }
                thread::yield_now();
            }
        });
        for round in 0..rounds {
            arena.scope(|frame| {
                for n in 0..20 {
                    let mut vec = frame.tagged(Nth(n)).vec();
                    vec.extend(0..round);
                    assert_eq!(vec.into_slice().len() as u64, round);
                    frame.scope(|inner| {
                        inner.tagged(Nth(19 - n)).alloc([0_u64; 4]);
                    });
                }
            });
        }
        over.store(true, Relaxed);
        assert!(reader.join().unwrap() > 0);
    });
    assert!((0..20).all(|n| ledger.used_by(Nth(n)).unwrap_or(0) == 0));
    let stats = ledger.arenas().next().unwrap().1;
    assert_eq!((stats.used, stats.resets), (0, rounds));
}
