//! Handles: offsets that find what was inserted, for as long as it is there.

use std::cell::Cell;
use std::collections::{BTreeSet, HashSet};
use std::hash::DefaultHasher;

use arena_core::{DisjointError, Handle};

use crate::support::each_backing;

/// Four bytes in release builds, and a niche in all.
#[test]
fn sizes() {
    let size = if cfg!(debug_assertions) { 8 } else { 4 };
    assert_eq!(size_of::<Handle<'_, u8>>(), size);
    assert_eq!(size_of::<Handle<'_, [u64; 100]>>(), size);
    assert_eq!(size_of::<Handle<'_, [String]>>(), size);
    assert_eq!(size_of::<Handle<'_, str>>(), size);
    assert_eq!(size_of::<Option<Handle<'_, str>>>(), size);
    assert_eq!(align_of::<Handle<'_, u128>>(), 4);
}

#[test]
fn everything_that_was_inserted_is_found() {
    #[derive(Clone, Copy, PartialEq, Debug)]
    #[repr(align(64))]
    struct Line(u8);
    each_backing(|arena| {
        arena.scope(|frame| {
            for round in 0..20_u8 {
                let byte = frame.insert(round);
                frame.alloc_slice_copy(&vec![0xFF_u8; round.into()]);
                let long = frame.insert(u128::from(round) << 100);
                let line = frame.insert(Line(round));
                let text = frame.insert_str(&"é".repeat(round.into()));
                let bytes = frame.insert_slice_copy(&vec![round; round.into()]);
                let lines = frame.insert_slice_copy(&vec![Line(round); usize::from(round % 3)]);
                let pairs = frame.insert_slice_copy(&[(round, u64::from(round)); 3]);
                let unit = frame.insert(());
                let pages = frame.tagged_like_insert(round);

                assert_eq!((frame[byte], frame[long]), (round, u128::from(round) << 100));
                assert_eq!(frame[line], Line(round));
                assert_eq!(std::ptr::from_ref(&frame[line]).addr() % 64, 0);
                assert_eq!(std::ptr::from_ref(&frame[lines]).addr() % 64, 0);
                assert_eq!(&frame[text], "é".repeat(round.into()));
                assert_eq!(frame[bytes], *vec![round; round.into()]);
                assert_eq!(frame[lines], *vec![Line(round); usize::from(round % 3)]);
                assert_eq!(frame[pairs], [(round, u64::from(round)); 3]);
                assert_eq!((frame[unit], frame[pages]), ((), round));
            }
        });
    });
}

/// By way of a tag it is the same.
trait TaggedLikeInsert<'id> {
    fn tagged_like_insert<T>(&self, value: T) -> Handle<'id, T>;
}

impl<'id> TaggedLikeInsert<'id> for arena_core::Frame<'id> {
    fn tagged_like_insert<T>(&self, value: T) -> Handle<'id, T> {
        struct Ui;
        impl arena_core::Tag for Ui {
            fn info(&self) -> &'static arena_core::TagInfo {
                static INFO: arena_core::TagInfo = arena_core::TagInfo::new("Ui", "", None);
                &INFO
            }
        }
        self.tagged(Ui).insert(value)
    }
}

#[test]
fn what_is_changed_stays_changed_and_neighbours_do_not() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let [left, middle, right] = [1_u64, 2, 3].map(|n| frame.insert(n));
            let text = frame.insert_str("lower");
            let slice = frame.insert_slice_copy(&[1_u16, 2, 3]);
            frame[middle] = u64::MAX;
            *frame.get_mut(left) += 10;
            frame.get_mut(text).make_ascii_uppercase();
            frame[slice].reverse();
            frame[slice][0] = 9;
            let copy = middle; // both name the same
            frame[copy] -= 1;
            assert_eq!((frame[left], frame[middle], frame[right]), (11, u64::MAX - 1, 3));
            assert_eq!((&frame[text], &frame[slice]), ("LOWER", &[9, 2, 1][..]));
        });
    });
}

/// While references by handle are there, the scope can still allocate.
#[test]
fn reading_while_allocating() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let cell = frame.insert(Cell::new(1_u32));
            let (first, second) = (frame.get(cell), frame.get(cell));
            for n in 0..100_u32 {
                first.set(second.get() + *frame.alloc(n));
            }
            assert_eq!(frame[cell].get(), 1 + (0..100).sum::<u32>());
        });
    });
}

#[test]
fn a_graph_of_handles() {
    struct Node<'frame> {
        value: u64,
        next: Option<Handle<'frame, Node<'frame>>>,
    }
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut head = None;
            for value in 0..100 {
                head = Some(frame.insert(Node { value, next: head }));
            }
            // A cycle is no problem: nobody owns anybody.
            let mut last = head.unwrap();
            while let Some(next) = frame[last].next {
                last = next;
            }
            frame[last].next = head;
            let mut sum = 0;
            let mut at = head.unwrap();
            for _ in 0..200 {
                sum += frame[at].value;
                at = frame[at].next.unwrap();
            }
            assert_eq!(sum, 2 * (0..100).sum::<u64>());
        });
    });
}

