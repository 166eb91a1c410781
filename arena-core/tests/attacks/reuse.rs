//! Pools of arenas: bounded, shared by threads, and never in two hands.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

use arena_core::{ArenaPool, FrameArena, KIB, Ledger, MIB, PooledArena, lifetime};

use crate::support::{Log, Noisy, leak_half_way, pause, survives};

fn pool(bound: usize) -> ArenaPool<lifetime::Frame> {
    FrameArena::builder().name("request").reserve(256 * KIB).pool(bound)
}

#[test]
fn what_comes_back_is_taken_again() {
    let pool = pool(2);
    assert_eq!((pool.idle(), pool.bound()), (0, 2));
    let mut one = pool.take().unwrap();
    let address = one.scope(|frame| std::ptr::from_mut(frame.alloc(1_u64)).addr());
    assert_eq!((one.name(), one.stats().used, one.stats().resets), ("request", 0, 1));
    drop(one);
    assert_eq!(pool.idle(), 1);
    let mut again = pool.take().unwrap();
    assert_eq!((pool.idle(), again.stats().resets), (0, 1));
    assert_eq!(again.scope(|frame| std::ptr::from_mut(frame.alloc(1_u64)).addr()), address);
    let other = pool.take().unwrap();
    assert_eq!(other.stats().resets, 0, "another one");
}

#[test]
fn no_more_than_the_bound_are_kept() {
    for bound in 0..4 {
        let pool = pool(bound);
        let taken: Vec<_> = (0..4).map(|_| pool.take().unwrap()).collect();
        drop(taken);
        assert_eq!(pool.idle(), bound);
        pool.clear();
        assert_eq!(pool.idle(), 0);
        drop(pool.take().unwrap());
        assert_eq!(pool.idle(), bound.min(1));
    }
}

#[test]
fn an_idle_arena_keeps_as_much_as_it_may() {
    let pool = pool(1).keeping(64 * KIB);
    let mut arena = pool.take().unwrap();
    arena.scope(|frame| frame.alloc_uninit_slice::<u8>(200 * 1024).len());
    assert!(arena.stats().committed >= 200 * KIB);
    drop(arena);
    assert_eq!(pool.take().unwrap().stats().committed, 64 * KIB);
}

#[test]
fn what_cannot_be_reserved_is_an_error_and_the_pool_goes_on() {
    let pool = FrameArena::builder().name("huge").reserve(usize::MAX / 2).pool(1);
    for _ in 0..2 {
        let error = pool.take().unwrap_err();
        assert!(error.to_string().contains("`huge`"), "{error}");
    }
    assert_eq!(pool.idle(), 0);
}

#[test]
fn a_panic_returns_the_arena() {
    static DROPPED: Log = Log::new();
    let pool = pool(1);
    survives(|| {
        let mut arena = pool.take().unwrap();
        arena.scope(|frame| {
            frame.alloc_drop(Noisy(1, &DROPPED));
            crate::support::explode();
        });
    });
    assert_eq!((pool.idle(), DROPPED.take()), (1, vec![1]));
    assert_eq!(pool.take().unwrap().stats().used, 0);
}

#[test]
fn a_leaked_scope_is_forgotten_by_whoever_takes_the_arena_next() {
    static DROPPED: Log = Log::new();
    async fn stop_half_way(arena: &mut PooledArena<'_, lifetime::Frame>) {
        opened!(frame in arena);
        frame.alloc_drop(Noisy(1, &DROPPED));
        pause().await;
    }
    for keep in [0, usize::MAX] {
        let pool = pool(1).keeping(keep);
        let mut arena = pool.take().unwrap();
        leak_half_way(stop_half_way(&mut arena));
        drop(arena);
        let mut arena = pool.take().unwrap();
        arena.scope(|frame| {
            assert_eq!(frame.stats().used, 0);
            frame.alloc_drop(Noisy(2, &DROPPED));
        });
        assert_eq!(DROPPED.take(), [2]);
    }
}

#[test]
fn an_arena_that_is_forgotten_is_one_less() {
    let pool = pool(2);
    leak_half_way(async {
        let _arena = pool.take().unwrap();
        pause().await;
    });
    drop(pool.take().unwrap());
    assert_eq!(pool.idle(), 1);
}

#[test]
fn no_arena_is_ever_in_two_hands_of_threads() {
    const THREADS: usize = 4;
    const TURNS: usize = if cfg!(miri) { 20 } else { 5000 };
    let (pool, start) = (pool(2), Barrier::new(THREADS));
    let made = AtomicUsize::new(0);
    std::thread::scope(|threads| {
        for thread in 0..THREADS {
            let (pool, start, made) = (&pool, &start, &made);
            threads.spawn(move || {
                start.wait();
                for turn in 0..TURNS {
                    let mut arena = pool.take().unwrap();
                    made.fetch_add(usize::from(arena.stats().resets == 0), Ordering::Relaxed);
                    arena.scope(|frame| {
                        let mine = frame.alloc_slice_fill_with(20, |_| (thread, turn));
                        std::thread::yield_now();
                        assert!(mine.iter().all(|entry| *entry == (thread, turn)));
                    });
                }
            });
        }
    });
    assert!((1..=2).contains(&pool.idle()));
    assert!(made.into_inner() >= 1);
}

#[test]
fn a_taken_arena_moves_to_another_thread_and_comes_back_from_there() {
    fn shared<T: Send + Sync>(_: &T) {}
    let pool = pool(1);
    shared(&pool);
    let mut arena = pool.take().unwrap();
    std::thread::scope(|threads| {
        threads.spawn(move || arena.scope(|frame| frame.alloc(1_u8).to_string()));
    });
    assert_eq!(pool.idle(), 1);
    let ledger = Ledger::new().with(&pool.take().unwrap());
    assert_eq!(ledger.arenas().next().unwrap().1.reserved, MIB / 4);
}
