//! What ledgers and reports say about stores.

#![expect(unsafe_code, reason = "an allocator that counts is an unsafe trait to implement")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::mem::MaybeUninit;

use arena_core::{KIB, Ledger, MIB, SceneArena, StoreKind, StoreStats, Tag, TagInfo};

/// Counts what this thread allocates on the heap.
struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: it hands on to the system's allocator, and counts in a place that needs no destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: as promised by the caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        // SAFETY: as promised by the caller.
        unsafe { System.dealloc(place, layout) }
    }
}

// With an allocator of its own, a program goes through that of std on Windows, which Miri does not see through: it
// reads what lies in front of what it has handed out.
#[cfg_attr(not(all(miri, windows)), global_allocator)]
static HEAP: Counting = Counting;

struct Physics;

impl Tag for Physics {
    fn info(&self) -> &'static TagInfo {
        static INFO: TagInfo = TagInfo::new("Physics", "contacts", Some(MIB as u64));
        &INFO
    }
}

struct Body([u64; 4]);
struct Contact(u32);

fn only(ledger: &Ledger) -> StoreStats {
    let mut stores = ledger.stores();
    let (arena, store) = stores.next().unwrap();
    assert_eq!((arena, stores.next().is_none()), ("scene", true));
    store
}

fn counts(store: &StoreStats) -> (usize, usize, usize, usize) {
    (store.live, store.peak, store.holes, store.leaked)
}

#[test]
fn a_ledger_follows_a_store() {
    let mut arena = SceneArena::reserve("scene", MIB).unwrap();
    let ledger = Ledger::new().with(&arena);
    arena.scope(|scene| {
        let before = scene.stats().used;
        let mut pool = scene.tagged(Physics).pool::<u64>(1000);
        let keys: Vec<_> = (0..100).map(|n| pool.insert(n)).collect();
        let store = only(&ledger);
        assert_eq!((store.kind, store.capacity, counts(&store)), (StoreKind::Pool, 1000, (100, 100, 0, 0)));
        let taken = scene.stats().used - before;
        let entry = 4 * size_of::<usize>();
        assert!(
            (taken - entry - 63..=taken - entry).contains(&store.used),
            "all but what its end and its alignment take"
        );
        assert_eq!(store.tag.unwrap().name, "Physics");
        for key in keys.iter().step_by(2) {
            pool.remove(*key);
        }
        assert_eq!(counts(&only(&ledger)), (50, 100, 50, 0));
        pool.insert(1);
        assert_eq!(counts(&only(&ledger)), (51, 100, 49, 0));
        assert_eq!(counts(&pool.stats()), (51, 100, 49, 0), "the pool itself says the same");
        pool.compact(|_| {});
        assert_eq!(counts(&only(&ledger)), (51, 100, 0, 0));
        pool.extend_to(120);
        assert_eq!(counts(&only(&ledger)), (120, 120, 0, 0));
        pool.clear();
        assert_eq!(counts(&only(&ledger)), (0, 120, 0, 0));
        pool.insert(2);
        drop(pool);
        assert_eq!(counts(&only(&ledger)), (0, 120, 0, 0));
        assert!(only(&ledger).used > 0, "its bytes are given back when the scope ends");
    });
    assert_eq!((only(&ledger).used, counts(&only(&ledger))), (0, (0, 120, 0, 0)));
}

trait ExtendTo {
    fn extend_to(&mut self, len: usize);
}

impl ExtendTo for arena_core::Pool<'_, u64> {
    fn extend_to(&mut self, len: usize) {
        while self.len() < len {
            self.insert(0);
        }
    }
}

#[test]
fn what_was_forgotten_is_reported() {
    let mut arena = SceneArena::reserve("scene", MIB).unwrap();
    let ledger = Ledger::new().with(&arena);
    for round in 1..=3 {
        arena.scope(|scene| {
            let mut pool = scene.pool::<String>(10);
            pool.insert(String::new());
            pool.insert(String::new());
            std::mem::forget(pool);
            assert_eq!(only(&ledger).leaked, 2 * (round - 1), "it could still have been dropped until here");
        });
        assert_eq!(counts(&only(&ledger)), (0, 2, 0, 2 * round));
    }
    assert!(ledger.report().to_string().contains("0 of 10 live, peak 2, 6 values LEAKED"));
}

