//! Stores of columns against a model: a map from keys to values, and a list of keys in row order.

mod liar;
mod many;
mod row;
mod surface;

use std::cell::Cell;
use std::collections::HashMap;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use arena_core::{Key, MIB, RawKey, SceneArena, Soa};
use liar::{CALLS, Liar};
use row::{Counted, Row, RowColumnsMut, Wide};

const STEPS: usize = if cfg!(miri) { 150 } else { 30_000 };

/// Counted values per row.
const EACH: isize = 2;

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

/// What a store should be: its keys in the order of rows, and the number behind each.
#[derive(Default)]
struct Model<'id, 'data> {
    order: Vec<Key<'id, Row<'data>>>,
    numbers: HashMap<Key<'id, Row<'data>>, u64>,
    dead: Vec<Key<'id, Row<'data>>>,
}

impl<'id, 'data> Model<'id, 'data> {
    fn swap_remove(&mut self, position: usize) -> u64 {
        let key = self.order.swap_remove(position);
        self.dead.push(key);
        self.numbers.remove(&key).unwrap()
    }

    fn some(&self, random: &mut Random) -> Option<usize> {
        (!self.order.is_empty()).then(|| random.below(self.order.len()))
    }

    fn check(&mut self, store: &mut Soa<'id, Row<'data>>) {
        let expected: Vec<u64> = self.order.iter().map(|key| self.numbers[key]).collect();
        assert_eq!(store.columns().number, expected);
        assert_eq!(store.keys().collect::<Vec<_>>(), self.order);
        let columns = store.columns();
        assert_eq!(columns.nothing.len(), expected.len());
        for (position, &number) in expected.iter().enumerate() {
            assert_eq!((columns.first[position].value, columns.second[position].value), (number, number));
            assert_eq!(
                (columns.wide[position], columns.byte[position]),
                (Wide(number), u8::try_from(number % 256).unwrap())
            );
            let key = self.order[position];
            assert_eq!((store.position_of(key), store.key_at(position)), (Some(position), Some(key)));
            assert_eq!(store.attach(RawKey::try_from(u64::from(key.detach())).unwrap()), Some(key));
            assert_eq!(store.get(key).map(|row| (*row.number, row.second.value)), Some((number, number)));
        }
        assert_eq!(store.key_at(expected.len()), None);
        assert_eq!(store.values().map(|row| *row.number).collect::<Vec<_>>(), expected);
        assert!(
            store.iter().rev().map(|(key, row)| (key, *row.number)).eq(self
                .order
                .iter()
                .rev()
                .map(|key| (*key, self.numbers[key])))
        );
        let mut both = store.iter_mut();
        let mut seen = 0;
        while let Some((key, row)) = if seen % 3 == 0 { both.next_back() } else { both.next() } {
            assert_eq!(self.numbers[&key], *row.number);
            seen += 1;
            assert_eq!(both.len(), expected.len() - seen);
        }
        for key in self.dead.drain(self.dead.len().saturating_sub(20)..) {
            assert!(!store.contains(key) && store.get(key).is_none() && store.get_mut(key).is_none());
            assert!(store.remove(key).is_none() && store.attach(key.detach()).is_none());
        }
    }
}

