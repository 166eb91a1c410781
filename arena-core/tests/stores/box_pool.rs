//! Box pools against a model, and attacked.

use std::cell::Cell;
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arena_core::{Arena, BoxPool, KIB, MIB, PoolBox, Scene, SceneArena, lifetime};

fn with_scene<R>(f: impl for<'id> FnOnce(&Scene<'id>) -> R) -> R {
    SceneArena::reserve("scene", 4 * MIB).unwrap().scope(|scene| f(scene))
}

/// Counts the values that are alive.
struct Counted<'a>(u64, &'a Cell<isize>);

impl<'a> Counted<'a> {
    fn new(value: u64, alive: &'a Cell<isize>) -> Self {
        alive.set(alive.get() + 1);
        Self(value, alive)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.1.set(self.1.get() - 1);
    }
}

#[test]
fn random_operations_agree_with_a_vector_of_boxes() {
    let steps = if cfg!(miri) { 300 } else { 30_000 };
    for (seed, capacity) in (1..).zip([1, 5, 64, 65, 1000]) {
        let alive = Cell::new(0);
        let mut seed: u64 = seed;
        let mut below = |end: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap() % end
        };
        with_scene(|scene| {
            let pool = scene.box_pool(capacity);
            let mut model: Vec<(u64, PoolBox<'_, Counted<'_>>)> = Vec::new();
            let mut forgotten = 0;
            for step in 0..steps {
                let some = (!model.is_empty()).then(|| below(model.len()));
                match (below(12), some) {
                    (0..6, _) => match pool.try_insert(Counted::new(step, &alive)) {
                        Ok(owner) => model.push((step, owner)),
                        Err(full) => {
                            assert_eq!((full.value.0, pool.len()), (step, capacity));
                        }
                    },
                    (6..9, Some(some)) => drop(model.swap_remove(some)),
                    (9, Some(some)) => {
                        let (value, owner) = model.swap_remove(some);
                        assert_eq!(PoolBox::into_inner(owner).0, value);
                    }
                    (10, Some(some)) => {
                        let (value, owner) = &mut model[some];
                        *value += 1;
                        owner.0 += 1;
                    }
                    (11, Some(some)) if capacity > 100 && step % 7 == 0 => {
                        std::mem::forget(model.swap_remove(some));
                        forgotten += 1;
                    }
                    _ => {}
                }
                assert_eq!((pool.len(), alive.get()), (model.len() + forgotten, (model.len() + forgotten) as isize));
            }
            assert!(model.iter().all(|(value, owner)| *value == owner.0));
            let mut places: Vec<usize> = model.iter().map(|(_, owner)| (&raw const **owner).addr()).collect();
            places.sort_unstable();
            places.dedup();
            assert_eq!(places.len(), model.len(), "every value has a place of its own");
            drop(model);
            assert_eq!(pool.len(), forgotten);
        });
        assert_eq!(alive.get(), 0, "the pool drops what was forgotten");
    }
}

#[test]
fn the_lowest_slot_is_used_again() {
    with_scene(|scene| {
        let pool = scene.box_pool(10);
        let [first, second] = [pool.insert(1_u64), pool.insert(2)];
        let place = &raw const *first;
        drop(first);
        let third = pool.insert(3);
        assert_eq!((&raw const *third, *second, *third), (place, 2, 3));
        assert_eq!((pool.stats().live, pool.stats().peak), (2, 2));
    });
}

#[test]
fn a_slot_never_wears_out() {
    // The generations of a keyed pool would be used up after 2^31 rounds; here none are counted.
    with_scene(|scene| {
        let pool = scene.box_pool(1);
        let place = (&raw const *pool.insert(0_u8)).addr();
        for round in 0..1000 {
            let owner = pool.insert(u8::try_from(round % 256).unwrap());
            assert_eq!((&raw const *owner).addr(), place);
        }
    });
}

#[test]
fn forgotten_and_leaked_values_are_dropped_with_the_pool_or_by_clear() {
    let alive = Cell::new(0);
    with_scene(|scene| {
        let mut pool = scene.box_pool(10);
        std::mem::forget(pool.insert(Counted::new(1, &alive)));
        let leaked = PoolBox::leak(pool.insert(Counted::new(2, &alive)));
        leaked.0 += 1;
        assert_eq!((leaked.0, alive.get(), pool.len()), (3, 2, 2));
        pool.clear();
        assert_eq!((alive.get(), pool.len()), (0, 0));
        std::mem::forget(pool.insert(Counted::new(4, &alive)));
        assert_eq!(alive.get(), 1);
    });
    assert_eq!(alive.get(), 0);
}

#[test]
fn a_destructor_that_panics_returns_the_slot() {
    struct Bomb<'a>(bool, &'a Cell<u32>);
    impl Drop for Bomb<'_> {
        fn drop(&mut self) {
            self.1.set(self.1.get() + 1);
            assert!(!self.0, "boom");
        }
    }
    let dropped = Cell::new(0);
    with_scene(|scene| {
        let pool = scene.box_pool(1);
        for _ in 0..3 {
            let owner = pool.insert(Bomb(true, &dropped));
            assert!(catch_unwind(AssertUnwindSafe(|| drop(owner))).is_err());
            assert!(pool.is_empty());
        }
        drop(pool.insert(Bomb(false, &dropped)));
    });
    assert_eq!(dropped.get(), 4);
    // Several that were forgotten, one of which panics: the others are dropped all the same.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        with_scene(|scene| {
            let pool = scene.box_pool(100);
            (0..70).for_each(|n| std::mem::forget(pool.insert(Bomb(n == 3, &dropped))));
        });
    }));
    assert!(outcome.is_err());
    assert_eq!(dropped.get(), 74);
}