#[test]
fn nested_scopes_end_their_own_stores_only() {
    let mut arena = SceneArena::reserve("scene", MIB).unwrap();
    let ledger = Ledger::new().with(&arena);
    let live = || ledger.stores().map(|(_, store)| (store.live, store.leaked)).collect::<Vec<_>>();
    arena.scope(|scene| {
        let mut outer = scene.pool::<u64>(100);
        outer.insert(1);
        for round in 1..=2 {
            scene.scope(|inner| {
                let mut first = inner.pool::<u64>(50);
                first.insert(1);
                let mut second = inner.pool::<u64>(0);
                assert!(second.try_insert(5).is_err());
                std::mem::forget((first, second));
                assert_eq!(live(), [(1, 0), (1, round - 1), (0, 0)]);
            });
            assert_eq!(live(), [(1, 0), (0, round), (0, 0)]);
        }
        outer.insert(2);
        assert_eq!(outer.len(), 2);
    });
    assert_eq!(live(), [(0, 0), (0, 2), (0, 0)]);
}

/// Those of components take no bytes at all.
#[test]
fn stores_without_room_end_as_others_do() {
    let mut arena = SceneArena::reserve("scene", MIB).unwrap();
    let ledger = Ledger::new().with(&arena);
    let mut keys = 0;
    for _ in 0..3 {
        arena.scope(|scene| {
            let used = scene.stats().used;
            assert!(scene.components::<Contact, Body>(0).is_empty());
            assert!(scene.stats().used > used, "it has a place of its own");
            scene.scope(|inner| {
                let pool = inner.pool::<Contact>(0);
                let components = inner.components::<Contact, u8>(0);
                keys += usize::from(pool.is_empty() && components.is_empty());
            });
            _ = scene.components::<Contact, u16>(0);
        });
        assert_eq!((ledger.stores().count(), arena.stats().used), (4, 0), "the same sheets again");
    }
    assert_eq!(keys, 3);
}

#[test]
#[cfg_attr(all(miri, windows), ignore = "nothing is counted there")]
fn a_frame_that_makes_the_same_stores_again_does_not_allocate_on_the_heap() {
    let mut arena = SceneArena::reserve("scene", 4 * MIB).unwrap();
    let ledger = Ledger::new().with(&arena);
    let mut frame = |count: u32| {
        let before = ALLOCATIONS.get();
        arena.scope(|scene| {
            let mut pools: [_; 20] = std::array::from_fn(|_| scene.tagged(Physics).pool::<Contact>(100));
            let mut bodies = scene.pool::<Body>(100);
            for n in 0..count {
                pools[n as usize % 20].insert(Contact(n));
                bodies.insert(Body([u64::from(n); 4]));
            }
            scene.scope(|inner| {
                let mut contacts = inner.pool::<Contact>(10);
                contacts.insert(Contact(1));
                assert_eq!(contacts.values().map(|contact| contact.0).sum::<u32>(), 1);
            });
            let total: u64 = bodies.values().map(|body| body.0[3]).sum();
            assert_eq!(total, (0..u64::from(count)).sum());
        });
        ALLOCATIONS.get() - before
    };
    assert!(frame(10) > 0, "the allocator counts");
    let rounds = if cfg!(miri) { 3 } else { 50 };
    assert_eq!((1..rounds).map(&mut frame).sum::<usize>(), 0);
    assert_eq!(ledger.stores().count(), 22);
}

#[test]
fn a_report_lists_stores_below_their_tags() {
    let mut arena = SceneArena::reserve("level", MIB).unwrap();
    let ledger = Ledger::new().with(&arena);
    arena.scope(|scene| {
        let mut bodies = scene.tagged(Physics).pool::<Body>(1000);
        let keys: Vec<_> = (0..70).map(|n| bodies.insert(Body([n; 4]))).collect();
        bodies.remove(keys[3]);
        let mut contacts = scene.pool::<Option<Contact>>(16);
        contacts.insert(None);
        std::mem::forget(contacts);
        scene.alloc([0_u8; 100]);
        let report = ledger.report().to_string();
        let lines: Vec<&str> = report.lines().skip(3).collect();
        if cfg!(any(feature = "account", debug_assertions)) {
            assert_eq!(
                lines[..4],
                [
                    "  (untagged)                   508 B       508 B                          2 live",
                    "    Option<Contact>            408 B                                      pool: 1 of 16 live, peak 1",
                    "  Physics                   35.3 KiB    35.3 KiB                          1 live, budget 1.0 MiB (contacts)",
                    "    Body                    35.3 KiB                                      pool: 69 of 1000 live, peak 70, 1 hole",
                ]
            );
        } else {
            assert_eq!(lines[0], "  Body                      35.3 KiB                                      pool: 69 of 1000 live, peak 70, 1 hole");
        }
    });
    let report = ledger.report().to_string();
    assert!(report.contains("0 of 16 live, peak 1, 1 value LEAKED\n"), "{report}");
}

