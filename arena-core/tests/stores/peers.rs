//! What the tests of slotmap 1.1, thunderdome 0.6, slab 0.4 and generational-arena 0.2 demand, asked
//! of `Pool`.
//!
//! Each test names the behaviour that is demanded and, in a comment, the tests of the peers that
//! demand it. Not asked, because a pool has no such thing: growth beyond the capacity and shrinking
//! (`reserve…`, `shrink_to_fit…`, `with_capacity`), choice of the slot by the caller (`insert_at…`,
//! `from_iterator…`, access by slot without a generation), clones of the whole store (`clone_from`,
//! `iters_cloneable` apart from the iterators themselves), and serde.

use std::cell::Cell;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use arena_core::{Key, MIB, Pool, RawKey, Scene, SceneArena};

const MANY: u32 = if cfg!(miri) { 300 } else { 10_000 };

fn with_scene(test: impl for<'id> FnOnce(&mut Scene<'id>)) {
    SceneArena::reserve("scene", 64 * MIB).unwrap().scope(|scene| test(scene));
}

fn numbers<'id>(scene: &Scene<'id>, count: u32) -> (Pool<'id, u32>, Vec<Key<'id, u32>>) {
    let mut pool = scene.pool(count as usize);
    let keys = (0..count).map(|number| pool.insert(number)).collect();
    (pool, keys)
}

