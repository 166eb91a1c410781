//! Closures, iterators, clones, predicates and texts that panic half way.

use std::cell::Cell;
use std::fmt;

use crate::support::{Bomb, Log, Noisy, each_backing, explode, panic_of, survives};

/// After every attack: the arena is as it was, and works.
fn unharmed(attack: impl Fn(&arena_core::Frame<'_>)) {
    each_backing(|arena| {
        arena.scope(|frame| {
            let before = frame.alloc([1_u64; 3]);
            survives(|| attack(frame));
            assert_eq!(frame.stats().used, 24, "the room is given back");
            assert_eq!(frame.stats().abandoned, 0);
            let after = frame.alloc([2_u64; 3]);
            assert_eq!((*before, *after), ([1; 3], [2; 3]));
        });
    });
}

#[test]
fn a_closure_that_panics() {
    unharmed(|frame| {
        let _ = frame.alloc_with(|| -> [u64; 9] { explode() });
    });
    unharmed(|frame| {
        let _ = frame.try_alloc_with(|| -> [u64; 9] { explode() });
    });
    unharmed(|frame| {
        let _ = frame.alloc_with(|| -> () { explode() });
    });
}

#[test]
fn a_filling_that_panics_at_any_step() {
    for step in 0..5 {
        let fill = |index| if index == step { explode() } else { index };
        unharmed(|frame| {
            let _ = frame.alloc_slice_fill_with(5, fill);
        });
        unharmed(|frame| {
            let _ = frame.try_alloc_slice_fill_with(5, fill);
        });
    }
}

#[test]
fn an_iterator_that_panics_at_any_step() {
    for step in (0..20).step_by(if cfg!(miri) { 9 } else { 1 }) {
        let iter = || {
            (0..50).inspect(|&n| {
                if n == step {
                    explode()
                }
            })
        };
        unharmed(|frame| {
            let _ = frame.alloc_iter(iter());
        });
        unharmed(|frame| {
            let _ = frame.alloc_iter(iter().filter(|_| true));
        });
        unharmed(|frame| {
            let _ = frame.try_alloc_iter(iter().collect::<Vec<i32>>());
        });
    }
}

#[test]
fn a_clone_that_panics_at_any_step() {
    thread_local! {
        static LEFT: Cell<u32> = const { Cell::new(0) };
    }
    struct Fuse;
    impl Clone for Fuse {
        fn clone(&self) -> Self {
            match LEFT.get().checked_sub(1) {
                None => explode(),
                Some(left) => LEFT.set(left),
            }
            Self
        }
    }
    for step in 0..4 {
        unharmed(|frame| {
            LEFT.set(step);
            frame.alloc_slice_clone(&[(Fuse, 1), (Fuse, 2), (Fuse, 3), (Fuse, 4)]);
        });
    }
}

struct Print<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result>(F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Display for Print<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}

#[test]
fn a_text_that_panics() {
    let print = Print(|f| {
        f.write_str("so far, so good")?;
        explode()
    });
    unharmed(|frame| {
        let _ = frame.alloc_fmt(format_args!("{print}"));
    });
    unharmed(|frame| {
        let _ = frame.try_alloc_fmt(format_args!("{print}"));
    });
}

/// `fmt::Error` is a panic, as in `format!`: it is not the arena that failed.
#[test]
fn a_text_that_fails_without_reason() {
    const TEXT: &str = "a formatting trait implementation returned an error";
    let print = Print(|f| {
        f.write_str("half of it")?;
        Err(fmt::Error)
    });
    each_backing(|arena| {
        arena.scope(|frame| {
            assert_eq!(panic_of(|| frame.alloc_fmt(format_args!("{print}")).len()), TEXT);
            assert_eq!(panic_of(|| frame.try_alloc_fmt(format_args!("{print}")).is_ok()), TEXT);
            assert_eq!(frame.stats().used, 0);
            let mut string = frame.string();
            assert_eq!(panic_of(|| string.try_push_fmt(format_args!("{print}"))), TEXT);
            assert_eq!(string, "half of it");
            // Through `fmt::Write` it is an error, because that is all it can be.
            assert!(fmt::Write::write_fmt(&mut string, format_args!("{print}")).is_err());
        });
    });
}

/// The room that was taken before the closure is lost, because it is not the last any more; but
/// it is known to be lost.
#[test]
fn a_panic_after_an_allocation_of_its_own() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let kept = Cell::new(None);
            survives(|| {
                frame.alloc_with(|| -> [u64; 4] {
                    kept.set(Some(frame.alloc(7_u64)));
                    explode()
                })
            });
            let stats = frame.stats();
            assert_eq!((stats.used, stats.abandoned), (40, 32));
            let next = frame.alloc([1_u64; 4]);
            assert_eq!((kept.take().map(|kept| *kept), *next), (Some(7), [1; 4]));
        });
    });
}

