//! Pools against a model: a map from keys to values.

use std::cell::Cell;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use arena_core::{Key, MIB, Pool, RawKey, SceneArena};

const STEPS: usize = if cfg!(miri) { 150 } else { 40_000 };

fn arena() -> SceneArena {
    SceneArena::reserve("scene", 64 * MIB).unwrap()
}

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Counts itself while it is alive.
struct Counted(u64, Rc<Cell<isize>>);

impl Counted {
    fn new(value: u64, alive: &Rc<Cell<isize>>) -> Self {
        alive.set(alive.get() + 1);
        Self(value, Rc::clone(alive))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.1.set(self.1.get() - 1);
    }
}

#[test]
fn random_operations_agree_with_a_map() {
    for (seed, capacity) in [1, 5, 64, 100, 1000, 5000].into_iter().enumerate() {
        let alive = Rc::new(Cell::new(0));
        let mut random = Random(seed as u64);
        arena().scope(|scene| {
            let mut pool = scene.pool::<Counted>(capacity);
            let mut model: HashMap<Key<'_, Counted>, u64> = HashMap::new();
            let mut dead = Vec::new();
            for step in 0..STEPS as u64 {
                let some = model.keys().nth(random.below(8)).copied();
                match random.below(20) {
                    0..10 => match pool.try_insert(Counted::new(step, &alive)) {
                        Ok(key) => assert_eq!(model.insert(key, step), None, "a key repeats"),
                        Err(full) => {
                            assert_eq!((full.value.0, model.len()), (step, capacity));
                        }
                    },
                    10..17 => {
                        if let Some(key) = some {
                            assert_eq!(pool.remove(key).map(|value| value.0), model.remove(&key));
                            dead.push(key);
                        }
                    }
                    17 => {
                        if let Some(key) = some {
                            pool[key].0 += 1;
                            *model.get_mut(&key).unwrap() += 1;
                        }
                    }
                    18 if step % 50 == 0 => {
                        let bit = random.below(2) as u64;
                        pool.retain(|key, value| {
                            assert_eq!(model[&key], value.0);
                            value.0 % 2 == bit
                        });
                        dead.extend(model.extract_if_not(|value| value % 2 == bit));
                    }
                    19 if step % 400 == 0 => {
                        pool.compact(|moved| {
                            let value = model.remove(&moved.from).expect("it was there");
                            assert_eq!(model.insert(moved.to, value), None);
                            dead.push(moved.from);
                        });
                        assert_eq!(pool.fragmentation(), 0.0);
                    }
                    _ => {}
                }
                assert_eq!((pool.len(), alive.get()), (model.len(), model.len() as isize));
                if step % 97 == 0 {
                    check(&mut pool, &model);
                    for key in dead.drain(dead.len().saturating_sub(20)..) {
                        assert!(!pool.contains(key) && pool.remove(key).is_none() && pool.entry(key).is_none());
                    }
                }
            }
            check(&mut pool, &model);
            if seed % 2 == 0 {
                let drained = pool.drain().take(3).count();
                assert_eq!((drained, pool.len()), (model.len().min(3), 0));
            }
        });
        assert_eq!(alive.get(), 0, "the pool drops what is left");
    }
}

fn check<'id>(pool: &mut Pool<'id, Counted>, model: &HashMap<Key<'id, Counted>, u64>) {
    let forward: Vec<u64> = pool.values().map(|value| value.0).collect();
    assert_eq!(forward.len(), model.len());
    let mut backward: Vec<u64> = pool.values().rev().map(|value| value.0).collect();
    backward.reverse();
    assert_eq!(forward, backward);
    let mut folded = Vec::new();
    pool.iter().for_each(|(_, value)| folded.push(value.0));
    assert_eq!(forward, folded);
    let mut both = pool.iter_mut();
    let mut ends = (Vec::new(), Vec::new());
    while let Some((key, value)) = both.next() {
        assert_eq!(model.get(&key), Some(&value.0));
        ends.0.push(value.0);
        if let Some((_, value)) = both.next_back() {
            ends.1.push(value.0);
        }
        assert_eq!(both.len(), model.len() - ends.0.len() - ends.1.len());
    }
    ends.0.extend(ends.1.into_iter().rev());
    assert_eq!(ends.0, forward);
    for (key, value) in model {
        assert_eq!(pool.get(*key).map(|value| value.0), Some(*value));
        assert_eq!(pool.attach(RawKey::try_from(u64::from(key.detach())).unwrap()), Some(*key));
    }
}

trait ExtractIfNot<K, V> {
    fn extract_if_not(&mut self, keep: impl FnMut(&V) -> bool) -> Vec<K>;
}

impl<K: Copy + Eq + std::hash::Hash, V> ExtractIfNot<K, V> for HashMap<K, V> {
    fn extract_if_not(&mut self, mut keep: impl FnMut(&V) -> bool) -> Vec<K> {
        let gone: Vec<K> = self.iter().filter(|(_, v)| !keep(v)).map(|(k, _)| *k).collect();
        gone.iter().for_each(|key| drop(self.remove(key)));
        gone
    }
}