#[test]
fn random_operations_agree_with_a_model() {
    let text = String::from("data of the outside");
    for (seed, capacity) in [1, 5, 64, 100, 1000, 5000].into_iter().enumerate() {
        let alive = Rc::new(Cell::new(0));
        let mut random = Random(seed as u64);
        arena().scope(|scene| {
            let mut store = scene.soa::<Row<'_>>(capacity);
            let mut model = Model::default();
            for step in 0..STEPS as u64 {
                let some = model.some(&mut random);
                match random.below(22) {
                    0..11 => match store.try_insert(Row::new(step, &text, &alive)) {
                        Ok(key) => {
                            assert_eq!(model.numbers.insert(key, step), None, "a key repeats");
                            model.order.push(key);
                        }
                        Err(full) => assert_eq!((full.value.number, model.order.len()), (step, capacity)),
                    },
                    11..18 => {
                        if let Some(position) = some {
                            let row = store.remove(model.order[position]).unwrap();
                            assert_eq!((row.number, row.text), (model.swap_remove(position), text.as_str()));
                        }
                    }
                    18 => {
                        if let Some(position) = some {
                            let (key, number) = (model.order[position], step + (1 << 40));
                            let row = store.get_mut(key).unwrap();
                            (*row.number, row.first.value, row.second.value) = (number, number, number);
                            (*row.wide, *row.byte) = (Wide(number), u8::try_from(number % 256).unwrap());
                            model.numbers.insert(key, number);
                        }
                    }
                    19 if step % 50 == 0 => {
                        let bit = random.below(2) as u64;
                        store.retain(|key, row| {
                            assert_eq!(model.numbers[&key], *row.number);
                            *row.number % 2 == bit
                        });
                        let mut position = 0;
                        while let Some(key) = model.order.get(position) {
                            if model.numbers[key] % 2 == bit {
                                position += 1;
                            } else {
                                model.swap_remove(position);
                            }
                        }
                    }
                    20 if step % 40 == 0 => {
                        // Few different keys, so that it shows whether equal ones keep their order.
                        store.sort_by_key(|row| *row.number % 7);
                        let Model { order, numbers, .. } = &mut model;
                        order.sort_by_key(|key| numbers[key] % 7);
                    }
                    21 if step % 300 == 0 => {
                        store.clear();
                        model.dead.append(&mut model.order);
                        model.numbers.clear();
                    }
                    _ => {}
                }
                assert_eq!((store.len(), alive.get()), (model.order.len(), model.order.len() as isize * EACH));
                if step % 97 == 0 {
                    model.check(&mut store);
                }
            }
            model.check(&mut store);
        });
        assert_eq!(alive.get(), 0, "the store drops what is left");
    }
}

#[test]
fn columns_are_aligned_and_several_are_changed_at_once() {
    arena().scope(|scene| {
        let alive = Rc::new(Cell::new(0));
        let mut store = scene.soa::<Row<'_>>(1000);
        for number in 0..300 {
            store.insert(Row::new(number, "", &alive));
        }
        let RowColumnsMut { number, first, byte, .. } = store.columns_mut();
        for ((number, first), byte) in number.iter_mut().zip(first).zip(byte) {
            *number += first.value + u64::from(*byte != 0);
            first.value = 7;
        }
        let columns = store.columns();
        assert_eq!(columns.number[..3], [0, 3, 5]);
        assert!(columns.first.iter().all(|first| first.value == 7));
        for start in [
            columns.number.as_ptr().addr(),
            columns.first.as_ptr().addr(),
            columns.byte.as_ptr().addr(),
            columns.text.as_ptr().addr(),
        ] {
            assert_eq!(start % 64, 0);
        }
        assert_eq!(columns.wide.as_ptr().addr() % align_of::<Wide>(), 0);
    });
}

#[test]
fn several_rows_are_changed_at_once_but_none_twice() {
    arena().scope(|scene| {
        let alive = Rc::new(Cell::new(0));
        let mut store = scene.soa::<Row<'_>>(10);
        let [a, b, c] = [1, 2, 3].map(|number| store.insert(Row::new(number, "", &alive)));
        store.remove(b);
        let [first, gone, third] = store.get_disjoint_mut([a, b, c]).unwrap();
        assert!(gone.is_none());
        mem::swap(first.unwrap().number, third.unwrap().number);
        assert_eq!(store.columns().number, [3, 1]);
        assert_eq!(store.get_disjoint_mut([c, a, c]).unwrap_err().positions, (0, 2));
    });
}

