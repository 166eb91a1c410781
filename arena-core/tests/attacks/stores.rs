//! Stores where the arena is in trouble: buffers that are too small, scopes that are leaked or
//! unwind, values of odd sizes, threads that commit at the same time, numbers that were never keys.

use std::mem::forget;

use arena_core::{Arena, Frame, Key, Pool, RawKey, lifetime};

use crate::support::{
    Aligned, Log, Noisy, Random, each_backing, explode, leak_half_way, panic_of, pause, poll, survives,
};

type FrameArena<'mem> = Arena<'mem, lifetime::Frame>;

/// Whether two ranges of memory have a byte in common.
fn overlap<T, U>(one: &T, other: &U) -> bool {
    let (a, b) = (std::ptr::from_ref(one).addr(), std::ptr::from_ref(other).addr());
    a < b + size_of::<U>() && b < a + size_of::<T>()
}

fn filled<'id>(scope: &Frame<'id>, capacity: usize, start: u32) -> Pool<'id, [u32; 3]> {
    let mut pool = scope.pool(capacity);
    for number in (start..).take(capacity) {
        pool.insert([number; 3]);
    }
    pool
}

fn check(pool: &Pool<'_, [u32; 3]>, start: u32) {
    assert!(pool.values().zip(start..).all(|(value, number)| *value == [number; 3]));
}

/// The cursor comes from below and stores from above, until they meet.
#[test]
fn the_cursor_and_the_stores_meet_and_do_not_cross() {
    each_backing(|arena| {
        for order in 0..if cfg!(miri) { 1 } else { 20 } {
            let mut random = Random::new(order);
            arena.scope(|frame| {
                let (mut pools, mut blocks) = (Vec::new(), Vec::new());
                let (mut refused, mut start) = (0, 0);
                while refused < 3 {
                    start += 1000;
                    if random.below(2) == 0 {
                        match frame.try_pool::<[u32; 3]>(random.below(120)) {
                            Ok(mut pool) => {
                                for number in (start..).take(pool.capacity()) {
                                    assert!(pool.try_insert([number; 3]).is_ok(), "the room was taken at once");
                                }
                                pools.push((pool, start));
                            }
                            Err(_) => refused += 1,
                        }
                    } else {
                        match frame.try_alloc([blocks.len(); 64]) {
                            Ok(block) => blocks.push(block),
                            Err(_) => refused += 1,
                        }
                    }
                }
                for (pool, start) in &pools {
                    check(pool, *start);
                    for value in pool.values().step_by(if cfg!(miri) { 50 } else { 1 }) {
                        assert!(blocks.iter().all(|block| !overlap(value, &**block)));
                    }
                }
                assert!(blocks.iter().enumerate().all(|(number, block)| **block == [number; 64]));
            });
            assert_eq!(arena.stats().used, 0);
        }
    });
}

#[test]
fn every_length_of_a_buffer_is_enough_or_refused() {
    let mut bytes = Aligned::<2048>::new();
    let mut fitted = 0;
    for len in (0..600).step_by(if cfg!(miri) { 61 } else { 1 }) {
        for skip in [0, 1, 7] {
            let mut arena: FrameArena<'_> = Arena::from_buffer(&mut bytes.0[skip..skip + len]);
            arena.scope(|frame| match frame.try_pool::<u64>(5) {
                Ok(mut pool) => {
                    fitted += 1;
                    assert_eq!([0; 5].map(|value| pool.try_insert(value).is_ok()), [true; 5]);
                    assert_eq!(pool.try_insert(9).unwrap_err().value, 9);
                }
                Err(error) => assert!(error.to_string().contains("buffer"), "{error}"),
            });
        }
    }
    assert!(fitted > if cfg!(miri) { 4 } else { 300 }, "{fitted} of 1800 were large enough");
}