#[test]
fn several_at_once_if_they_differ() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let [a, b, c] = [1_u64, 2, 3].map(|n| frame.insert(n));
            let [x, y, z] = frame.get_disjoint_mut([c, a, b]).unwrap();
            std::mem::swap(x, y);
            *z += 10;
            assert_eq!((frame[a], frame[b], frame[c]), (3, 12, 1));
            let no: [&mut u64; 0] = frame.get_disjoint_mut([]).unwrap();
            assert_eq!(no.len(), 0);
            for (handles, positions) in
                [([a, a, b], (0, 1)), ([a, b, a], (0, 2)), ([b, a, a], (1, 2)), ([c, c, c], (0, 1))]
            {
                let error = frame.get_disjoint_mut(handles).unwrap_err();
                assert_eq!(error, DisjointError { positions });
            }
            let error = frame.get_disjoint_mut([b, a, b]).unwrap_err();
            assert_eq!(
                error.to_string(),
                "handles 0 and 2 name the same value, which cannot be borrowed mutably twice"
            );

            let texts = ["one", "two"].map(|text| frame.insert_str(text));
            let [one, two] = frame.get_disjoint_mut(texts).unwrap();
            one.make_ascii_uppercase();
            two.make_ascii_uppercase();
            assert_eq!((&frame[texts[0]], &frame[texts[1]]), ("ONE", "TWO"));
            assert!(frame.get_disjoint_mut([texts[1]; 2]).is_err());

            // Empty slices have places of their own, because their length has.
            let empty = [&[0_u64; 0][..]; 3].map(|slice| frame.insert_slice_copy(slice));
            assert!(frame.get_disjoint_mut(empty).is_ok());
        });
    });
}

/// Zero-sized values may share a place, and then cannot be told apart; never undefined.
#[test]
fn several_of_nothing() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let units = [frame.insert(()), frame.insert(())];
            assert!(frame.get_disjoint_mut(units).is_err());
            let apart = [frame.insert(()), {
                frame.alloc(1_u8);
                frame.insert(())
            }];
            assert!(frame.get_disjoint_mut(apart).is_ok());
        });
    });
}

#[test]
fn handles_compare_by_place() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let handles: Vec<_> = (0..10_u8).map(|n| frame.insert(n)).collect();
            assert!(handles.is_sorted());
            assert_eq!(handles.iter().copied().collect::<BTreeSet<_>>().len(), 10);
            assert_eq!(handles.iter().chain(&handles).copied().collect::<HashSet<_>>().len(), 10);
            assert_ne!(handles[0], handles[1]);
            let hash = |handle| {
                std::hash::BuildHasher::hash_one(&std::hash::BuildHasherDefault::<DefaultHasher>::default(), handle)
            };
            assert_eq!(handles.iter().map(hash).collect::<HashSet<_>>().len(), 10, "they hash by place too");
            assert_eq!(format!("{:?} {:?}", handles[0], handles[9]), "Handle(0x0) Handle(0x48)");
        });
    });
}

/// The 32 GiB that a handle reaches, to the last unit. Nothing of it is touched.
#[test]
#[cfg(all(feature = "std", target_pointer_width = "64", target_os = "linux", not(miri)))]
#[cfg_attr(
    any(arena_shadow = "address", arena_shadow = "memory", arena_shadow = "valgrind"),
    ignore = "the checker would take note of each byte of 32 GiB"
)]
fn beyond_their_reach() {
    use arena_core::{FrameArena, GIB, Reason};

    use crate::support::panic_of;

    let mut arena = FrameArena::reserve("vast", 34 * GIB).expect("address space costs nothing");
    arena.scope(|frame| {
        let skip = 32 * GIB - 32;
        match frame.try_alloc_uninit_slice::<u8>(skip) {
            Ok(_) => {}
            // A system that counts every page it may have to deliver does not go along.
            Err(error) if error.reason() == Reason::CommitRefused => return,
            Err(error) => panic!("{error}"),
        }
        let [first, second, last] = [1_u64, 2, 3].map(|n| frame.insert(n));
        assert_eq!((frame[first], frame[second], frame[last]), (1, 2, 3));
        assert_eq!(format!("{last:?}"), "Handle(0x7fffffff0)");
        let used = frame.stats().used;
        let full = frame.try_insert([9_u64; 4]).unwrap_err();
        assert_eq!((full.value, full.error.reason()), ([9; 4], Reason::BeyondHandles));
        assert!(frame.try_insert_str("text").is_err());
        assert!(frame.try_insert(()).is_err());
        assert_eq!(panic_of(|| frame.insert([9_u64; 4])), full.error.to_string());
        assert_eq!(frame.stats().used, used, "what cannot be named is given back");
        assert_eq!(frame.stats().abandoned, 0);
        assert_eq!(
            full.error.to_string(),
            "frame arena `vast` is beyond the reach of handles: `[u64; 4]` asked for 32 bytes aligned to 8, and \
             2.0 GiB of 34.0 GiB are free; handles reach 32 GiB: use `alloc` for what needs no handle, or a second \
             arena"
        );
        let plain = frame.alloc([4_u64; 4]);
        assert_eq!((*plain, frame[last]), ([4; 4], 3), "and references reach everywhere");
    });
}