#[test]
fn a_full_store_gives_the_value_back_and_says_so() {
    arena().scope(|scene| {
        let alive = Rc::new(Cell::new(0));
        let mut store = scene.soa::<Row<'_>>(2);
        store.insert(Row::new(1, "", &alive));
        let last = store.insert(Row::new(2, "", &alive));
        let full = store.try_insert(Row::new(3, "", &alive)).unwrap_err();
        assert_eq!((full.value.number, alive.get()), (3, 3 * EACH));
        assert!(full.error.to_string().contains("it holds 2 values"), "{}", full.error);
        assert!(store.try_insert_with_key(|_| unreachable!("there is no room")).is_err());
        store.remove(last);
        assert!(store.try_insert(full.value).is_ok());
        assert_eq!(store.capacity(), 2);
        let none = scene.soa::<Row<'_>>(0).try_insert(Row::new(4, "", &alive));
        assert_eq!(none.unwrap_err().value.number, 4);
    });
}

#[test]
fn a_capacity_that_no_arena_has_is_an_error_with_its_size() {
    arena().scope(|scene| {
        // The last but one is one more than a key can number; on 32 bits it is `usize::MAX`.
        for capacity in [usize::MAX, usize::MAX / 8, (u32::MAX as usize).saturating_add(1), 10_000_000] {
            let error = scene.try_soa::<Row<'_>>(capacity).unwrap_err();
            assert!(error.type_name().contains("Row"), "{}", error.type_name());
        }
    });
}

#[test]
fn numbers_that_never_were_keys_name_nothing() {
    arena().scope(|scene| {
        let alive = Rc::new(Cell::new(0));
        let mut store = scene.soa::<Row<'_>>(5);
        let key = store.insert(Row::new(1, "", &alive));
        let attach = |index: u64, generation: u64| store.attach(RawKey::try_from(generation << 32 | index).unwrap());
        assert_eq!(attach(0, 1), Some(key));
        // Slots beyond the capacity, in the same word of the bitmap and far away, and odd generations.
        for index in [1, 4, 5, 40, 63, 64, 1 << 20, u64::from(u32::MAX)] {
            for generation in [1, 3, u64::from(u32::MAX)] {
                assert_eq!(attach(index, generation), None, "{index} {generation}");
            }
        }
    });
}

#[test]
fn a_row_is_made_from_its_own_key() {
    arena().scope(|scene| {
        let alive = Rc::new(Cell::new(0));
        let mut store = scene.soa::<Row<'_>>(2);
        let key = store.insert_with_key(|key| Row::new(u64::from(key.detach()), "", &alive));
        assert_eq!(*store.get(key).unwrap().number, u64::from(key.detach()));

        let mut leaked = None;
        let unwound = catch_unwind(AssertUnwindSafe(|| {
            store.insert_with_key(|key| {
                leaked = Some(key);
                panic!("no value")
            })
        }));
        let leaked = leaked.unwrap();
        assert!(unwound.is_err() && !store.contains(leaked));
        let next = store.insert(Row::new(1, "", &alive));
        assert!(next != leaked && !store.contains(leaked) && store.len() == 2);
    });
}

#[test]
fn a_predicate_that_panics_leaves_every_row_it_has_not_refused() {
    let alive = Rc::new(Cell::new(0));
    arena().scope(|scene| {
        let mut store = scene.soa::<Row<'_>>(100);
        let keys: Vec<_> = (0..50).map(|number| store.insert(Row::new(number, "", &alive))).collect();
        let unwound = catch_unwind(AssertUnwindSafe(|| {
            store.retain(|_, row| {
                assert_ne!(*row.number, 30);
                *row.number % 3 != 0
            });
        }));
        assert!(unwound.is_err());
        assert_eq!(alive.get(), store.len() as isize * EACH);
        let found = keys.iter().filter(|key| store.get(**key).is_some()).count();
        assert_eq!((found, store.columns().number.contains(&30)), (store.len(), true));
        assert!(keys.iter().enumerate().all(|(number, key)| {
            store.get(*key).is_none_or(|row| (*row.number, row.wide.0) == (number as u64, number as u64))
        }));
    });
    assert_eq!(alive.get(), 0);
}

