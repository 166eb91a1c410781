//! Bursts: forgotten, panicking, out of memory, of odd sizes.

use std::mem::forget;

use arena_core::{Arena, lifetime};

use crate::support::{Aligned, ROOM, each_backing, explode, panic_of, survives};

#[test]
fn values_stay_where_they_are_and_apart() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let before = frame.alloc(1_u8);
            let mut burst = frame.burst();
            let mut values = Vec::new();
            for n in 0..20_u64 {
                values.push((
                    burst.alloc(n),
                    burst.alloc(u8::try_from(n).unwrap()),
                    burst.alloc([u16::try_from(n).unwrap(); 3]),
                ));
            }
            drop(burst);
            let after = frame.alloc(9_u8);
            for (n, (word, byte, three)) in (0..).zip(values) {
                assert_eq!((*word, u64::from(*byte), three.map(u64::from)), (n, n, [n; 3]));
            }
            assert_eq!((*before, *after), (1, 9));
            assert_eq!(frame.stats().used, 8 + 20 * 24 + 8);
        });
        assert_eq!(arena.stats().peak, 8 + 20 * 24 + 8);
    });
}

#[test]
fn one_that_is_forgotten_keeps_its_claim() {
    each_backing(|arena| {
        for _ in 0..3 {
            arena.scope(|frame| {
                let mut burst = frame.burst();
                let first = burst.alloc([1_u64; 4]);
                forget(burst);
                // What fits nowhere any more is refused, and what is placed lies elsewhere.
                let second = frame.try_alloc([2_u64; 4]);
                assert_eq!(*first, [1; 4]);
                if let Ok(second) = second {
                    assert_eq!((*first, *second), ([1; 4], [2; 4]));
                }
            });
            assert_eq!(arena.stats().used, 0);
            arena.scope(|frame| assert_eq!(*frame.alloc([3_u64; 4]), [3; 4], "a reset frees the claim"));
        }
    });
}

#[test]
fn one_that_is_forgotten_in_a_nested_scope_is_rewound() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let outer = frame.alloc(7_u64);
            frame.scope(|inner| {
                let mut burst = inner.burst();
                assert_eq!(*burst.alloc(8_u64), 8);
                forget(burst);
            });
            assert_eq!((frame.stats().used, *frame.alloc(9_u64), *outer), (8, 9, 7));
        });
    });
}

#[test]
fn a_panic_between_two_values_puts_the_cursor_back() {
    each_backing(|arena| {
        arena.scope(|frame| {
            survives(|| {
                let mut burst = frame.burst();
                burst.alloc(1_u64);
                burst.alloc(2_u64);
                explode();
            });
            assert_eq!(frame.stats().used, 16);
            assert_eq!(*frame.alloc(3_u64), 3);
        });
    });
}

#[test]
fn sizes_and_alignments_of_every_kind() {
    #[derive(Clone, Copy)]
    #[repr(align(256))]
    struct Wide(u8);
    #[repr(align(64))]
    struct Nothing;

    each_backing(|arena| {
        arena.scope(|frame| {
            let mut burst = frame.burst();
            let wides = [burst.alloc(Wide(1)), burst.alloc(Wide(2))];
            assert_eq!(wides.map(|wide| (std::ptr::from_mut(wide).addr() % 256, wide.0)), [(0, 1), (0, 2)]);
            burst.alloc(());
            assert_eq!(std::ptr::from_mut(burst.alloc(Nothing)).addr() % 64, 0);
            burst.alloc(1_u8);
            assert_eq!(std::ptr::from_mut(burst.alloc(2_u64)).addr() % 8, 0);
        });
    });
}

/// Every value is handed out once, also those for which memory has to be committed first.
#[test]
fn memory_is_committed_in_the_middle() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut burst = frame.burst();
            let mut kept = Vec::new();
            let refused = loop {
                match burst.try_alloc([kept.len() as u64; 64]) {
                    Ok(value) => kept.push(value),
                    Err(full) => break full,
                }
            };
            assert_eq!(refused.value, [kept.len() as u64; 64], "it comes back");
            assert!(refused.error.to_string().contains("asked for 512 bytes"), "{}", refused.error);
            drop(burst);
            assert!(kept.iter().zip(0..).all(|(value, n)| **value == [n; 64]));
            let used = frame.stats().used;
            assert_eq!(used, kept.len() * 512);
            assert!(used > ROOM - 2048, "there was hardly room for another: {used}");
        });
    });
}

#[test]
fn what_is_too_large_for_the_arena_is_refused_and_the_rest_goes_on() {
    let mut bytes = Aligned::<256>::new();
    let mut arena: Arena<'_, lifetime::Frame> = Arena::from_buffer(&mut bytes.0);
    arena.scope(|frame| {
        let mut burst = frame.burst();
        let value = burst.alloc(1_u64);
        assert!(format!("{burst:?}").starts_with("Burst { arena: \"buffer\", left: "), "{burst:?}");
        let full = burst.try_alloc([2_u64; 64]).unwrap_err();
        assert_eq!(panic_of(|| burst.alloc([2_u64; 64])), full.error.to_string());
        assert_eq!(full.value, [2; 64]);
        assert_eq!((*burst.alloc(3_u64), *value), (3, 1));
    });
}