/// Fills the pool it is in from its destructor.
struct Phoenix<'a, 'id> {
    rebirths: u32,
    pool: &'a Nest<'a, 'id>,
}

/// A pool whose values refer to it. It is never dropped; the borrow checker demands that.
struct Nest<'a, 'id> {
    pool: BoxPool<'id, Option<Phoenix<'a, 'id>>>,
    born: Cell<u32>,
}

impl Drop for Phoenix<'_, '_> {
    fn drop(&mut self) {
        self.pool.born.set(self.pool.born.get() + 1);
        let before = self.pool.pool.len();
        if self.rebirths > 0 {
            let next = self.pool.pool.insert(Some(Phoenix { rebirths: self.rebirths - 1, ..*self }));
            assert_eq!(self.pool.pool.len(), before + 1, "the slot that is being dropped is still taken");
            assert_eq!(next.as_ref().as_ref().unwrap().rebirths, self.rebirths - 1);
        }
    }
}

#[test]
fn a_destructor_may_insert_into_its_own_pool() {
    with_scene(|scene| {
        let nest: &Nest<'_, '_> =
            scene.alloc(std::mem::ManuallyDrop::new(Nest { pool: scene.box_pool(10), born: Cell::new(0) }));
        drop(nest.pool.insert(Some(Phoenix { rebirths: 5, pool: nest })));
        assert_eq!((nest.born.get(), nest.pool.len()), (6, 0));
        drop(nest.pool.insert(None));
    });
}

#[test]
fn values_without_size_and_with_much_alignment() {
    thread_local! {
        static DROPPED: Cell<u32> = const { Cell::new(0) };
    }
    struct Nothing;
    impl Drop for Nothing {
        fn drop(&mut self) {
            DROPPED.set(DROPPED.get() + 1);
        }
    }
    #[repr(align(256))]
    struct Aligned(u8);
    #[repr(align(128))]
    struct AlignedNothing;
    with_scene(|scene| {
        let pool = scene.box_pool(100);
        let mut owners: Vec<_> = (0..100).map(|_| pool.insert(Nothing)).collect();
        assert!(pool.try_insert(Nothing).is_err());
        assert_eq!(DROPPED.take(), 1, "the value that found no room");
        owners.truncate(40);
        assert_eq!((DROPPED.take(), pool.len()), (60, 40));
        drop(owners);
        assert_eq!(DROPPED.take(), 40);

        let pool = scene.box_pool(9);
        let owners: Vec<_> = (0..9).map(|n| pool.insert(Aligned(n))).collect();
        for (n, owner) in (0..).zip(&owners) {
            assert_eq!(((&raw const **owner).addr() % 256, owner.0), (0, n));
        }
        let pool = scene.box_pool(3);
        assert_eq!((&raw const *pool.insert(AlignedNothing)).addr() % 128, 0);
    });
}

#[test]
fn a_buffer_of_the_caller_will_do() {
    /// Miri's symbolic check of alignment goes by this.
    #[repr(align(64))]
    struct Buffer([MaybeUninit<u8>; 16 * KIB]);

    let mut buffer = Buffer([MaybeUninit::uninit(); 16 * KIB]);
    Arena::<lifetime::Frame>::from_buffer(&mut buffer.0[3..]).scope(|frame| {
        let pool = frame.box_pool::<String>(64);
        let owners: Vec<_> = (0..64).map(|n| pool.insert(n.to_string())).collect();
        assert_eq!(owners[63].as_str(), "63");
        assert!(frame.try_box_pool::<[u8; 1024]>(64).is_err());
        assert!(frame.try_box_pool::<u64>(usize::MAX).is_err());
    });
}

#[test]
fn it_says_what_it_has() {
    with_scene(|scene| {
        let pool = scene.box_pool(3);
        assert_eq!((pool.len(), pool.is_empty(), pool.capacity()), (0, true, 3));
        let shown = pool.insert("shown");
        assert_eq!((pool.len(), pool.is_empty(), shown.to_string()), (1, false, "shown".into()));
        let others = [pool.insert("second"), pool.insert("third")];
        assert_eq!(
            pool.try_insert("fourth").unwrap_err().error.reason(),
            arena_core::Reason::StoreFull { capacity: 3 }
        );
        drop((shown, others));
        assert!(pool.is_empty());
    });
}

#[test]
fn the_message_of_a_full_pool_says_what_is_full() {
    with_scene(|scene| {
        let pool = scene.box_pool::<u64>(1);
        let _owner = pool.insert(1);
        let error = pool.try_insert(2).unwrap_err().error.to_string();
        assert!(error.contains("store of `u64` in scene arena `scene` is full: it holds 1 value"), "{error}");
    });
}

#[test]
fn a_pool_can_move_to_another_thread_between_boxes() {
    with_scene(|scene| {
        let pool = scene.box_pool::<String>(10);
        drop(pool.insert(String::from("here")));
        let there = std::thread::scope(|threads| {
            let moved = threads.spawn(move || {
                let kept = pool.insert(String::from("there"));
                let text = kept.clone();
                drop(kept);
                (pool, text)
            });
            moved.join().unwrap()
        });
        assert_eq!((there.0.len(), there.1.as_str()), (0, "there"));
    });
}