#[test]
fn a_key_that_was_given_out_by_a_closure_that_panicked_is_never_used() {
    arena().scope(|scene| {
        let mut pool = scene.pool::<u64>(2);
        let mut leaked = None;
        let result = catch_unwind(AssertUnwindSafe(|| {
            pool.insert_with_key(|key| {
                leaked = Some(key);
                panic!("half way")
            })
        }));
        assert!(result.is_err() && pool.is_empty());
        let key = pool.insert_with_key(|_| 7);
        assert_ne!(Some(key), leaked);
        assert_eq!(pool.get(leaked.unwrap()), None);
        pool.insert(8);
        assert_eq!(pool.try_insert(9).unwrap_err().value, 9);
    });
}

#[test]
fn a_panicking_destructor_does_not_stop_the_others() {
    struct Bomb(Rc<Cell<u32>>, bool);
    impl Drop for Bomb {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
            assert!(!self.1, "boom");
        }
    }
    let dropped = Rc::new(Cell::new(0));
    let result = catch_unwind(AssertUnwindSafe(|| {
        arena().scope(|scene| {
            let mut pool = scene.pool(100);
            for n in 0..70 {
                pool.insert(Bomb(Rc::clone(&dropped), n == 3));
            }
        });
    }));
    assert!(result.is_err());
    assert_eq!(dropped.get(), 70);
}

#[test]
fn capacity_is_address_space_and_memory_comes_with_values() {
    let mut arena = SceneArena::reserve("scene", 256 * MIB).unwrap();
    arena.scope(|scene| {
        let before = scene.stats();
        let mut pool = scene.pool::<[u64; 8]>(1_000_000);
        let stats = scene.stats();
        assert!(stats.used - before.used >= 64_000_000 && stats.committed - before.committed < MIB);
        let key = pool.insert([1; 8]);
        let first = &raw const pool[key];
        for n in 0..50_000 {
            pool.insert([n; 8]);
        }
        assert_eq!(first, &raw const pool[key], "nothing moves");
        assert_eq!(*scene.alloc(5), 5, "the arena goes on below");
    });
    let values = 50_001 * size_of::<[u64; 8]>();
    assert!(
        (values..2 * values).contains(&arena.stats().committed),
        "it stays, for the next pool: {:?}",
        arena.stats()
    );
    arena.trim(0);
    assert_eq!(arena.stats().committed, 0);
    arena.scope(|scene| {
        assert_eq!(scene.stats().used, 0);
        assert!(scene.try_pool::<u64>(usize::MAX).is_err() && scene.try_pool::<u64>(100_000_000).is_err());
        let mut pools: Vec<_> = (0..5).map(|n| scene.pool::<u64>(100 * n)).collect();
        let keys: Vec<_> = pools.iter_mut().skip(1).map(|pool| pool.insert(9)).collect();
        assert!(pools.iter().skip(1).zip(keys).all(|(pool, key)| pool[key] == 9));
        assert!(pools[0].try_insert(1).is_err());
    });
}

#[test]
fn a_key_of_another_pool_is_caught_in_debug_builds_and_gives_nothing_in_release() {
    arena().scope(|scene| {
        let mut pools = [scene.pool::<u64>(100), scene.pool::<u64>(100)];
        let keys: Vec<_> = pools.iter_mut().map(|pool| (0..100).map(|n| pool.insert(n)).collect::<Vec<_>>()).collect();
        let [first, second] = &mut pools;
        for (pool, foreign) in [(first, &keys[1]), (second, &keys[0])] {
            for &key in foreign {
                let found = catch_unwind(AssertUnwindSafe(|| (pool.get(key).copied(), pool.remove(key))));
                let expected = if cfg!(debug_assertions) { None } else { Some((None, None)) };
                assert_eq!(found.ok(), expected, "{key:?}");
                assert_eq!(pool.attach(key.detach()), None, "numbers are checked without a panic");
            }
            assert_eq!(pool.len(), 100);
        }
    });
}

#[test]
fn keys_of_its_own_are_never_taken_for_those_of_another_pool() {
    arena().scope(|scene| {
        let mut pool = scene.pool(1);
        let mut keys = Vec::new();
        for round in 0..1000 {
            let key = pool.insert(round);
            keys.push(key);
            assert!(keys.iter().rev().skip(1).step_by(97).all(|&old| pool.get(old).is_none()));
            assert_eq!(pool.remove(key), Some(round));
            assert_eq!(pool.get(key), None);
        }
    });
}

#[test]
fn keys_are_ordered_and_hashed_as_their_numbers_are() {
    arena().scope(|scene| {
        let mut pool = scene.pool::<u8>(3);
        let [first, second] = [pool.insert(0), pool.insert(1)];
        pool.remove(first);
        let younger = pool.insert(2);
        let mut sorted = [second, younger, first];
        sorted.sort_unstable();
        assert_eq!(sorted, [first, younger, second], "by slot, then by age");
        let raw = |key: Key<'_, u8>| key.detach();
        assert!(first < younger && raw(first) < raw(younger) && raw(younger) < raw(second));
        assert_eq!(first.partial_cmp(&second), raw(first).partial_cmp(&raw(second)));
        let hash = |key: Key<'_, u8>| BuildHasherDefault::<DefaultHasher>::new().hash_one(key);
        assert_eq!(hash(first), BuildHasherDefault::<DefaultHasher>::new().hash_one(raw(first)));
        assert!(hash(first) != hash(younger) && hash(first) != hash(second));
    });
    let error = RawKey::try_from(1 << 33).unwrap_err();
    assert_eq!(error.to_string(), "0x200000000 is not a key: it was not made by `detach`");
}
