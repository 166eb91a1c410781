//! Iterators of stores with columns, and what is printed.

use std::cell::Cell;
use std::rc::Rc;

use super::arena;
use super::row::Row;
use crate::surface::{both_ends, panic_of};

#[test]
fn iterators_have_two_ends_a_length_and_copies() {
    let alive = Rc::new(Cell::new(0));
    arena().scope(|scene| {
        let mut store = scene.soa::<Row<'_>>(9);
        assert!(store.is_empty());
        let keys: Vec<_> = (0..9).map(|number| store.insert(Row::new(number, "", &alive))).collect();
        assert!(!store.is_empty());
        both_ends(store.keys(), &keys);
        both_ends(
            store.iter().map(|(key, row)| (key, *row.number)),
            &keys.iter().copied().zip(0..).collect::<Vec<_>>(),
        );
        both_ends(store.values().map(|row| *row.number), &(0..9).collect::<Vec<_>>());
        let mut walk = store.iter_mut();
        assert_eq!(walk.next_back().map(|(key, row)| (key, std::mem::replace(row.number, 80))), Some((keys[8], 8)));
        assert_eq!(walk.next().map(|(key, row)| (key, *row.number)), Some((keys[0], 0)));
        assert_eq!((walk.len(), format!("{walk:?}")), (7, "IterMut { left: 7 }".to_owned()));
        assert_eq!(format!("{:?} {:?}", store.iter(), store.keys()), "Iter { left: 9 } Keys { left: 9 }");
        assert_eq!(
            format!("{:?} {:?}", store.values(), store.columns().number),
            "Walk(Rows { left: 9 }) [0, 1, 2, 3, 4, 5, 6, 7, 80]"
        );
        let full = panic_of(|| store.insert(Row::new(9, "", &alive)));
        assert!(full.contains("is full: it holds 9 values"), "{full}");
        assert_eq!(panic_of(|| store.insert_with_key(|_| unreachable!())), full);
    });
    assert_eq!(alive.get(), 0);
}
