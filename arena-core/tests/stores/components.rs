//! `Components` against a model, and joins of them; what becomes of components whose owner is gone.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use arena_core::{Arena, Components, Key, MIB, Pool, Reason, Scene, SceneArena, join, lifetime};

const STEPS: usize = if cfg!(miri) { 300 } else { 30_000 };

fn with_scene(f: impl FnOnce(&mut Scene<'_>)) {
    SceneArena::reserve("scene", 16 * MIB).unwrap().scope(|scene| f(scene));
}

/// The next of a sequence of numbers that look random, below `end`.
fn random(state: &mut u64, end: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    usize::try_from(*state >> 33).unwrap() % end
}

/// Counts how many of its kind are alive.
struct Counted(u64, Rc<Cell<usize>>);

impl Counted {
    fn new(value: u64, alive: &Rc<Cell<usize>>) -> Self {
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
    let alive = Rc::new(Cell::new(0));
    let mut state = 1;
    with_scene(|scene| {
        let mut owners = scene.pool::<u64>(200);
        let mut components = scene.components::<u64, Counted>(200);
        let mut model = BTreeMap::new();
        let mut keys = Vec::new();
        for step in 0..STEPS as u64 {
            let pick = |state: &mut u64, keys: &[Key<'_, u64>]| {
                keys.get(random(state, keys.len().max(1))).map(|key| key.detach())
            };
            let key = pick(&mut state, &keys).and_then(|raw| owners.attach(raw));
            match random(&mut state, 10) {
                0..=2 => keys.extend(owners.try_insert(step)),
                3 => {
                    if let Some(key) = key {
                        owners.remove(key);
                        keys.retain(|other| *other != key);
                        // Its component stays until it is taken or pruned.
                        assert_eq!(components.get(key).map(|value| value.0), model.get(&key).copied());
                        components.remove(key);
                        model.remove(&key);
                    }
                }
                4..=6 => {
                    if let Some(key) = key {
                        let before = components.insert(key, Counted::new(step, &alive));
                        assert_eq!(before.map(|value| value.0), model.insert(key, step));
                    }
                }
                7 => {
                    if let Some(key) = key {
                        assert_eq!(components.remove(key).map(|value| value.0), model.remove(&key));
                    }
                }
                8 => {
                    if let Some(value) = key.and_then(|key| components.get_mut(key)) {
                        value.0 += 1;
                        *model.get_mut(&key.unwrap()).unwrap() += 1;
                    }
                }
                _ if step % 97 == 0 => {
                    components.retain(|_, value| value.0 % 3 != 0);
                    model.retain(|_, value| *value % 3 != 0);
                }
                _ => {}
            }
            assert_eq!((components.len(), alive.get()), (model.len(), model.len()));
            if step % 64 == 0 {
                check(&mut components, &model);
            }
        }
        check(&mut components, &model);
        components.clear();
        assert_eq!((components.len(), alive.get()), (0, 0));
        keys.iter().take(5).for_each(|&key| _ = components.insert(key, Counted::new(1, &alive)));
    });
    assert_eq!(alive.get(), 0, "the rest is dropped with the store");
}

fn check<'id>(components: &mut Components<'id, u64, Counted>, model: &BTreeMap<Key<'id, u64>, u64>) {
    let found: BTreeMap<_, _> = components.iter().map(|(key, value)| (key, value.0)).collect();
    assert_eq!(found, *model);
    assert_eq!(components.keys().collect::<BTreeSet<_>>(), model.keys().copied().collect());
    assert_eq!(components.values().len(), model.len());
    let mut backwards: Vec<_> = components.iter_mut().rev().map(|(_, value)| value.0).collect();
    backwards.reverse();
    assert_eq!(backwards, components.values().iter().map(|value| value.0).collect::<Vec<_>>());
}

#[test]
fn what_a_dead_owner_leaves_behind() {
    with_scene(|scene| {
        let mut owners = scene.pool::<u8>(10);
        let mut names = scene.components::<u8, String>(10);
        let keys: Vec<_> = (0..4).map(|n| owners.insert(n)).collect();
        for (n, &key) in keys.iter().enumerate() {
            assert_eq!(names.insert(key, format!("name {n}")), None);
        }
        owners.remove(keys[1]);
        assert_eq!(names[keys[1]], "name 1", "nobody told the components");
        assert_eq!(join((&owners, &names)).count(), 3, "but the owners know");
        assert_eq!(join((&names, &owners)).count(), 3);

        let heir = owners.insert(9);
        assert_eq!(names.get(heir), None, "a new value does not inherit");
        assert_eq!(names.insert(heir, String::from("heir")), None, "what was there is dropped");
        assert_eq!((names.get(keys[1]), names[heir].as_str(), names.len()), (None, "heir", 4));
        let refused = names.try_insert(keys[1], String::from("ghost")).unwrap_err();
        assert_eq!((refused.value.as_str(), refused.error.reason()), ("ghost", Reason::DeadKey));
        assert_eq!(names.remove(keys[1]), None);

        owners.remove(keys[2]);
        owners.remove(heir);
        assert_eq!(names.prune(&owners), 2);
        assert_eq!(names.prune(&owners), 0);
        assert_eq!(names.keys().collect::<BTreeSet<_>>(), BTreeSet::from([keys[0], keys[3]]));
        assert!(catch_unwind(AssertUnwindSafe(|| names[heir].len())).is_err());
    });
}

#[test]
fn keys_beyond_the_capacity_are_refused_with_the_value() {
    with_scene(|scene| {
        let mut owners = scene.pool::<u8>(1000);
        let mut few = scene.components::<u8, [u64; 3]>(700);
        let keys: Vec<_> = (0..1000).map(|n| owners.insert(u8::try_from(n % 256).unwrap())).collect();
        assert!(few.get(keys[999]).is_none() && few.remove(keys[999]).is_none());
        let refused = few.try_insert(keys[700], [7; 3]).unwrap_err();
        assert_eq!((refused.value, refused.error.reason()), ([7; 3], Reason::KeyBeyond { capacity: 700 }));
        for (n, &key) in (0..).zip(&keys[..700]) {
            assert_eq!(few.insert(key, [n; 3]), None);
        }
        assert_eq!(few.len(), 700);
        assert!(keys[..700].iter().zip(0..).all(|(&key, n)| few[key] == [n; 3]));
    });
}

/// Six stores of different sizes, whichever of them drives.
#[test]
fn joins_give_what_all_have() {
    with_scene(|scene| {
        let mut state = 7;
        for round in 0..if cfg!(miri) { 3 } else { 40 } {
            scene.scope(|scene| {
                let mut owners: Pool<'_, usize> = scene.pool(64);
                let keys: Vec<_> = (0..50).map(|n| owners.insert(n)).collect();
                let mut has = Vec::new();
                let mut stores: [Components<'_, usize, (usize, usize)>; 5] =
                    std::array::from_fn(|_| scene.components(64));
                for (store, components) in stores.iter_mut().enumerate() {
                    let mut own = BTreeSet::new();
                    for (n, &key) in keys.iter().enumerate() {
                        if random(&mut state, 6) > (store + round) % 5 {
                            components.insert(key, (store, n));
                            own.insert(n);
                        }
                    }
                    has.push(own);
                }
                for &key in keys.iter().step_by(7) {
                    owners.remove(key);
                }
                let alive: BTreeSet<usize> = owners.values().copied().collect();
                let common = |stores: &[usize], of_owners: bool| -> BTreeSet<usize> {
                    let all = if of_owners { alive.clone() } else { (0..50).collect() };
                    stores.iter().fold(all, |all, &store| &all & &has[store])
                };
                let [a, b, c, d, e] = &mut stores;
                let two: BTreeSet<_> = join((&*a, &*b))
                    .map(|(key, (a, b))| {
                        assert_eq!((keys[a.1], a.1, a.0, b.0), (key, b.1, 0, 1));
                        a.1
                    })
                    .collect();
                assert_eq!(two, common(&[0, 1], false));
                let three: BTreeSet<_> = join((&owners, &mut *b, &*e))
                    .map(|(_, (owner, b, e))| {
                        assert_eq!((*owner, b.1), (e.1, e.1));
                        b.0 = 100;
                        *owner
                    })
                    .collect();
                assert_eq!(three, common(&[1, 4], true));
                assert!(b.values().iter().all(|value| (value.0 == 100) == three.contains(&value.1)));
                let four = join((&*a, &*c, &mut owners, &*d)).count();
                assert_eq!(four, common(&[0, 2, 3], true).len());
                let five = join((&*e, &*d, &*c, &*b, &*a)).count();
                assert_eq!(five, common(&[0, 1, 2, 3, 4], false).len());
                let mut six = join((a, b, c, d, e, &owners));
                assert!(six.size_hint().1.unwrap() >= common(&[0, 1, 2, 3, 4], true).len());
                // References of one step stay good while the join goes on.
                let all: Vec<_> = six.by_ref().collect();
                assert_eq!(all.len(), common(&[0, 1, 2, 3, 4], true).len());
                for (_, (a, b, c, d, e, owner)) in all {
                    (a.1, b.1, c.1, d.1, e.1) = (*owner, *owner + 1, *owner + 2, *owner + 3, *owner + 4);
                }
                assert!(six.next().is_none());
            });
        }
    });
}

#[test]
fn a_panic_leaves_what_was_not_looked_at() {
    struct Bomb<'a>(&'a Cell<usize>, usize);
    impl Drop for Bomb<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
            assert!(self.1 != 5, "boom");
        }
    }
    let dropped = Cell::new(0);
    with_scene(|scene| {
        let mut owners = scene.pool::<usize>(20);
        let mut bombs = scene.components::<usize, Bomb<'_>>(20);
        let keys: Vec<_> = (0..10).map(|n| owners.insert(n)).collect();
        keys.iter().zip(0..).for_each(|(&key, n)| _ = bombs.insert(key, Bomb(&dropped, n)));
        // The last is asked about first: 9, 8, 7, 6, 5.
        assert!(catch_unwind(AssertUnwindSafe(|| bombs.retain(|_, bomb| bomb.1 < 3))).is_err());
        assert_eq!((bombs.len(), dropped.get()), (5, 5));
        assert!(keys[..5].iter().all(|&key| bombs.contains(key)) && !keys[5..].iter().any(|&key| bombs.contains(key)));
        assert!(
            catch_unwind(AssertUnwindSafe(|| bombs.retain(|_, bomb| {
                assert!(bomb.1 != 2, "the predicate");
                bomb.1 == 3
            })))
            .is_err()
        );
        assert_eq!((bombs.len(), dropped.get()), (4, 6));
        bombs.insert(keys[5], Bomb(&dropped, 5));
        assert!(catch_unwind(AssertUnwindSafe(|| bombs.clear())).is_err());
        assert_eq!((bombs.len(), dropped.get()), (0, 11), "the others went all the same");
        bombs.insert(keys[0], Bomb(&dropped, 0));
        std::mem::forget(bombs);
    });
    assert_eq!(dropped.get(), 11);
}

