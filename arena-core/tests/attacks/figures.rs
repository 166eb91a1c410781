//! The figures that every build keeps: used, peak, abandoned, resets. They are exact whichever way
//! the cursor went up and down.

use arena_core::{Arena, Frame, lifetime};

use crate::support::{each_backing, explode, leak_half_way, pause, survives};

/// The highest the arena ever stood, after something that takes `bytes` and gives them back. It is
/// done twice: memory is committed the first time, which publishes figures of its own.
#[track_caller]
fn assert_peak(bytes: usize, attack: impl Fn(&mut Frame<'_>)) {
    each_backing(|arena| {
        for _ in 0..2 {
            arena.scope(|frame| {
                frame.alloc(0_u64);
                attack(frame);
                frame.alloc(0_u64);
            });
        }
        assert_eq!(arena.stats().peak, 8 + bytes);
    });
}

#[test]
fn names_are_what_they_were_given() {
    let mut bytes = [std::mem::MaybeUninit::uninit(); 100];
    let mut arena = Arena::<lifetime::Frame>::from_buffer(&mut bytes);
    assert_eq!(arena.name(), "buffer");
    arena.scope(|frame| assert_eq!(frame.name(), "buffer"));
    let mut arena = arena.named("commands");
    assert_eq!(arena.name(), "commands");
    arena.scope(|frame| frame.scope(|inner| assert_eq!(inner.name(), "commands")));
}

#[cfg(feature = "std")]
#[test]
fn a_ledger_sees_an_empty_arena_after_each_scope() {
    use arena_core::{FrameArena, KIB, Ledger, MIB};
    let mut arena = FrameArena::reserve("frame", MIB).unwrap();
    let ledger = Ledger::new().with(&arena);
    let used = || ledger.arenas().next().unwrap().1.used;
    for size in [100 * KIB, 200 * KIB, 200 * KIB] {
        arena.scope(|frame| {
            frame.alloc_uninit_slice::<u8>(size);
            assert!(frame.stats().used >= size && used() >= size);
        });
        assert_eq!(used(), 0);
    }
}

/// A nested scope that leaves regions behind, inside one that did.
#[test]
fn what_is_abandoned_in_a_nested_scope_goes_with_it() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let leave = |frame: &Frame<'_>| {
                let mut vec = frame.vec_with_capacity(4);
                vec.extend_from_slice(&[0_u64; 4]);
                frame.alloc(0_u64);
                vec.push(1);
                frame.stats().abandoned
            };
            assert_eq!(leave(frame), 32);
            for _ in 0..3 {
                frame.scope(|inner| {
                    inner.alloc(0_u64);
                    inner.scope(|innermost| assert_eq!(leave(innermost), 64));
                    assert_eq!(inner.stats().abandoned, 32);
                });
                frame.scope(|inner| _ = inner.alloc(0_u64));
            }
            assert_eq!(frame.stats().abandoned, 32);
        });
        assert_eq!(arena.stats().abandoned, 0);
    });
}

#[cfg(feature = "std")]
#[test]
fn what_a_builder_says_is_done() {
    use arena_core::{FrameArena, MIB};
    let arena = FrameArena::builder().build().unwrap();
    assert_eq!((arena.name(), arena.stats().reserved, arena.stats().committed), ("frame", 64 * MIB, 0));
    let arena = FrameArena::builder().reserve(2 * MIB).prefault(MIB).build().unwrap();
    assert!((MIB..=2 * MIB).contains(&arena.stats().committed));
}

/// In place, into memory that has yet to be committed.
#[cfg(feature = "std")]
#[test]
fn the_last_vector_grows_over_what_is_committed() {
    use arena_core::{FrameArena, KIB, MIB};
    let mut arena = FrameArena::reserve("frame", MIB).unwrap();
    // Some pages more than what is committed at first.
    let count = if cfg!(miri) { 8_500 } else { 100_000 };
    for _ in 0..if cfg!(miri) { 1 } else { 2 } {
        arena.trim(0);
        arena.scope(|frame| {
            let mut vec = frame.vec();
            for n in 0..count {
                vec.push(n as u64);
            }
            assert_eq!((vec.len(), vec[count / 2], vec[count - 1]), (count, count as u64 / 2, count as u64 - 1));
            assert_eq!(frame.stats().abandoned, 0);
            drop(vec);
            let mut vec = frame.vec_with_capacity::<u8>(64 * KIB);
            vec.push(1);
            vec.reserve(500 * KIB);
            assert_eq!((vec[0], frame.stats().abandoned), (1, 0));
            assert!(vec.try_reserve(MIB).is_err());
        });
    }
}

