//! What of a table can be seen from inside only.

use super::*;
use crate::{MIB, SceneArena};

#[test]
fn a_slot_retires_before_its_generation_repeats() {
    SceneArena::reserve("scene", MIB).unwrap().scope(|scene| {
        let room = Room { at: scene.at(), capacity: 3, name: "numbers" };
        let mut table = room.table::<(u32, ())>().unwrap();
        let push = |table: &mut Table<'_, _>, number| table.push((number, ())).map_err(|(_, reason)| reason);
        let first = push(&mut table, 1).unwrap();
        assert_eq!(first.0, 0);
        table.dense.age(0, table.dense.last_generation() - 1);
        let last = table.dense.name(0).unwrap();
        assert_eq!(table.get(first), None);
        assert_eq!(table.remove(last), Some((1, ())));
        let slots = [push(&mut table, 2).unwrap().0, push(&mut table, 3).unwrap().0];
        assert_eq!(slots, [2, 1], "slot 0 is not used again");
        assert_eq!(push(&mut table, 4), Err(Reason::StoreFull { capacity: 3 }));
        assert_eq!((table.get(last), table.get(first)), (None, None));
        table.clear();
        assert_eq!((table.slices().0, table.dense.names().next()), (&[][..], None));
        assert_eq!([5, 6].map(|number| push(&mut table, number).unwrap().0), [1, 2]);
        assert_eq!(push(&mut table, 7), Err(Reason::StoreFull { capacity: 3 }));
    });
}

/// So that what is added after that goes through memory and does not jump about in it.
#[test]
fn slots_are_in_order_again_when_all_rows_went() {
    SceneArena::reserve("scene", MIB).unwrap().scope(|scene| {
        let room = Room { at: scene.at(), capacity: 100, name: "numbers" };
        let mut table = room.table::<(usize, ())>().unwrap();
        let fill = |table: &mut Table<'_, _>, count| -> Vec<Name> {
            (0..count).map(|number| table.push((number, ())).unwrap()).collect()
        };
        // More, and then fewer than there ever were, with the least of them removed and others put in their place.
        for (count, removed) in [(50, 20), (70, 70), (20, 3), (60, 0), (100, 99)] {
            let names = fill(&mut table, count);
            assert!(names.iter().map(|name| name.0 as usize).eq(0..count), "{names:?}");
            names[..removed].iter().for_each(|&name| assert!(table.remove(name).is_some()));
            fill(&mut table, removed / 2);
            table.clear();
            assert!(names.iter().all(|&name| table.get(name).is_none()));
        }
    });
}

#[test]
fn rows_of_nothing_have_names() {
    SceneArena::reserve("scene", MIB).unwrap().scope(|scene| {
        let room = Room { at: scene.at(), capacity: 100, name: "nothing" };
        let mut table = room.table::<()>().unwrap();
        let names: Vec<Name> = (0..100).map(|_| table.push(()).unwrap()).collect();
        assert!(table.push(()).is_err());
        assert_eq!(table.remove(names[4]), Some(()));
        assert_eq!(table.rows().count(), 99);
        assert_eq!(table.dense.name(4), Some(names[99]), "the last row takes the place");
    });
}

/// A closure that panics uses up two generations at once.
#[test]
fn a_slot_retires_when_its_last_name_was_announced_in_vain() {
    SceneArena::reserve("scene", MIB).unwrap().scope(|scene| {
        let room = Room { at: scene.at(), capacity: 3, name: "numbers" };
        let mut table = room.table::<(u32, ())>().unwrap();
        let first = table.push((1, ())).unwrap();
        table.dense.age(0, table.dense.last_generation() - 3);
        assert_eq!(table.get(first), None);
        let last = table.dense.name(0).unwrap();
        assert_eq!(table.remove(last), Some((1, ())));
        let mut announced = None;
        let caught = std::panic::catch_unwind(core::panic::AssertUnwindSafe(|| {
            table.push_with(|name| {
                announced = Some(name);
                panic!("on purpose")
            })
        }));
        assert!(caught.is_err() && announced.is_some_and(|name| name.0 == 0));
        let slots = [2, 3].map(|number| table.push((number, ())).unwrap().0);
        assert_eq!(slots, [2, 1], "slot 0 is not used again");
        assert_eq!(table.push((4, ())).map_err(|(_, reason)| reason), Err(Reason::StoreFull { capacity: 3 }));
        table.clear();
        assert_eq!([5, 6].map(|number| table.push((number, ())).unwrap().0), [1, 2], "in order, without slot 0");
    });
}

/// A slot that retires lets the last one take its place: all is in order again, without it.
#[test]
fn slots_are_in_order_again_without_those_that_have_retired() {
    SceneArena::reserve("scene", MIB).unwrap().scope(|scene| {
        let room = Room { at: scene.at(), capacity: 100, name: "numbers" };
        let mut table = room.table::<(usize, ())>().unwrap();
        let fill = |table: &mut Table<'_, _>, count| -> Vec<u32> {
            (0..count).map(|number| table.push((number, ())).unwrap().0).collect()
        };
        let mut usable: Vec<u32> = (0..100).collect();
        // How many rows there are, and the position of the one whose slot retires.
        for (count, position) in [(10, 3), (12, 11), (60, 50), (1, 0), (97 - 1, 0)] {
            assert_eq!(fill(&mut table, count), usable[..count]);
            table.dense.age(usable[position] as usize, table.dense.last_generation() - 1);
            let last = table.dense.name(position).unwrap();
            assert!(table.remove(last).is_some());
            usable.remove(position);
            let mut rest = fill(&mut table, usable.len() - (count - 1));
            assert!(table.push((0, ())).is_err(), "the store is full");
            rest.extend(table.dense.names().take(count - 1).map(|name| name.0));
            rest.sort_unstable();
            assert_eq!(rest, usable, "each slot once");
            table.clear();
        }
        assert_eq!(fill(&mut table, usable.len()), usable);
    });
}
