//! Rows by the thousand, and what they take of the system.

use std::cell::Cell;
use std::mem::MaybeUninit;
use std::rc::Rc;

use arena_core::{Arena, MIB, SceneArena, join, lifetime};

use super::row::{Counted, Row, Wide};

/// So many that every array of the store takes several pages, each of which has to be committed.
#[test]
fn many_rows_have_memory_in_every_column() {
    let count: u64 = if cfg!(miri) { 300 } else { 20_000 };
    SceneArena::reserve("scene", 64 * MIB).unwrap().scope(|scene| {
        let alive = Rc::new(Cell::new(0));
        let mut store = scene.soa::<Row<'_>>(usize::try_from(count).unwrap());
        let mut components = scene.components::<Row<'_>, u64>(usize::try_from(count).unwrap());
        let keys: Vec<_> = (0..count).map(|number| store.insert(Row::new(number, "", &alive))).collect();
        for (key, number) in keys.iter().zip(0..) {
            components.insert(*key, number);
        }
        for (key, number) in keys.iter().zip(0..) {
            let row = store.get(*key).unwrap();
            assert_eq!((*row.number, row.wide.0, row.first.value), (number, number, number));
            assert_eq!(components.get(*key), Some(&number));
        }
        // Rows lead a join if there are no more of them than of anything else.
        let joined = join((&store, &components)).filter(|(_, (row, component))| row.number == *component);
        assert_eq!(joined.count(), keys.len());
        // Every second one goes, and its component with it.
        keys.iter().step_by(2).for_each(|key| drop(store.remove(*key)));
        assert_eq!(components.prune(&store), keys.len() / 2);
        assert!(keys.iter().skip(1).step_by(2).all(|key| components.contains(*key)));
        assert!(keys.iter().step_by(2).all(|key| !components.contains(*key)));
        // What the report says they take of the system: a row and its name, a slot, a bit.
        let per_row = size_of::<u64>() + 2 * size_of::<Counted>() + size_of::<Wide>() + 1 + size_of::<&str>() + 12;
        let per_component = 3 * size_of::<u64>();
        let expected = keys.len() * (per_row + per_component);
        let committed = scene.stats().committed;
        assert!((expected..expected + expected / 8 + 256 * 1024).contains(&committed), "{committed} of {expected}");
    });
}

#[test]
fn a_buffer_is_all_there_from_the_start() {
    /// Aligned as the widest column: Miri goes by that, and not by the address that comes out.
    #[repr(align(256))]
    struct Buffer([MaybeUninit<u8>; 100_000]);
    let mut bytes = Box::new(Buffer([const { MaybeUninit::uninit() }; 100_000]));
    let mut arena = Arena::<lifetime::Scene>::from_buffer(&mut bytes.0);
    arena.scope(|scene| {
        let alive = Rc::new(Cell::new(0));
        let mut rows = scene.soa::<Row<'_>>(50);
        let mut pool = scene.pool::<u64>(100);
        let mut components = scene.components::<u64, u64>(100);
        rows.insert(Row::new(1, "", &alive));
        components.insert(pool.insert(1), 2);
        let stats = scene.stats();
        assert_eq!(stats.committed, stats.reserved);
    });
}

/// A store of columns commits rows with what finds them, at first some pages, then half as many again each time.
#[test]
fn rows_grow_by_halves() {
    const ROW: usize =
        size_of::<u64>() + size_of::<Wide>() + size_of::<u8>() + size_of::<&str>() + 2 * size_of::<Counted>();
    // A generation, the row of the slot, and the slot of the row.
    const PER_ROW: usize = 12;
    let count: usize = if cfg!(miri) { 300 } else { 5_000 };
    SceneArena::reserve("scene", 64 * MIB).unwrap().scope(|scene| {
        let alive = Rc::new(Cell::new(0));
        let mut store = scene.soa::<Row<'_>>(count);
        let before = scene.stats().committed;
        let mut ready = 0_usize;
        for number in 0..count {
            store.insert(Row::new(number as u64, "", &alive));
            if number == ready {
                let more = ((1 << 16) / ROW).max(ready / 2);
                ready = (ready + more).min(count);
            }
            assert_eq!(scene.stats().committed - before, ready * (ROW + PER_ROW), "{number}");
        }
    });
}