#[test]
fn peaks_know_what_was_given_back() {
    assert_peak(800, |frame| drop(frame.vec_with_capacity::<u64>(100)));
    assert_peak(800, |frame| {
        let mut vec = frame.vec_with_capacity(100);
        vec.push(1_u64);
        assert_eq!(vec.into_slice(), [1]);
    });
    assert_peak(800, |frame| drop(frame.string_with_capacity(800)));
    assert_peak(800, |frame| survives(|| frame.alloc_with(|| -> [u64; 100] { explode() }).len()));
    assert_peak(800, |frame| frame.scope(|inner| inner.alloc([0_u64; 100])[99] = 1));
    assert_peak(1600, |frame| {
        frame.scope(|inner| {
            inner.alloc([0_u64; 100]);
            inner.scope(|innermost| innermost.alloc([0_u64; 100])[99] = 1);
        });
    });
    assert_peak(24, |frame| frame.alloc([0_u64; 2])[1] = 1);
}

/// Old and new room of a vector that moves are there at the same time.
#[test]
fn peaks_know_of_moves() {
    assert_peak(64 + 8 + 128, |frame| {
        frame.scope(|inner| {
            let mut vec = inner.vec_with_capacity(8);
            vec.extend(0..8_u64);
            inner.alloc(0_u64);
            vec.push(8);
            assert_eq!(inner.stats().abandoned, 64);
        });
    });
}

#[test]
fn a_leak_shows_and_a_reset_clears() {
    async fn half_way(arena: &mut Arena<'_, lifetime::Frame>) {
        opened!(frame in arena);
        let mut vec = frame.vec_with_capacity(4);
        vec.extend([0_u64; 4]);
        frame.alloc(0_u64);
        vec.push(0);
        drop(vec);
        pause().await;
        frame.alloc(0_u64);
    }
    each_backing(|arena| {
        leak_half_way(half_way(arena));
        let stats = arena.stats();
        assert_eq!((stats.used, stats.abandoned, stats.peak, stats.resets), (40, 32, 168, 0));
        arena.scope(|frame| {
            let stats = frame.stats();
            assert_eq!((stats.used, stats.abandoned, stats.peak), (0, 0, 168));
        });
        assert_eq!(arena.stats().resets, 1, "what never ended is no reset");
    });
}

/// How much a first push takes depends on the size of a value: two cache lines of small ones.
#[test]
fn first_capacities() {
    each_backing(|arena| {
        arena.scope(|frame| {
            macro_rules! first {
                ($value:expr) => {{
                    let mut vec = frame.vec();
                    vec.push($value);
                    let first = vec.capacity();
                    while vec.len() <= first {
                        vec.push($value);
                    }
                    (first, vec.capacity())
                }};
            }
            assert_eq!(first!(0_u8), (128, 256));
            assert_eq!(first!(0_u16), (64, 128));
            assert_eq!(first!([0_u8; 3]), (42, 84));
            assert_eq!(first!(0_u128), (8, 16));
            assert_eq!(first!([0_u8; 32]), (4, 8));
            assert_eq!(first!([0_u8; 33]), (4, 8));
            assert_eq!(first!([0_u64; 128]), (4, 8));
            assert_eq!(first!([0_u64; 129]), (1, 2));
        });
    });
}

/// A ledger in a build without counters sees what was published: when memory was committed, when a
/// nested scope ended, when somebody asked.
#[test]
#[cfg(all(feature = "std", not(any(feature = "account", debug_assertions))))]
fn a_ledger_without_counters_lags_behind() {
    let mut arena = arena_core::FrameArena::reserve("frame", 1 << 20).unwrap();
    let ledger = arena_core::Ledger::new().with(&arena);
    let used = || ledger.arenas().next().unwrap().1.used;
    arena.scope(|frame| {
        frame.alloc(0_u64);
        assert_eq!(used(), 8, "this one committed memory");
        frame.alloc(0_u64);
        assert_eq!(used(), 8, "nobody has asked");
        assert_eq!((frame.stats().used, used()), (16, 16));
        frame.alloc(0_u64);
        frame.scope(|inner| inner.alloc([0_u64; 9])[8] = 1);
        assert_eq!(used(), 24);
        assert_eq!(ledger.arenas().next().unwrap().1.peak, 96);
    });
    assert_eq!(used(), 0);
}