/// Counts how many of it were dropped.
#[derive(Clone)]
struct Counted(Rc<Cell<u32>>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

// thunderdome `size_of_index`; slab `key_of_layout_optimizable`, `key_of_zst`
#[test]
fn a_key_is_eight_bytes_and_so_is_perhaps_a_key() {
    assert_eq!(size_of::<Key<'_, [u64; 9]>>(), 8);
    assert_eq!(size_of::<Option<Key<'_, [u64; 9]>>>(), 8);
    assert_eq!(size_of::<Option<Key<'_, ()>>>(), 8);
    assert_eq!(size_of::<Option<RawKey>>(), 8);
    with_scene(|scene| {
        let mut units = scene.pool::<()>(3);
        let keys = [units.insert(()), units.insert(()), units.insert(())];
        assert_eq!(HashSet::from(keys).len(), 3);
        assert!(units.try_insert(()).is_err());
    });
}

// thunderdome `new`, slab `get_vacant_entry_without_using`, `compact_empty`
#[test]
fn an_empty_pool_has_nothing_to_give() {
    with_scene(|scene| {
        let mut pool = scene.pool::<String>(4);
        assert_eq!((pool.len(), pool.is_empty(), pool.capacity()), (0, true, 4));
        assert_eq!(pool.iter().next(), None);
        assert_eq!(pool.drain().next(), None);
        pool.compact(|_| unreachable!());
        pool.retain(|_, _| unreachable!());
        pool.clear();
        assert!(pool.is_empty());
    });
}

// thunderdome `insert_and_get`, `insert_remove_get`, `get_mut`, `invalidate`; slab
// `insert_get_remove_one`, `slab_get_mut`, `try_remove`; generational-arena
// `cannot_get_with_stale_index`, `indices_are_unique`
#[test]
fn what_was_removed_is_gone_for_its_key_and_the_others_stay() {
    with_scene(|scene| {
        let mut pool = scene.pool(8);
        let (one, two) = (pool.insert(String::from("one")), pool.insert(String::from("two")));
        pool[one].push('!');
        pool.get_mut(two).unwrap().push('?');
        assert_eq!(pool.remove(one).as_deref(), Some("one!"));
        assert_eq!((pool.get(one).is_some(), pool.get_mut(one).is_some(), pool.remove(one)), (false, false, None));
        assert_eq!((pool.contains(one), pool.contains(two), pool[two].as_str()), (false, true, "two?"));
        let three = pool.insert(String::from("three"));
        assert_ne!(one, three, "the same slot, and another key");
        assert_eq!((pool.get(one), pool[three].as_str(), pool.len()), (None, "three", 2));
        assert!(catch_unwind(AssertUnwindSafe(|| pool[one].len())).is_err(), "an index that is gone panics");
    });
}

// slab `insert_get_many`, `insert_get_remove_many`; thunderdome `insert_remove_insert_capacity`;
// generational-arena `capacity_and_then_insert`
#[test]
fn many_come_and_go_without_a_slot_being_lost() {
    with_scene(|scene| {
        let (mut pool, keys) = numbers(scene, MANY);
        assert_eq!(pool.try_insert(0).unwrap_err().value, 0, "as many as there is room for");
        for (number, &key) in (0..).zip(&keys) {
            assert_eq!(pool[key], number);
        }
        for round in 1..4 {
            let gone: Vec<_> = pool.keys().filter(|key| (u64::from(key.detach()) & 0xFF) % 3 == round % 3).collect();
            for &key in &gone {
                assert!(pool.remove(key).is_some());
            }
            for number in (0..).take(gone.len()) {
                pool.insert(number);
            }
            assert!(gone.iter().all(|&key| !pool.contains(key)));
            assert_eq!((pool.len(), pool.try_insert(7).is_err()), (MANY as usize, true));
        }
    });
}

// slab `insert_with_vacant_entry`
#[test]
fn a_value_can_know_its_own_key() {
    with_scene(|scene| {
        struct Node<'id>(Key<'id, Node<'id>>);
        let mut pool = scene.pool::<Node<'_>>(2);
        let key = pool.insert_with_key(Node);
        assert_eq!(pool[key].0, key);
    });
}

// slotmap `disjoint`; slab `get_disjoint_mut…`; thunderdome `get2_mut`, `…_reversed_order`,
// `…_non_exist_handle`, `…_same_slot_different_generation`; generational-arena `get2_mut…`
#[test]
fn several_values_can_be_changed_at_once() {
    with_scene(|scene| {
        let (mut pool, keys) = numbers(scene, 20);
        for (first, second) in [(3, 17), (17, 3)] {
            let [Some(a), Some(b)] = pool.get_disjoint_mut([keys[first], keys[second]]).unwrap() else { panic!() };
            std::mem::swap(a, b);
        }
        assert_eq!((pool[keys[3]], pool[keys[17]]), (3, 17));
        pool.remove(keys[3]);
        let again = pool.insert(33);
        let [old, new] = pool.get_disjoint_mut([keys[3], again]).unwrap();
        assert_eq!((old, new), (None, Some(&mut 33)), "one slot, two generations, one value");
        let twice = pool.get_disjoint_mut([keys[0], keys[5], keys[9], keys[5]]).unwrap_err();
        assert_eq!(twice.positions, (1, 3));
        assert_eq!(pool.get_disjoint_mut([]), Ok([]));
    });
}

// thunderdome `retain`; slab `retain`; generational-arena `retain`
#[test]
fn retain_drops_what_it_is_told_to_and_keeps_the_keys_of_the_rest() {
    with_scene(|scene| {
        let (mut pool, keys) = numbers(scene, 200);
        let mut seen = Vec::new();
        pool.retain(|key, number| {
            assert_eq!(key, keys[*number as usize]);
            seen.push(*number);
            *number += 1000;
            *number % 3 == 1
        });
        assert!(seen.into_iter().eq(0..200), "in order, each once");
        for (number, &key) in (0..).zip(&keys) {
            assert_eq!(pool.get(key).copied(), Some(number + 1000).filter(|number| number % 3 == 1));
        }
    });
}

// slotmap `check_drops`, thunderdome `drain`, slab `clear`, `fully_consumed_drain`,
// `partially_consumed_drain`; generational-arena `clear`, `drain`
#[test]
fn every_value_is_dropped_once() {
    let dropped = Rc::new(Cell::new(0));
    type Test<'a> = &'a dyn for<'id> Fn(Pool<'id, Counted>, Vec<Key<'id, Counted>>);
    let lives = |test: Test<'_>| {
        dropped.set(0);
        with_scene(|scene| {
            let mut pool = scene.pool(100);
            let keys = (0..100).map(|_| pool.insert(Counted(Rc::clone(&dropped)))).collect();
            test(pool, keys);
            assert_eq!(dropped.get(), 100);
        });
    };
    lives(&|pool, _| drop(pool));
    lives(&|mut pool, keys| {
        for key in &keys[..40] {
            drop(pool.remove(*key));
        }
        assert_eq!(dropped.get(), 40);
        pool.clear();
        assert_eq!((dropped.get(), pool.len()), (100, 0));
        assert!(keys.iter().all(|&key| !pool.contains(key)));
    });
    lives(&|mut pool, keys| {
        assert_eq!(pool.drain().count(), 100);
        assert!(pool.is_empty() && !pool.contains(keys[99]));
    });
    lives(&|mut pool, _| {
        let mut drain = pool.drain();
        let (first, last) = (drain.next(), drain.next_back());
        assert_eq!((first.is_some(), last.is_some(), drain.len(), dropped.get()), (true, true, 98, 0));
        drop(drain);
        assert_eq!(dropped.get(), 98, "the rest goes with the iterator");
        assert!(pool.is_empty());
    });
    lives(&|mut pool, _| {
        std::mem::forget(pool.drain());
        assert_eq!((pool.len(), dropped.get()), (100, 0), "an iterator that is leaked has taken nothing");
    });
}

// slab `drain_rev`, `into_iter`, `into_iter_rev`; thunderdome `into_iter`; generational-arena `drain`
#[test]
fn drain_gives_values_by_value_from_both_ends() {
    with_scene(|scene| {
        let (mut pool, keys) = numbers(scene, 70);
        pool.remove(keys[0]);
        pool.remove(keys[69]);
        assert!(pool.drain().rev().map(|(_, number)| number).eq((1..69).rev()));
        assert!(pool.insert(7).detach() != keys[0].detach());
        assert!(pool.drain().map(|(_, number)| number).eq([7]));
    });
}

// thunderdome `iter`, `iter_mut`; slab `iter`, `iter_rev`, `iter_mut`, `iter_mut_rev`;
// generational-arena `iter_mut…`; slotmap `iters_cloneable`
#[test]
fn iterators_see_each_value_once_from_either_end() {
    with_scene(|scene| {
        let (mut pool, keys) = numbers(scene, 130);
        for hole in [0, 1, 63, 64, 65, 127, 129] {
            pool.remove(keys[hole]);
        }
        let left: Vec<u32> = pool.values().copied().collect();
        assert_eq!(left.len(), 123);
        let mut iter = pool.iter();
        assert_eq!((iter.len(), iter.size_hint()), (123, (123, Some(123))));
        let copy = iter.clone();
        let mut ends = Vec::new();
        while let (Some((_, first)), Some((_, last))) = (iter.next(), iter.next_back()) {
            ends.push((*first, *last));
        }
        assert_eq!(ends.len(), 61);
        assert!(
            iter.next().is_none() && iter.next_back().is_none(),
            "the one in the middle was taken with the last pair"
        );
        assert!(copy.map(|(_, number)| *number).eq(left.iter().copied()));
        assert!(pool.keys().rev().eq(left.iter().rev().map(|&number| keys[number as usize])));
        for (key, number) in pool.iter_mut().rev() {
            assert_eq!(keys[*number as usize], key);
            *number += 1;
        }
        for number in pool.values_mut() {
            *number += 1;
        }
        assert!(pool.values().copied().eq(left.iter().map(|number| number + 2)));
    });
}

// slotmap `check_is_older_version`, thunderdome `wrap_on_overflow`: they start again from the first
// generation; here the slot retires. That takes 2^31 uses, so this reaches for the numbers.
// thunderdome `index_bits_roundtrip`, `index_bits_none_on_zero_generation`, `from_slot`
#[test]
fn a_key_survives_as_a_number_and_only_true_numbers_are_keys() {
    assert_eq!(RawKey::try_from(0).ok(), None);
    assert_eq!(RawKey::try_from(5).ok(), None, "no generation");
    with_scene(|scene| {
        let (mut pool, keys) = numbers(scene, 10);
        for (number, &key) in (0..).zip(&keys) {
            let saved = u64::from(key.detach());
            let read = RawKey::try_from(saved).unwrap();
            assert_eq!((read, pool.attach(read)), (key.detach(), Some(key)), "{number}");
        }
        let bits = u64::from(keys[4].detach());
        pool.remove(keys[4]);
        let generation = 1_u64 << 32;
        for forged in [bits, bits - generation, bits + generation, bits | 0xFFFF_FFFF, bits | 1 << 63, u64::MAX] {
            let attached = RawKey::try_from(forged).ok().and_then(|raw| pool.attach(raw));
            assert_eq!(attached, None, "{forged:#x}");
        }
        let again = pool.insert(44);
        assert_eq!(u64::from(again.detach()), bits + 2 * generation);
    });
}

// slab `compact_no_moves_needed`, `compact_moves_successfully`
#[test]
fn compact_fills_the_lowest_holes_from_above_and_says_so() {
    with_scene(|scene| {
        let (mut pool, keys) = numbers(scene, 10);
        pool.compact(|_| panic!("nothing to move"));
        for hole in [9, 5, 0, 1] {
            pool.remove(keys[hole]);
        }
        assert!((pool.fragmentation() - 3.0 / 9.0).abs() < 1e-9, "holes at 0, 1 and 5 below 9 slots");
        let mut moves = Vec::new();
        pool.compact(|moved| moves.push(moved));
        assert_eq!(moves.iter().map(|moved| moved.from).collect::<Vec<_>>(), [keys[8], keys[7], keys[6]]);
        assert!(moves.iter().map(|moved| pool[moved.to]).eq([8, 7, 6]));
        assert!(moves.iter().all(|moved| !pool.contains(moved.from)));
        assert!(pool.values().copied().eq([8, 7, 2, 3, 4, 6]));
        assert_eq!(pool.fragmentation(), 0.0);
    });
}

// slab `compact_handles_closure_panic`, `compact_doesnt_move_if_closure_errors`
#[test]
fn a_panic_while_compacting_loses_no_value() {
    let dropped = Rc::new(Cell::new(0));
    with_scene(|scene| {
        let mut pool = scene.pool(10);
        let keys: Vec<_> = (0..10).map(|_| pool.insert(Counted(Rc::clone(&dropped)))).collect();
        for hole in [0, 2, 4] {
            drop(pool.remove(keys[hole]));
        }
        let mut told = Vec::new();
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            pool.compact(|moved| {
                told.push(moved.to);
                assert!(told.len() < 2, "the second move");
            });
        }));
        assert!(panicked.is_err());
        assert_eq!((pool.len(), dropped.get(), told.len()), (7, 3, 2));
        assert!(told.iter().all(|&to| pool.contains(to)), "the moves until then stand, each with its key");
        pool.compact(|moved| told.push(moved.to));
        assert_eq!((pool.len(), told.len(), pool.fragmentation()), (7, 3, 0.0));
        drop(pool);
        assert_eq!(dropped.get(), 10);
    });
}

// generational-arena `out_of_bounds_get_with_index_from_other_arena`,
// `out_of_bounds_remove_with_index_from_other_arena`, `get_unknown_gen`
#[test]
#[cfg_attr(debug_assertions, should_panic(expected = "a store of its scope that it is not from"))]
fn a_key_of_a_larger_pool_is_out_of_bounds_of_a_smaller_one() {
    with_scene(|scene| {
        let (large, keys) = numbers(scene, 100);
        let (mut small, _) = numbers(scene, 1);
        let far = keys[99];
        assert_eq!(large[far], 99);
        assert_eq!((small.get(far).is_some(), small.contains(far), small.remove(far)), (false, false, None));
    });
}
