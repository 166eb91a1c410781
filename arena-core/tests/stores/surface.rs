//! What else a user can call: entries, both ends and copies of iterators, what is printed, and the panics of
//! functions that have a `try_` beside them.

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arena_core::{BoxPool, KIB, Key, MIB, PoolBox, RawKey, Reason, Scene, SceneArena, join};

fn with_scene(f: impl FnOnce(&mut Scene<'_>)) {
    SceneArena::reserve("scene", 16 * MIB).unwrap().scope(|scene| f(scene));
}

/// The text of a panic.
#[track_caller]
pub fn panic_of<R>(f: impl FnOnce() -> R) -> String {
    let Err(panic) = catch_unwind(AssertUnwindSafe(f)) else { panic!("it did not panic") };
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => (*panic.downcast::<&str>().expect("a panic with a text")).to_owned(),
    }
}

/// Takes from both ends in turn, and checks lengths on the way; a copy gives the same again.
#[track_caller]
pub fn both_ends<I>(iter: I, expected: &[I::Item])
where
    I: DoubleEndedIterator<Item: PartialEq + Debug + Clone> + ExactSizeIterator + Clone,
{
    let (mut walk, mut expected) = (iter.clone(), expected.to_vec());
    assert!(iter.clone().eq(expected.iter().cloned()));
    // Folds begin wherever the ends are by then.
    while !expected.is_empty() {
        assert!(
            walk.clone().fold(Vec::new(), |mut all, item| {
                all.push(item);
                all
            }) == expected
        );
        assert_eq!((walk.len(), walk.size_hint()), (expected.len(), (expected.len(), Some(expected.len()))));
        assert_eq!(walk.next_back(), expected.pop());
        if !expected.is_empty() {
            assert_eq!(walk.next(), Some(expected.remove(0)));
        }
    }
    assert!(walk.next().is_none() && walk.next_back().is_none() && walk.len() == 0);
}

#[test]
fn an_entry_is_the_value_of_its_key() {
    with_scene(|scene| {
        let mut pool = scene.pool::<String>(4);
        assert!(pool.is_empty());
        let [one, two] = ["one", "two"].map(|text| pool.insert(text.to_owned()));
        assert!(!pool.is_empty());
        let mut entry = pool.entry(one).expect("it is there");
        assert_eq!((entry.key(), entry.get().as_str()), (one, "one"));
        assert_eq!(format!("{entry:?}"), format!("Entry {{ key: {one:?}, value: \"one\" }}"));
        entry.get_mut().push('!');
        entry.into_mut().push('?');
        assert_eq!((pool[one].as_str(), pool[two].as_str()), ("one!?", "two"));
        assert_eq!(pool.entry(one).expect("it is there").remove(), "one!?");
        assert!(pool.entry(one).is_none() && pool.len() == 1);
        assert_eq!(panic_of(|| pool[one].len()), format!("the `alloc::string::String` of {one:?} has been removed"));
        assert!(panic_of(|| pool[one].clear()).ends_with("has been removed"));
    });
}

#[test]
fn iterators_have_two_ends_a_length_and_copies() {
    with_scene(|scene| {
        let slots = if cfg!(miri) { 140_u32 } else { 700 };
        let mut pool = scene.pool::<u32>(slots as usize);
        let mut components = scene.components::<u32, u32>(slots as usize);
        let keys: Vec<Key<'_, u32>> = (0..slots).map(|number| pool.insert(number)).collect();
        for (hole, key) in (0..).zip(&keys).filter(|(index, _)| index % 3 == 1 || (64..128).contains(index)) {
            assert_eq!(pool.remove(*key), Some(hole));
        }
        // Two words of the bitmap are full, one is empty, others have holes.
        for key in &keys[70..80] {
            assert!(!pool.contains(*key));
        }
        let left: Vec<_> = keys.iter().copied().filter(|key| pool.contains(*key)).collect();
        let mut pairs: Vec<_> = left.iter().map(|key| (*key, &pool[*key])).collect();
        both_ends(pool.iter(), &pairs);
        both_ends(pool.keys(), &left);
        both_ends(pool.values(), &pairs.iter().map(|(_, value)| *value).collect::<Vec<_>>());

        left.iter().for_each(|key| _ = components.insert(*key, pool[*key] * 10));
        let tenfold: Vec<u32> = pairs.iter().map(|(_, value)| **value * 10).collect();
        pairs = left.iter().copied().zip(&tenfold).collect();
        both_ends(components.iter(), &pairs);
        both_ends((&components).into_iter(), &pairs);
        both_ends(components.keys(), &left);
        components.values_mut().iter_mut().for_each(|value| *value += 1);
        for (_, value) in &mut components {
            *value += 1;
        }
        assert!(components.values().iter().copied().eq(tenfold.iter().map(|value| value + 2)));
    });
}