#[test]
fn a_comparison_that_panics_or_lies_leaves_every_row() {
    let alive = Rc::new(Cell::new(0));
    let rows = if cfg!(miri) { 40 } else { 300 };
    arena().scope(|scene| {
        let mut random = Random(9);
        for calls in (0..rows * 4).step_by(7) {
            let mut store = scene.soa::<Row<'_>>(1000);
            let keys: Vec<_> = (0..rows as u64)
                .map(|number| (number, store.insert(Row::new((number * 77) % 101, "", &alive))))
                .collect();
            let mut left = calls;
            let _ = catch_unwind(AssertUnwindSafe(|| {
                store.sort_by(|a, b| {
                    left -= 1;
                    assert_ne!(left, 0);
                    // Every other round the order is no order at all.
                    if calls % 2 == 0 { a.number.cmp(b.number) } else { random.below(9).cmp(&4) }
                });
            }));
            assert_eq!(alive.get(), rows as isize * EACH);
            for (number, key) in keys {
                let row = store.get(key).unwrap();
                assert_eq!((*row.number, row.first.value), ((number * 77) % 101, (number * 77) % 101));
                assert_eq!((row.second.value, row.wide.0), (*row.number, *row.number));
                assert_eq!(store.key_at(store.position_of(key).unwrap()), Some(key));
            }
        }
    });
    assert_eq!(alive.get(), 0);
}

/// A key that a closure of a sort cannot make leaves every row where it was, or where another is.
#[test]
fn a_key_of_a_sort_that_panics_at_any_step() {
    let alive = Rc::new(Cell::new(0));
    let rows = if cfg!(miri) { 12 } else { 100 };
    arena().scope(|scene| {
        for last in 0..rows {
            let mut store = scene.soa::<Row<'_>>(rows);
            let keys: Vec<_> =
                (0..rows as u64).map(|number| (number, store.insert(Row::new(number * 7 % 13, "", &alive)))).collect();
            let mut calls = 0;
            let sorted = catch_unwind(AssertUnwindSafe(|| {
                store.sort_by_key(|row| {
                    calls += 1;
                    assert!(calls <= last);
                    *row.number
                });
            }));
            assert!(sorted.is_err(), "there are more calls than rows");
            for (number, key) in keys {
                let row = store.get(key).expect("nothing was removed");
                assert_eq!((*row.number, row.second.value), (number * 7 % 13, number * 7 % 13));
            }
        }
    });
    assert_eq!(alive.get(), 0);
}

#[test]
fn a_destructor_that_panics_does_not_keep_the_others_from_running() {
    let alive = Rc::new(Cell::new(0));
    let filled = |store: &mut Soa<'_, Row<'_>>| {
        for number in 0..20 {
            let mut row = Row::new(number, "", &alive);
            row.first.panics = number == 7;
            store.insert(row);
        }
    };
    arena().scope(|scene| {
        let mut store = scene.soa::<Row<'_>>(100);
        filled(&mut store);
        let before = store.key_at(3).unwrap();
        assert!(catch_unwind(AssertUnwindSafe(|| store.clear())).is_err());
        assert_eq!((alive.get(), store.len(), store.contains(before)), (0, 0, false));

        filled(&mut store);
        assert!(catch_unwind(AssertUnwindSafe(|| store.retain(|_, _| false))).is_err());
        assert_eq!(alive.get(), store.len() as isize * EACH);
        assert!(!store.is_empty() && store.columns().first.iter().all(|first: &Counted| !first.panics));

        filled(&mut store);
        assert!(catch_unwind(AssertUnwindSafe(move || drop(store))).is_err());
        assert_eq!(alive.get(), 0);
    });
}

#[test]
#[expect(unsafe_code, reason = "takes back what the test leaks, so that Miri finds nothing else")]
fn a_store_that_is_forgotten_leaks_and_nothing_else() {
    let alive = Rc::new(Cell::new(0));
    let mut arena = arena();
    arena.scope(|scene| {
        let mut store = scene.soa::<Row<'_>>(100);
        store.insert(Row::new(1, "", &alive));
        mem::forget(store);
    });
    assert_eq!(alive.get(), EACH);
    arena.scope(|scene| {
        let mut store = scene.soa::<Row<'_>>(100);
        store.insert(Row::new(2, "", &alive));
        assert_eq!(store.columns().number, [2]);
    });
    assert_eq!(alive.get(), EACH);
    for _ in 0..EACH {
        // SAFETY: the values that were forgotten hold this many counts, and will never be dropped.
        unsafe { Rc::decrement_strong_count(Rc::as_ptr(&alive)) };
    }
}