/// Only the numbers that `detach` gave are keys: for every slot in and behind the capacity, and for
/// generations around those in use.
#[test]
fn numbers_that_never_were_keys_name_nothing() {
    each_backing(|arena| {
        for &capacity in if cfg!(miri) { [65_u16].as_slice() } else { &[0, 1, 63, 64, 65, 128, 130] } {
            arena.scope(|frame| {
                let _older = frame.pool::<u16>(3); // so that generations do not begin at 0
                let mut pool = frame.pool::<u16>(capacity.into());
                let keys: Vec<Key<'_, u16>> = (0..capacity).map(|number| pool.insert(number)).collect();
                assert!(keys.iter().step_by(3).all(|&key| pool.remove(key).is_some()));
                let valid: Vec<u64> = pool.keys().map(|key| key.detach().into()).collect();
                let generations =
                    [0, 1, 2, 3, 1 << 24, (1 << 24) | 1, (1 << 24) + 2, (1 << 24) + 3, u32::MAX - 1, u32::MAX];
                let slots =
                    (0..u32::from(capacity) + if cfg!(miri) { 5 } else { 200 }).chain([u32::MAX - 64, u32::MAX]);
                let mut found = 0;
                for slot in slots {
                    for generation in generations {
                        let bits = u64::from(generation) << 32 | u64::from(slot);
                        let key = RawKey::try_from(bits).ok().and_then(|raw| pool.attach(raw));
                        assert_eq!(key.is_some(), valid.contains(&bits), "{slot} {generation:#x}");
                        found += usize::from(key.is_some());
                    }
                }
                assert_eq!(found, valid.len(), "the right numbers were among those tried");
            });
        }
    });
}

async fn stop_with_a_pool(arena: &mut FrameArena<'_>, log: &'static Log) {
    opened!(frame in arena);
    let mut pool = frame.pool::<Noisy>(100);
    let key = pool.insert(Noisy(1, log));
    pause().await;
    assert_eq!(pool[key].0, 1);
}

#[test]
fn a_future_with_a_store_drops_its_values_or_forgets_them() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        let mut future = Box::pin(stop_with_a_pool(arena, &DROPPED));
        assert!(poll(future.as_mut()).is_pending());
        drop(future);
        assert_eq!((DROPPED.take(), arena.stats().used), (vec![1], 0));
        leak_half_way(stop_with_a_pool(arena, &DROPPED));
        assert!(arena.stats().used > 0, "nothing was reset");
        arena.scope(|frame| {
            assert_eq!(frame.stats().used, 0);
            let pool = filled(frame, 300, 7); // over what was there
            check(&pool, 7);
        });
        assert_eq!(DROPPED.take(), [], "and nothing old was dropped later");
    });
}

async fn stop_with_an_inner_pool(frame: &mut Frame<'_>, log: &'static Log) {
    opened!(inner in frame);
    let mut pool = inner.pool::<Noisy>(50);
    pool.insert(Noisy(2, log));
    pause().await;
    drop(pool);
}

#[test]
fn a_nested_scope_that_is_leaked_keeps_its_store_from_the_outer_one() {
    static INNER: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let before = filled(frame, 20, 0);
            leak_half_way(stop_with_an_inner_pool(frame, &INNER));
            let after = filled(frame, 200, 1000);
            frame.scope(|inner| check(&filled(inner, 100, 5000), 5000));
            let block = frame.alloc([0xEE_u8; 500]);
            check(&before, 0);
            check(&after, 1000);
            assert!(after.values().chain(before.values()).all(|value| !overlap(value, block)));
        });
        assert_eq!((INNER.take(), arena.stats().used), (vec![], 0), "the leaked value stays undropped");
    });
}

#[test]
fn a_scope_that_unwinds_drops_the_values_of_its_stores_first() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        survives(|| {
            arena.scope(|frame| {
                let mut pool = frame.pool::<Noisy>(10);
                for number in 1..4 {
                    pool.insert(Noisy(number, &DROPPED));
                }
                frame.scope(|inner| {
                    let boxes = inner.box_pool::<Noisy>(10);
                    let _owner = boxes.insert(Noisy(4, &DROPPED));
                    explode();
                });
            });
        });
        assert_eq!((DROPPED.take(), arena.stats().used), (vec![4, 1, 2, 3], 0));
    });
}