#[test]
fn values_without_size_and_with_much_alignment_in_a_buffer() {
    #[repr(align(256))]
    struct Wide(u8);
    #[repr(align(4096))]
    struct Buffer([MaybeUninit<u8>; 128 << 10]);

    let mut buffer = Box::new(Buffer([MaybeUninit::uninit(); 128 << 10]));
    let mut arena: Arena<'_, lifetime::Scene> = Arena::from_buffer(&mut buffer.0[5..]);
    arena.scope(|scene| {
        let mut owners = scene.pool::<()>(100);
        let mut marks = scene.components::<(), ()>(100);
        let mut wides = scene.components::<(), Wide>(100);
        let keys: Vec<_> = (0..100).map(|_| owners.insert(())).collect();
        for (n, &key) in (0..).zip(&keys) {
            marks.insert(key, ());
            wides.insert(key, Wide(n));
        }
        for &key in keys.iter().step_by(3) {
            assert_eq!(marks.remove(key), Some(()));
        }
        assert_eq!(marks.len(), 66);
        let sum: u32 = join((&marks, &wides)).map(|(_, (_, wide))| u32::from(wide.0)).sum();
        assert_eq!(sum, (0..100).filter(|n| n % 3 != 0).sum());
        assert!(wides.values().iter().all(|wide| std::ptr::from_ref(wide).addr() % 256 == 0));
    });
}

