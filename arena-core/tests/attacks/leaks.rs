//! Guards whose destructor never runs: forgotten openings, futures that are leaked half way.
//! Nothing is reset then; nothing old may be dropped later, and nothing twice.

use arena_core::{Arena, Frame, lifetime};

use crate::support::{Aligned, Log, Noisy, each_backing, leak_half_way, pause};

type FrameArena<'mem> = Arena<'mem, lifetime::Frame>;

/// Stops in the middle of a scope with destructors of its own.
async fn stop_half_way(arena: &mut FrameArena<'_>, log: &'static Log) {
    opened!(frame in arena);
    let noisy = frame.alloc_drop(Noisy(1, log));
    let text = frame.alloc_str("still here");
    pause().await;
    assert_eq!((noisy.0, &*text), (1, "still here"));
}

#[test]
fn a_future_that_is_finished_resets() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        let mut future = std::pin::pin!(stop_half_way(arena, &DROPPED));
        assert!(crate::support::poll(future.as_mut()).is_pending());
        assert_eq!(DROPPED.take(), []);
        assert!(crate::support::poll(future.as_mut()).is_ready());
        assert_eq!(DROPPED.take(), [1]);
    });
}

#[test]
fn a_future_that_is_dropped_half_way_resets() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        {
            let mut future = Box::pin(stop_half_way(arena, &DROPPED));
            assert!(crate::support::poll(future.as_mut()).is_pending());
        }
        assert_eq!(DROPPED.take(), [1]);
        assert_eq!((arena.stats().used, arena.stats().resets), (0, 1));
    });
}

#[test]
fn a_leaked_scope_is_forgotten_by_the_next() {
    static OLD: Log = Log::new();
    static NEW: Log = Log::new();
    each_backing(|arena| {
        leak_half_way(stop_half_way(arena, &OLD));
        let stats = arena.stats();
        assert!(stats.used > 0 && stats.resets == 0, "nothing was reset");
        arena.scope(|frame| {
            assert_eq!(frame.stats().used, 0, "the opening did it");
            frame.alloc([7_u8; 1000]); // over what was there
            frame.alloc_drop(Noisy(2, &NEW));
        });
        assert_eq!((OLD.take(), NEW.take()), (vec![], vec![2]));
        leak_half_way(stop_half_way(arena, &OLD));
        arena.trim(0);
        assert_eq!((OLD.take(), arena.stats().used), (vec![], 0));
        leak_half_way(stop_half_way(arena, &OLD));
    });
    assert_eq!(OLD.take(), [], "an arena that is dropped runs no destructors");
}

/// Stops inside a nested scope, and leaves destructors behind on both levels.
async fn stop_deep_inside(frame: &mut Frame<'_>, log: &'static Log) {
    opened!(inner in frame);
    inner.alloc_drop(Noisy(2, log));
    inner.alloc([2_u64; 10]);
    opened!(innermost in inner);
    let noisy = innermost.alloc_drop(Noisy(3, log));
    innermost.alloc([3_u64; 10]);
    pause().await;
    assert_eq!(noisy.0, 3);
}

/// The outer scope goes on above what was leaked inside it, loses nothing of its own, and drops
/// at its end what the inner ones left.
#[test]
fn a_leaked_nested_scope_harms_nothing_of_the_outer_one() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let before = frame.alloc_drop(Noisy(1, &DROPPED));
            let named = frame.insert(10_u64);
            let used = frame.stats().used;
            leak_half_way(stop_deep_inside(frame, &DROPPED));
            assert!(frame.stats().used > used, "nothing was rewound");
            assert_eq!(DROPPED.take(), []);

            let after = frame.alloc_drop(Noisy(4, &DROPPED));
            let renamed = frame.insert(11_u64);
            frame[named] += frame[renamed];
            assert_eq!((before.0, after.0, frame[named]), (1, 4, 21), "no false alarm by handles");
            let (view, mut inner) = frame.split();
            inner.scope(|inner| {
                inner.alloc_drop(Noisy(5, &DROPPED));
                assert_eq!(view[named] + view[renamed], 32);
            });
            assert_eq!(DROPPED.take(), [5]);
        });
        assert_eq!(DROPPED.take(), [4, 3, 2, 1]);
        assert_eq!(arena.stats().used, 0);
    });
}

/// The same one level down: what a nested scope's guard restores is not confused by a leak inside.
#[test]
fn a_leak_inside_a_scope_that_ends() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            frame.alloc_drop(Noisy(1, &DROPPED));
            let used = frame.stats().used;
            for _ in 0..3 {
                frame.scope(|middle| {
                    middle.alloc_drop(Noisy(6, &DROPPED));
                    leak_half_way(stop_deep_inside(middle, &DROPPED));
                    middle.alloc_drop(Noisy(7, &DROPPED));
                });
                assert_eq!(DROPPED.take(), [7, 3, 2, 6]);
                assert_eq!(frame.stats().used, used, "rewound to where it began");
            }
        });
        assert_eq!(DROPPED.take(), [1]);
    });
}

/// An opening without a scope, which anybody can have and forget.
#[test]
fn a_forgotten_opening_is_harmless() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        std::mem::forget(arena.open_scope());
        arena.scope(|frame| {
            frame.alloc_drop(Noisy(1, &DROPPED));
            std::mem::forget(frame.open_scope());
            let kept = frame.alloc(5_u64);
            drop(frame.open_scope());
            let next = frame.alloc(6_u64);
            assert_eq!((*kept, *next), (5, 6));
            let (_, mut inner) = frame.split();
            std::mem::forget(inner.open_scope());
        });
        assert_eq!(DROPPED.take(), [1]);
    });
}

/// Vectors, boxes and strings that are forgotten keep their room, and nobody else gets it.
#[test]
fn forgotten_owners_keep_their_room() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut vec = frame.vec();
            vec.extend((0..5).map(|n| Noisy(n, &DROPPED)));
            let room = vec.as_ptr_range();
            std::mem::forget(vec);
            std::mem::forget(frame.alloc_box(Noisy(9, &DROPPED)));
            let mut string = frame.string();
            string.push_str("forgotten");
            std::mem::forget(string);
            let mut iter = {
                let mut vec = frame.vec();
                vec.extend([Noisy(10, &DROPPED), Noisy(11, &DROPPED)]);
                vec.into_iter()
            };
            drop(iter.next());
            std::mem::forget(iter);
            let next = std::ptr::from_ref(frame.alloc(0_u8)).addr();
            assert!(next >= room.end.addr());
        });
        assert_eq!(DROPPED.take(), [10]);
    });
}

/// A scope that is leaked in a buffer, which is free for other uses when the arena is gone.
#[test]
fn a_buffer_outlives_a_leak_in_it() {
    static DROPPED: Log = Log::new();
    let mut bytes = Aligned::<1024>::new();
    for _ in 0..2 {
        let mut arena = FrameArena::from_buffer(&mut bytes.0);
        leak_half_way(stop_half_way(&mut arena, &DROPPED));
        drop(arena);
        bytes.0.fill(std::mem::MaybeUninit::new(0));
    }
    assert_eq!(DROPPED.take(), []);
}