#[test]
fn an_iterator_that_is_leaked_takes_nothing_along() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut pool = frame.pool::<Noisy>(10);
            let keys: Vec<_> = (0..6).map(|number| pool.insert(Noisy(number, &DROPPED))).collect();
            let mut drain = pool.drain();
            let taken = [drain.next(), drain.next_back()].map(|taken| taken.map(|(_, value)| value.0));
            forget(drain);
            assert_eq!((taken, DROPPED.take_sorted()), ([Some(0), Some(5)], vec![0, 5]));
            assert!(keys[1..5].iter().all(|&key| pool.contains(key)));
            assert_eq!((pool.len(), pool.insert(Noisy(9, &DROPPED)) == keys[0]), (4, false));
        });
        assert_eq!(DROPPED.take(), [9, 1, 2, 3, 4], "by slot, each once");
    });
}

#[repr(align(4096))]
#[derive(Debug, PartialEq)]
struct Page(u8);

#[test]
fn values_without_size_and_with_much_alignment() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut pages = frame.pool::<Page>(3);
            let keys = [1, 2, 3].map(|number| pages.insert(Page(number)));
            for (key, number) in keys.into_iter().zip(1..) {
                assert_eq!((pages[key].0, std::ptr::from_ref(&pages[key]).addr() % 4096), (number, 0));
            }
            let mut nothing = frame.pool::<[Page; 0]>(70);
            let keys: Vec<_> = (0..70).map(|_| nothing.insert([])).collect();
            assert!(nothing.try_insert([]).is_err() && nothing.values().count() == 70);
            assert!(keys.iter().all(|&key| std::ptr::from_ref(&nothing[key]).addr() % 4096 == 0));
            assert!(keys.into_iter().all(|key| nothing.remove(key).is_some()));
        });
    });
}

#[test]
fn sizes_that_overflow_are_errors_and_take_nothing() {
    each_backing(|arena| {
        arena.scope(|frame| {
            for capacity in [u32::MAX as usize, usize::MAX / 2, usize::MAX - 63, usize::MAX] {
                assert!(frame.try_pool::<()>(capacity).is_err());
                assert!(frame.try_pool::<[u64; 1 << 20]>(capacity).is_err());
                assert!(frame.try_box_pool::<u8>(capacity).is_err());
                assert!(frame.try_components::<u8, u8>(capacity).is_err());
            }
            assert_eq!(frame.stats().used, 0, "a refusal costs nothing");
            let text = panic_of(|| frame.pool::<u64>(usize::MAX));
            assert!(text.contains("Pool<u64>") || text.contains("pool::Pool"), "{text}");
        });
    });
}

/// A store commits its memory on one thread while the scope it is of commits on another.
#[test]
fn a_store_grows_on_a_thread_while_its_scope_allocates() {
    let mut bytes = Aligned::<{ 64 << 10 }>::new();
    let mut arenas: Vec<(FrameArena<'_>, u32)> = vec![(Arena::from_buffer(&mut bytes.0), 1500)];
    #[cfg(feature = "std")]
    arenas.push((Arena::reserve("frame", 4 << 20).expect("4 MiB are always there"), 60_000));
    for (arena, many) in &mut arenas {
        let many = if cfg!(miri) { 300 } else { *many };
        arena.scope(|frame| {
            let mut moving = frame.pool::<[u32; 3]>(many as usize);
            let boxes = frame.box_pool::<u32>(50);
            std::thread::scope(|threads| {
                let worker = threads.spawn(move || {
                    let keys: Vec<_> = (0..many).map(|number| moving.insert([number; 3])).collect();
                    let odd = keys.iter().skip(1).step_by(2);
                    assert!(odd.clone().all(|&key| moving.remove(key).is_some()));
                    drop(boxes.insert(1));
                    (moving, keys)
                });
                let blocks: Vec<_> = (0..many as usize / 16).map(|number| frame.alloc([number; 16])).collect();
                let here = filled(frame, 100, 3);
                assert!(blocks.iter().enumerate().all(|(number, block)| **block == [number; 16]));
                check(&here, 3);
                let (pool, keys) = worker.join().unwrap();
                for (key, number) in keys.into_iter().zip(0..many) {
                    assert_eq!(pool.get(key), Some(&[number; 3]).filter(|_| number % 2 == 0));
                }
            });
        });
    }
}