#[test]
fn tags_padding_and_used_add_up_with_stores() {
    let mut arena = SceneArena::reserve("scene", MIB).unwrap();
    let ledger = Ledger::new().with(&arena);
    arena.scope(|scene| {
        let sum = || ledger.arenas().next().unwrap().1.used;
        for capacity in [1, 3, 70, 1000] {
            let pool = scene.tagged(Physics).pool::<[u8; 3]>(capacity);
            assert_eq!(pool.stats().capacity, capacity);
            scene.alloc(1_u8);
            let used = scene.stats().used;
            assert_eq!(sum(), used);
        }
        assert!(scene.stats().used > 4 * KIB);
    });
}

/// What stores committed goes back to the system, and is new when it comes again.
#[test]
#[cfg_attr(
    any(miri, arena_shadow = "memory", arena_shadow = "valgrind"),
    ignore = "reads what nobody wrote, on purpose"
)]
fn a_trimmed_arena_has_nothing_left_of_its_stores() {
    let mut arena = SceneArena::reserve("scene", 4 * MIB).unwrap();
    let marks = |arena: &mut SceneArena| {
        arena.scope(|scene| {
            let bytes = scene.alloc_uninit_slice::<u8>(4 * MIB - 64 * KIB);
            // SAFETY: pages of the system are zero until they are written, and nobody has written here in this
            // scope; what was written before is what the test looks for.
            let is_mark = |byte: &MaybeUninit<u8>| unsafe { byte.assume_init() } == 0xAB;
            // An address may have one of these bytes in it, but not sixteen.
            bytes.chunks_exact(16).filter(|chunk| chunk.iter().all(is_mark)).count()
        })
    };
    let fill = |arena: &mut SceneArena| {
        arena.scope(|scene| {
            let mut pool = scene.pool(1000);
            (0..1000).for_each(|_| _ = pool.insert([0xAB_u8; 1024]));
        });
    };
    fill(&mut arena);
    assert!(marks(&mut arena) > 60 * 900, "kept warm");
    // `marks` has committed all of it, so from here on the cursor has it and not the stores.
    arena.trim(0);
    assert_eq!((marks(&mut arena), arena.stats().used), (0, 0));
    for keep in [0, 64 * KIB] {
        let mut arena = SceneArena::reserve("scene", 4 * MIB).unwrap();
        fill(&mut arena);
        arena.trim(keep);
        // The page in which the lowest store began goes with them.
        assert_eq!(marks(&mut arena), 0);
    }
}

/// A store commits values, four bytes per slot for their generations, and a bit per slot, for as many slots as it
/// has ready: at first some pages of values, then half as many again each time.
#[test]
#[cfg_attr(miri, ignore = "counts, of many")]
fn a_pool_grows_by_halves() {
    let mut arena = SceneArena::reserve("scene", 64 * MIB).unwrap();
    arena.scope(|scene| {
        let bytes = |slots: usize, ready: usize| slots * size_of::<u64>() + ready * 4 + ready / 8;
        let mut small = scene.pool::<u64>(1000);
        // What the cursor has committed to place the pool.
        let start = scene.stats().committed;
        small.insert(1);
        let before = scene.stats().committed;
        assert_eq!(before - start, bytes(1000, 1024));
        let mut large = scene.pool::<u64>(1 << 20);
        let (mut ready, mut sizes) = (0, Vec::new());
        for number in 0..200_000_usize {
            large.insert(number as u64);
            if number == ready {
                ready = (ready + (8192).max(ready / 2)).next_multiple_of(64);
                sizes.push(ready);
            }
            assert_eq!(scene.stats().committed - before, bytes(ready, ready), "{number}");
        }
        assert_eq!((sizes.len(), sizes[0]), (9, 8192), "{sizes:?}");
    });
}

/// Components commit values with their keys, at first some pages of them, then half as many again each time; and an
/// entry for every slot up to the highest key, twice as many each time.
#[test]
#[cfg_attr(miri, ignore = "counts, of many")]
fn components_grow_by_halves_and_their_entries_by_doubles() {
    const MANY: usize = 30_000;
    let mut arena = SceneArena::reserve("scene", 64 * MIB).unwrap();
    arena.scope(|scene| {
        let mut owners = scene.pool::<u8>(MANY);
        let keys: Vec<_> = (0..MANY).map(|_| owners.insert(0)).collect();
        let mut components = scene.components::<u8, u64>(MANY);
        let before = scene.stats().committed;
        let (mut ready, mut slots) = (0_usize, 0_usize);
        for (number, key) in keys.into_iter().enumerate() {
            components.insert(key, 7);
            if number == ready {
                ready = (ready + (4096).max(ready / 2)).min(MANY);
            }
            if number == slots {
                slots = (2 * slots).clamp(512, MANY);
            }
            assert_eq!(scene.stats().committed - before, ready * 16 + slots * 8, "{number}");
        }
    });
}
