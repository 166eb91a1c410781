//! Iterators that lie about their length, and everything that allocates from a scope while the
//! scope is allocating.

use std::cell::Cell;
use std::fmt;

use arena_core::Frame;

use crate::support::{Log, Noisy, each_backing};

/// Yields `0..count` and claims whatever it is told to.
#[derive(Clone)]
struct Liar {
    next: u32,
    count: u32,
    claim: (usize, Option<usize>),
}

impl Iterator for Liar {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.next += 1;
        (self.next <= self.count).then(|| self.next - 1)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.claim
    }
}

impl ExactSizeIterator for Liar {
    fn len(&self) -> usize {
        self.claim.0
    }
}

fn liars() -> impl Iterator<Item = Liar> {
    let claims = [
        (0, None),
        (0, Some(0)),
        (1, Some(1)),
        (7, Some(3)),
        (1000, Some(1000)),
        (1 << 20, None),
        (isize::MAX as usize, None),
        (usize::MAX, Some(usize::MAX)),
        (usize::MAX, Some(0)),
    ];
    let counts = if cfg!(miri) { [0, 0, 1, 9] } else { [0, 1, 2, 50] };
    claims.into_iter().flat_map(move |claim| counts.map(|count| Liar { next: 0, count, claim }))
}

#[test]
fn a_lie_about_the_length_changes_nothing() {
    each_backing(|arena| {
        for liar in liars() {
            let truth: Vec<u32> = (0..liar.count).collect();
            arena.scope(|frame| {
                let before = frame.alloc(1_u8);
                let slice = frame.alloc_iter(liar.clone());
                assert_eq!(*slice, *truth);
                let used = 8 + (truth.len() * 4).next_multiple_of(8);
                assert_eq!(frame.stats().used, used, "what is claimed too much is given back");

                let mut vec = frame.vec();
                vec.push(77);
                vec.extend(liar.clone());
                vec.extend([88]);
                assert_eq!((vec[0], vec.last()), (77, Some(&88)));
                assert_eq!(vec[1..=truth.len()], truth);
                assert_eq!(*before, 1);
            });
        }
    });
}

#[test]
fn an_iterator_is_over_when_it_says_so_once() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut call = 0;
            let slice = frame.alloc_iter(std::iter::from_fn(|| {
                call += 1;
                (call != 4).then_some(call)
            }));
            assert_eq!(*slice, [1, 2, 3]);
        });
    });
}

/// An iterator that asks for its own length allocates, which a `size_hint` may.
#[test]
fn a_length_that_is_computed_in_the_arena() {
    struct Counting<'s, 'id> {
        frame: &'s Frame<'id>,
        left: u64,
    }
    impl Iterator for Counting<'_, '_> {
        type Item = u64;

        fn next(&mut self) -> Option<u64> {
            self.left = self.left.checked_sub(1)?;
            Some(*self.frame.alloc(self.left))
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            (*self.frame.alloc(3_usize), None)
        }
    }
    each_backing(|arena| {
        arena.scope(|frame| {
            let slice = frame.alloc_iter(Counting { frame, left: 40 });
            assert!(slice.iter().copied().eq((0..40).rev()));
        });
    });
}

#[test]
fn references_collected_while_they_are_made() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let of_unknown_length = (0..100).filter(|_| true);
            let numbers: &mut [&u64] = frame.alloc_iter(of_unknown_length.map(|n| &*frame.alloc(n)));
            let texts: &mut [&str] = frame.alloc_slice_fill_with(50, |n| &*frame.alloc_fmt(format_args!("<{n}>")));
            for (n, number) in (0..).zip(numbers.iter()) {
                assert_eq!(**number, n);
            }
            for (n, text) in texts.iter().enumerate() {
                assert_eq!(**text, format!("<{n}>"));
            }
            assert!(frame.stats().abandoned > 0, "the slice had to move");
        });
    });
}

#[test]
fn closures_inside_closures() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let tree = frame.alloc_with(|| {
                let left = frame.alloc_with(|| *frame.alloc(1_u64) + 1);
                let right =
                    frame.alloc_slice_fill_with(3, |n| frame.alloc_iter((0..n as u64).map(|m| *frame.alloc(m))));
                (left, right)
            });
            assert_eq!(*tree.0, 2);
            assert_eq!(*tree.1[0], []);
            assert_eq!(*tree.1[2], [0, 1]);
        });
    });
}

/// Text that is made in the arena it is printed to.
struct Nested<'s, 'id>(&'s Frame<'id>, u32);

impl fmt::Display for Nested<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(frame, depth) = *self;
        match depth.checked_sub(1) {
            None => f.write_str("."),
            Some(depth) => f.write_str(frame.alloc_fmt(format_args!("({})", Self(frame, depth)))),
        }
    }
}

#[test]
fn text_that_allocates_while_it_is_printed() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let text = frame.alloc_fmt(format_args!("{}+{}", Nested(frame, 3), Nested(frame, 0)));
            assert_eq!(text, "(((.)))+.");
            let mut string = frame.string();
            string.try_push_fmt(format_args!("{}{}", Nested(frame, 1), Nested(frame, 2))).unwrap();
            assert_eq!(string.into_str(), "(.)((.))");
        });
    });
}

#[test]
fn predicates_that_allocate() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut vec = frame.vec();
            vec.extend(0..20_u64);
            let mut kept = frame.vec();
            vec.retain_mut(|n| {
                *n += 1;
                kept.push(*frame.alloc(*n));
                *n % 2 == 0
            });
            assert!(vec.iter().copied().eq((1..=10).map(|n| n * 2)));
            assert!(kept.iter().copied().eq(1..=20));
        });
    });
}

/// Many vectors grow in turns; none of them may write into another.
#[test]
fn vectors_that_grow_in_turns() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut vecs: Vec<_> = (0..8).map(|_| frame.vec()).collect();
            for round in 0..40_u32 {
                for (n, vec) in (0..).zip(&mut vecs) {
                    vec.push(round * 100 + n);
                }
            }
            for (n, vec) in (0..).zip(vecs) {
                let slice = vec.into_slice();
                assert!(slice.iter().copied().eq((0..40).map(|round| round * 100 + n)));
            }
        });
    });
}

/// The source is consumed while the target grows behind it, and then in front of its grave.
#[test]
fn one_vector_is_poured_into_another() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut source = frame.vec();
            source.extend((0..20).map(|n| Noisy(n, &DROPPED)));
            let target = {
                let mut target = frame.vec();
                target.extend(source.into_iter().rev().step_by(2));
                target
            };
            let numbers: Vec<u32> = target.iter().map(|noisy| noisy.0).collect();
            assert_eq!(numbers, [19, 17, 15, 13, 11, 9, 7, 5, 3, 1]);
            assert_eq!(DROPPED.take_sorted(), [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
            drop(target);
            assert_eq!(DROPPED.take_sorted(), numbers.iter().rev().copied().collect::<Vec<_>>());
        });
    });
}

/// A closure keeps what it allocates elsewhere: the room that was taken before it is not the last
/// any more, and must not be given back.
#[test]
fn what_a_closure_lets_out_stays() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let smuggled = Cell::new(None);
            let outer = frame.alloc_with(|| {
                smuggled.set(Some(frame.alloc([7_u64; 4])));
                [8_u64; 4]
            });
            let next = frame.alloc([9_u64; 4]);
            let smuggled = smuggled.take().unwrap();
            smuggled[0] = 70;
            assert_eq!((*smuggled, *outer, *next), ([70, 7, 7, 7], [8; 4], [9; 4]));
        });
    });
}