#[test]
fn an_iterator_that_panics_in_the_middle_of_extend() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut vec = frame.vec();
            vec.push(Noisy(100, &DROPPED));
            let yielded = (0..).map(|n| if n == 9 { explode() } else { Noisy(n, &DROPPED) });
            survives(|| vec.extend(yielded));
            assert_eq!(vec.len(), 10, "those before it stay");
            assert_eq!(DROPPED.take(), []);
            drop(vec);
            assert_eq!(DROPPED.take_sorted(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 100]);
            assert_eq!(frame.stats().used, 0);
        });
    });
}

/// Every value is dropped once, at whichever step the predicate panics.
#[test]
fn a_predicate_that_panics_at_any_step() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        for step in 0..8 {
            arena.scope(|frame| {
                let mut vec = frame.vec();
                vec.extend((0..8).map(|n| Noisy(n, &DROPPED)));
                survives(|| {
                    vec.retain(|value| {
                        if value.0 == step {
                            explode();
                        }
                        value.0 % 2 == 1
                    });
                });
                let rejected: Vec<u32> = (0..step).filter(|n| n % 2 == 0).collect();
                assert_eq!(DROPPED.take(), rejected);
                let kept: Vec<u32> = vec.iter().map(|value| value.0).collect();
                let expected: Vec<u32> = (0..8).filter(|n| n % 2 == 1 || *n >= step).collect();
                assert_eq!(kept, expected, "what was not looked at is kept");
                drop(vec);
                assert_eq!(DROPPED.take_sorted(), expected);
            });
        }
    });
}

/// A value that is either kind, so that one of many panics.
enum Either {
    #[expect(dead_code, reason = "dropped, not read")]
    Noisy(Noisy),
    #[expect(dead_code, reason = "dropped, not read")]
    Bomb(Bomb),
}

fn with_bomb(at: u32, log: &'static Log) -> impl Iterator<Item = Either> {
    (0..8).map(move |n| if n == at { Either::Bomb(Bomb(n, log)) } else { Either::Noisy(Noisy(n, log)) })
}

/// Whatever is dropped when a destructor panics: each value once, and the arena lives on.
#[test]
fn a_destructor_that_panics_at_any_step_in_a_vector() {
    static DROPPED: Log = Log::new();
    let all: Vec<u32> = (0..8).collect();
    each_backing(|arena| {
        for bomb in 0..8 {
            arena.scope(|frame| {
                let filled = || {
                    let mut vec = frame.vec();
                    vec.extend(with_bomb(bomb, &DROPPED));
                    vec
                };
                survives(|| drop(filled()));
                assert_eq!(DROPPED.take_sorted(), all);

                let mut vec = filled();
                survives(|| vec.clear());
                assert_eq!((DROPPED.take_sorted(), vec.len()), (all.clone(), 0));
                drop(vec);

                let mut vec = filled();
                if bomb >= 3 {
                    survives(|| vec.truncate(3));
                    assert_eq!(DROPPED.take_sorted(), [3, 4, 5, 6, 7]);
                    drop(vec);
                    assert_eq!(DROPPED.take_sorted(), [0, 1, 2]);
                } else {
                    vec.truncate(3);
                    survives(|| drop(vec));
                    assert_eq!(DROPPED.take_sorted(), all);
                }

                let mut vec = filled();
                let mut seen = 0;
                survives(|| {
                    vec.retain(|_| {
                        seen += 1;
                        false
                    });
                });
                assert_eq!(seen, bomb + 1, "the destructor stops it");
                drop(vec);
                assert_eq!(DROPPED.take_sorted(), all);

                let mut iter = filled().into_iter();
                let mut taken = Vec::new();
                taken.extend(iter.next().map(std::mem::ManuallyDrop::new));
                taken.extend(iter.next_back().map(std::mem::ManuallyDrop::new));
                if bomb == 0 || bomb == 7 {
                    drop(iter);
                } else {
                    survives(|| drop(iter));
                }
                assert_eq!(DROPPED.take_sorted(), [1, 2, 3, 4, 5, 6]);

                survives(|| drop(filled().into_boxed_slice()));
                assert_eq!(DROPPED.take_sorted(), all);
                assert_eq!(frame.stats().abandoned, 0);
            });
        }
    });
}

#[test]
fn a_scope_that_panics_is_reset() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        survives(|| {
            arena.scope(|frame| {
                frame.alloc_drop(Noisy(1, &DROPPED));
                frame.scope(|inner| {
                    inner.alloc_drop(Noisy(2, &DROPPED));
                    inner.alloc([1_u64; 100]);
                    explode()
                })
            })
        });
        assert_eq!(DROPPED.take(), [2, 1]);
        assert_eq!((arena.stats().used, arena.stats().resets), (0, 1));
        arena.scope(|frame| assert_eq!(*frame.alloc(5), 5));
    });
}

#[test]
fn a_nested_scope_that_panics_rewinds_itself_only() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let outer = frame.alloc_drop(Noisy(1, &DROPPED));
            let used = frame.stats().used;
            survives(|| {
                frame.scope(|inner| {
                    inner.alloc_drop(Noisy(2, &DROPPED));
                    explode()
                })
            });
            assert_eq!(DROPPED.take(), [2]);
            assert_eq!((frame.stats().used, outer.0), (used, 1));
        });
        assert_eq!(DROPPED.take(), [1]);
    });
}