#[test]
fn figures_follow_the_store() {
    arena().scope(|scene| {
        let alive = Rc::new(Cell::new(0));
        let mut store = scene.soa::<Row<'_>>(100);
        let keys: Vec<_> = (0..10).map(|number| store.insert(Row::new(number, "", &alive))).collect();
        keys[2..].iter().for_each(|key| drop(store.remove(*key)));
        let stats = store.stats();
        assert_eq!((stats.live, stats.peak, stats.capacity), (2, 10, 100));
        // What aligning its start costs is none of its own.
        assert!((stats.used..stats.used + align_of::<Wide>()).contains(&scene.stats().used));
        let per_row = size_of::<u64>() + 2 * size_of::<Counted>() + size_of::<Wide>() + 1 + size_of::<&str>() + 12;
        assert!(stats.used >= 100 * per_row && stats.used < 100 * per_row + 8 * 256, "{}", stats.used);
        store.clear();
        assert_eq!(store.stats().live, 0);
    });
}

#[test]
fn a_struct_that_lies_about_itself_does_no_harm() {
    let steps = if cfg!(miri) { 150 } else { 3000 };
    let mut random = Random(3);
    let mut panics = 0;
    arena().scope(|scene| {
        CALLS.set(u32::MAX);
        let mut store = scene.soa::<Liar>(40);
        let mut keys = Vec::new();
        for step in 0..steps {
            CALLS.set(2 + u32::try_from(random.below(60)).unwrap());
            let unwound = catch_unwind(AssertUnwindSafe(|| {
                let some = (!keys.is_empty()).then(|| keys[random.below(keys.len())]);
                match random.below(9) {
                    0..4 => keys.extend(store.try_insert(Liar(format!("text {step}"), step)).ok()),
                    // In debug builds keys are checked, and two tables have two numbers.
                    4 => drop(some.map(|key| store.remove(key))),
                    5 => drop(some.map(|key| (store.get(key).map(str::len), store.position_of(key)))),
                    6 => {
                        store.retain(|_, text| text.len() % 3 != 0);
                        store.sort_by_key(|text| text.len());
                    }
                    7 => {
                        let mut texts: Vec<_> = store.iter_mut().map(|(_, text)| text).collect();
                        texts.iter_mut().for_each(|text| text.push('!'));
                        assert!(store.iter().map(|(_, text)| text.len()).sum::<usize>() < 1 << 20);
                    }
                    _ => {
                        store.columns_mut().iter_mut().for_each(|text| text.push('?'));
                        let (texts, numbers) = store.columns();
                        assert_eq!(texts.len(), numbers.len());
                        store.values_mut().chain(std::iter::empty()).for_each(|text| text.truncate(9));
                    }
                }
            }));
            panics += usize::from(unwound.is_err());
        }
        CALLS.set(u32::MAX);
        assert!(panics > 5 && panics < usize::try_from(steps).unwrap(), "{panics}");
    });
}

#[cfg(debug_assertions)]
#[test]
#[should_panic(expected = "a key was used with a store of its scope that it is not from")]
fn a_key_of_another_store_is_caught_in_debug_builds() {
    arena().scope(|scene| {
        let alive = Rc::new(Cell::new(0));
        let (mut one, other) = (scene.soa::<Row<'_>>(10), scene.soa::<Row<'_>>(10));
        let key = one.insert(Row::new(1, "", &alive));
        let _ = other.get(key);
    });
}

#[test]
fn stores_move_between_threads_if_their_fields_can() {
    fn is_send<T: Send>() {}
    fn is_sync<T: Sync>() {}
    is_send::<arena_core::__private::Table<'_, (u8, (String, ()))>>();
    is_sync::<arena_core::__private::Table<'_, (u8, (String, ()))>>();
    is_send::<arena_core::__private::Table<'_, (Cell<u8>, ())>>();
    is_send::<arena_core::__private::RowsMut<'_, (Cell<u8>, ())>>();
}