#[test]
fn a_key_of_another_store_is_noticed_in_debug_builds() {
    with_scene(|scene| {
        let mut pools = [scene.pool::<u8>(10), scene.pool::<u8>(10)];
        let [ours, theirs] = &mut pools;
        let (ours, theirs) = (ours.insert(1), theirs.insert(2));
        let mut components = scene.components::<u8, u32>(10);
        components.insert(ours, 1);
        let found = catch_unwind(AssertUnwindSafe(|| components.get(theirs).copied()));
        assert_eq!(found.ok(), if cfg!(debug_assertions) { None } else { Some(None) });
        assert_eq!(components[ours], 1);
        let found = catch_unwind(AssertUnwindSafe(|| join((&pools[1], &components)).count()));
        assert_eq!(found.ok(), if cfg!(debug_assertions) { None } else { Some(0) });
    });
}

#[test]
fn it_says_what_it_has_and_owners_say_what_they_own() {
    with_scene(|scene| {
        let mut owners = scene.pool::<u64>(10);
        let mut components = scene.components::<u64, u32>(10);
        let mut further = scene.components::<u64, &str>(10);
        assert_eq!((components.len(), components.is_empty(), components.capacity()), (0, true, 10));
        let [one, two] = [1, 2].map(|n| owners.insert(n));
        components.insert(one, 10);
        *components.get_mut(one).unwrap() += 1;
        assert_eq!(components.get(one), Some(&11));
        assert!(components.get_mut(two).is_none());
        assert_eq!((components.len(), components.is_empty()), (1, false));
        // What has components can own further ones, until it loses its own.
        further.insert(one, "one");
        further.insert(two, "two");
        further.prune(&components);
        assert_eq!((further.get(one), further.get(two)), (Some(&"one"), None));
        components.remove(one);
        further.prune(&components);
        assert!(further.is_empty());
    });
}

/// Entries are made ready for the slots of the keys there are, twice as many each time, whatever comes first.
#[test]
fn keys_of_high_slots_come_first() {
    let slots = if cfg!(miri) { 700 } else { 20_000 };
    for first in [0, 511, 512, 513, 600, slots - 1] {
        with_scene(|scene| {
            let mut pool = scene.pool::<u32>(slots);
            let keys: Vec<_> = (0..slots).map(|_| pool.insert(0)).collect();
            let mut components = scene.components::<u32, usize>(slots);
            let order = [first, 0, first / 2, 514, (2 * first).min(slots - 1), slots - 1];
            for slot in order {
                components.insert(keys[slot], slot);
                assert_eq!(components.get(keys[slot]), Some(&slot));
            }
            let found: BTreeSet<_> = components.values().iter().copied().collect();
            assert_eq!(found, BTreeSet::from(order));
        });
    }
}