#[test]
fn everything_can_be_printed() {
    with_scene(|scene| {
        let mut pool = scene.pool::<u32>(4);
        let mut components = scene.components::<u32, char>(4);
        let key = pool.insert(7);
        components.insert(key, 'x');
        let raw = key.detach();
        assert_eq!(
            (format!("{pool:?}"), format!("{components:?}")),
            (format!("{{{key:?}: 7}}"), format!("{{{key:?}: 'x'}}"))
        );
        assert_eq!(format!("Raw{key:?}"), format!("{raw:?}"));
        assert_eq!(format!("{:?}", pool.iter_mut()), "IterMut { left: 1 }");
        assert_eq!(format!("{:?} {:?}", pool.keys(), pool.values()), "Keys { left: 1 } Values { left: 1 }");
        assert_eq!(format!("{:?}", pool.values_mut()), "ValuesMut { left: 1 }");
        assert_eq!(format!("{:?}", components.iter_mut()), "IterMut { left: 1 }");
        assert_eq!(format!("{:?} {:?}", pool.iter(), components.iter()), "Iter { left: 1 } Iter { left: 1 }");
        assert_eq!(format!("{:?}", join((&pool, &components))), "Join { at_most: 1 }");
        assert_eq!(format!("{:?}", pool.drain()), "Drain { left: 1 }");

        let boxes: BoxPool<'_, u32> = scene.box_pool(2);
        let mut value = boxes.insert(7);
        *value.as_mut() += *<PoolBox<'_, u32> as AsRef<u32>>::as_ref(&boxes.insert(1));
        assert_eq!(format!("{value} {value:?} {boxes:?}"), "8 8 BoxPool { len: 1, capacity: 2 }");

        let mut number = scene.alloc_box(7);
        *number.as_mut() += 1;
        assert_eq!(format!("{number} {number:?} {}", number.as_ref()), "8 8 8");
        let (view, inner) = scene.split();
        assert_eq!(format!("{view:?} {inner:?}"), "View { .. } Inner { .. }");
    });
}

#[test]
fn what_does_not_fit_is_a_panic_with_its_reason() {
    with_scene(|scene| {
        let mut pool = scene.pool::<u16>(1);
        let key = pool.insert(1);
        let full = "store of `u16` in scene arena `scene` is full: it holds 1 value; make it with a larger capacity, \
                    or remove some first";
        assert_eq!(panic_of(|| pool.insert(2)), full);
        assert_eq!(panic_of(|| pool.insert_with_key(|_| unreachable!())), full);
        let boxes = scene.box_pool::<u16>(1);
        let first = boxes.insert(1);
        assert_eq!(panic_of(|| boxes.insert(2)), full);
        drop(first);

        let mut larger = scene.pool::<u16>(9);
        let mut components = scene.components::<u16, char>(3);
        let keys: Vec<_> = (0..9).map(|number| larger.insert(number)).collect();
        components.insert(keys[0], 'a');
        assert_eq!(
            panic_of(|| components.insert(keys[8], 'b')),
            "components of `char` in scene arena `scene` have room for the keys of 3 slots, and this key is of a later \
             one; make them with the capacity of the store of the keys"
        );
        larger.remove(keys[0]);
        let again = larger.insert(10);
        components.insert(again, 'c');
        assert_eq!(
            panic_of(|| components.insert(keys[0], 'd')),
            "the value of this key has been removed, and the components of `char` in scene arena `scene` have one of a \
             newer key of its slot; ask `contains` of the store of the keys first"
        );
        assert!(panic_of(|| components[keys[2]]).contains(&format!("{:?}", keys[2])));
        assert!(panic_of(|| components[keys[2]] = 'e').contains(&format!("{:?}", keys[2])));
        components[again] = 'f';
        assert_eq!((components[again], pool[key]), ('f', 1));
        assert_eq!(RawKey::try_from(3), Err(arena_core::NotAKey(3)));
    });
    let mut arena = SceneArena::reserve("small", 64 * KIB).unwrap();
    arena.scope(|scene| {
        let text = panic_of(|| scene.pool::<u64>(1 << 20).capacity());
        assert!(text.starts_with("scene arena `small` is full: "), "{text}");
        // What was asked for is what the whole store takes.
        let values = size_of::<u64>() << 14;
        for error in [
            scene.try_pool::<u64>(1 << 14).map(drop).unwrap_err(),
            scene.try_box_pool::<u64>(1 << 14).map(drop).unwrap_err(),
            scene.try_components::<u8, u64>(1 << 14).map(drop).unwrap_err(),
        ] {
            assert!((values + 4 * (1 << 14)..values * 4).contains(&error.size()), "{error}");
        }
    });
}

/// In debug builds a key of another store is noticed, also one of the first slot that this store has not got ready.
#[test]
#[cfg(debug_assertions)]
fn a_key_of_a_slot_that_is_not_ready_is_of_another_store() {
    with_scene(|scene| {
        let _first = scene.pool::<u64>(1);
        let mut short = scene.pool::<u64>(64);
        let mut long = scene.pool::<u64>(100);
        short.insert(0);
        let keys: Vec<_> = (0..100).map(|number| long.insert(number)).collect();
        for key in &keys[64..66] {
            assert_eq!(
                panic_of(|| short.get(*key).is_some()),
                "a key was used with a store of its scope that it is not from"
            );
        }
    });
}

/// More than what a store gets ready at a time, in one value.
#[test]
fn values_of_any_size_find_room() {
    const SIZE: usize = (1 << 16) + 1;
    with_scene(|scene| {
        let mut pool = scene.pool(2);
        let boxes = scene.box_pool(2);
        let mut parts = scene.components::<[u8; SIZE], [u8; SIZE]>(2);
        for byte in 0..2 {
            let key = pool.insert([byte; SIZE]);
            parts.insert(key, [byte; SIZE]);
            assert_eq!((pool[key][SIZE - 1], parts[key][0]), (byte, byte));
            assert_eq!(boxes.try_insert([byte; SIZE]).map(|value| value[SIZE / 2]).ok(), Some(byte));
        }
        let full = pool.try_insert([2; SIZE]).unwrap_err();
        assert_eq!(full.error.reason(), Reason::StoreFull { capacity: 2 });
    });
}
