//! Values with destructors that lie one behind the other share an entry on the list of ends. Here it is
//! cut, leaked, interrupted and confused.

use arena_core::{__private as private, Frame, Resident, TagInfo, lifetime};

use crate::support::{Bomb, Log, Noisy, each_backing, explode, leak_half_way, pause, survives};

/// As large as [`Noisy`], and dropped by the same instructions but for the log.
struct Twin(Noisy);

/// Not a multiple of 8 bytes: its values leave gaps, so each has an entry of its own.
#[expect(dead_code, reason = "dropped, not read")]
struct Odd(Noisy, u8);

#[repr(C, packed(4))]
struct Packed(u32, Noisy);

/// Takes more room than its size would need elsewhere.
#[repr(align(64))]
struct Wide(#[expect(dead_code, reason = "dropped, not read")] Noisy);

const ENTRY: usize = 4 * size_of::<usize>();

#[test]
fn a_run_takes_one_entry() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let values: Vec<_> = (0..10).map(|n| frame.alloc_drop(Noisy(n, &DROPPED))).collect();
            assert_eq!(frame.stats().used, ENTRY + 10 * size_of::<Noisy>());
            assert!(values.iter().map(|noisy| noisy.0).eq(0..10));
            frame.alloc(0_u8);
            frame.alloc_drop(Noisy(10, &DROPPED));
            assert_eq!(frame.stats().used, 2 * ENTRY + 8 + 11 * size_of::<Noisy>());
            assert_eq!(DROPPED.take(), []);
        });
        assert_eq!(DROPPED.take(), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    });
}

#[test]
fn a_run_is_cut_where_a_nested_scope_began() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let outer = [0, 1].map(|n| &*frame.alloc_drop(Noisy(n, &DROPPED)));
            let used = frame.stats().used;
            for _ in 0..2 {
                frame.scope(|inner| {
                    for n in 2..4 {
                        inner.alloc_drop(Noisy(n, &DROPPED));
                    }
                    assert_eq!(inner.stats().used, used + 2 * size_of::<Noisy>(), "the run goes on");
                    inner.scope(|innermost| {
                        innermost.alloc_drop(Noisy(4, &DROPPED));
                        innermost.alloc_drop(Twin(Noisy(5, &DROPPED)));
                        innermost.alloc_drop(Noisy(6, &DROPPED));
                    });
                    assert_eq!(DROPPED.take(), [6, 5, 4]);
                    // Nothing of it at all is in this one.
                    inner.scope(|_| ());
                    inner.alloc_drop(Noisy(7, &DROPPED));
                });
                assert_eq!(DROPPED.take(), [7, 3, 2]);
                assert_eq!(frame.stats().used, used);
                // What is no run of this type is not taken for one.
                frame.scope(|inner| inner.alloc_drop(Twin(Noisy(8, &DROPPED))).0.0);
                assert_eq!(DROPPED.take(), [8]);
            }
            frame.alloc_drop(Noisy(9, &DROPPED));
            assert_eq!(frame.stats().used, used + size_of::<Noisy>(), "it goes on where it was cut");
            assert_eq!(outer.map(|noisy| noisy.0), [0, 1]);
        });
        assert_eq!(DROPPED.take(), [9, 1, 0]);
    });
}

#[test]
fn a_leaked_scope_leaves_its_part_of_a_run_to_the_outer_one() {
    static DROPPED: Log = Log::new();
    async fn stop_half_way(frame: &mut Frame<'_>) {
        opened!(inner in frame);
        inner.alloc_drop(Noisy(1, &DROPPED));
        pause().await;
        inner.alloc_drop(Noisy(100, &DROPPED));
    }
    each_backing(|arena| {
        arena.scope(|frame| {
            frame.alloc_drop(Noisy(0, &DROPPED));
            leak_half_way(stop_half_way(frame));
            frame.alloc_drop(Noisy(2, &DROPPED));
            frame.scope(|inner| inner.alloc_drop(Noisy(3, &DROPPED)).0);
            assert_eq!(DROPPED.take(), [3]);
        });
        assert_eq!(DROPPED.take(), [2, 1, 0]);
    });
}

#[test]
fn a_panic_in_a_run_drops_the_rest_of_it_once() {
    static DROPPED: Log = Log::new();
    /// Panics for one number.
    struct Fuse(Noisy);
    impl Drop for Fuse {
        fn drop(&mut self) {
            if self.0.0 == 4 {
                explode();
            }
        }
    }
    each_backing(|arena| {
        survives(|| {
            arena.scope(|frame| {
                (0..3).for_each(|n| _ = frame.alloc_drop(Fuse(Noisy(n, &DROPPED))));
                let used = frame.stats().used;
                survives(|| {
                    frame.scope(|inner| {
                        (3..6).for_each(|n| _ = inner.alloc_drop(Fuse(Noisy(n, &DROPPED))));
                    });
                });
                assert_eq!(DROPPED.take(), [5, 4, 3], "those of the inner scope, each once");
                assert_eq!(frame.stats().used, used);
                (3..6).for_each(|n| _ = frame.alloc_drop(Fuse(Noisy(n, &DROPPED))));
            });
        });
        assert_eq!(DROPPED.take(), [5, 4, 3, 2, 1, 0]);
        assert_eq!(arena.stats().used, 0);
        // All of a run panic but one: the first panic is on its way while the others run.
        survives(|| arena.scope(|frame| frame.alloc_drop(Bomb(1, &DROPPED)).0));
        assert_eq!(DROPPED.take(), [1]);
    });
}

#[test]
fn types_of_all_shapes_are_dropped_as_themselves() {
    static DROPPED: Log = Log::new();
    struct Nothing;
    impl Drop for Nothing {
        fn drop(&mut self) {
            DROPPED.note(1000);
        }
    }
    each_backing(|arena| {
        arena.scope(|frame| {
            for n in (0..18).step_by(6) {
                for _ in 0..2 {
                    frame.alloc_drop(Odd(Noisy(n, &DROPPED), 0));
                }
                for _ in 0..2 {
                    frame.alloc_drop(Packed(0, Noisy(n + 1, &DROPPED)));
                }
                for _ in 0..2 {
                    let wide = frame.alloc_drop(Wide(Noisy(n + 2, &DROPPED)));
                    assert_eq!(std::ptr::from_mut(wide).addr() % 64, 0);
                }
                for _ in 0..2 {
                    frame.alloc_drop(Nothing);
                }
                for _ in 0..2 {
                    frame.alloc_drop(Twin(Noisy(n + 3, &DROPPED)));
                    frame.alloc_drop(Noisy(n + 4, &DROPPED));
                }
                frame.scope(|inner| {
                    inner.alloc_drop(Nothing);
                    inner.alloc_drop(Wide(Noisy(n + 5, &DROPPED)));
                    inner.alloc_drop(Odd(Noisy(n + 5, &DROPPED), 0));
                });
                assert_eq!(DROPPED.take(), [n + 5, n + 5, 1000]);
            }
        });
        let mut expected: Vec<u32> = (0..18)
            .step_by(6)
            .flat_map(|n| [n, n, n + 1, n + 1, n + 2, n + 2, 1000, 1000, n + 3, n + 4, n + 3, n + 4])
            .collect();
        expected.reverse();
        assert_eq!(DROPPED.take(), expected);
    });
}

/// Compilers and linkers make one function of two that have the same instructions. These two types are dropped by
/// the same, in an optimized build, and may not lie at the same places.
#[test]
fn types_with_one_destructor_and_two_alignments() {
    static DROPPED: Log = Log::new();
    #[repr(C)]
    struct Plain(Noisy, [usize; 2]);
    #[repr(C, align(16))]
    struct Wider(Noisy, [usize; 2]);
    const { assert!(size_of::<Plain>() == size_of::<Wider>()) };
    each_backing(|arena| {
        arena.scope(|frame| {
            frame.alloc(0_u64);
            for n in 0..4 {
                let plain = frame.alloc_drop(Plain(Noisy(2 * n, &DROPPED), [7; 2]));
                assert_eq!((plain.0.0, plain.1), (2 * n, [7; 2]));
                let used = frame.stats().used;
                let wider = frame.alloc_drop(Wider(Noisy(2 * n + 1, &DROPPED), [8; 2]));
                assert_eq!(std::ptr::from_mut(wider).addr() % 16, 0);
                assert_eq!((wider.0.0, wider.1), (2 * n + 1, [8; 2]));
                assert!(frame.stats().used >= used + ENTRY + size_of::<Wider>(), "in an entry of its own");
            }
        });
        assert!(DROPPED.take().into_iter().eq((0..8).rev()));
    });
}

#[test]
fn handles_of_a_run_name_their_own() {
    static DROPPED: Log = Log::new();
    struct Texture(Noisy);
    static TEXTURE: TagInfo = TagInfo::new("Texture", "", None);
    impl Resident for Texture {
        type Lifetime = lifetime::Frame;
        const NAME: &'static str = "Texture";
        fn tag() -> &'static TagInfo {
            &TEXTURE
        }
    }
    each_backing(|arena| {
        arena.scope(|frame| {
            let handles: Vec<_> = (0..5).map(|n| private::insert_drop_in(frame, Texture(Noisy(n, &DROPPED)))).collect();
            assert_eq!(frame.stats().used, ENTRY + 5 * size_of::<Texture>());
            private::alloc_drop_in(frame, Texture(Noisy(5, &DROPPED)));
            for (n, handle) in (0..).zip(&handles) {
                frame[*handle].0.0 += 10 * n;
            }
        });
        assert_eq!(DROPPED.take(), [5, 44, 33, 22, 11, 0]);
    });
}

#[test]
fn a_value_that_finds_no_room_comes_back() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut placed = 0;
            let full = loop {
                match frame.try_alloc_drop(Noisy(placed, &DROPPED)) {
                    Ok(_) => placed += 1,
                    Err(full) => break full,
                }
            };
            assert!(placed > 1000, "in one run");
            assert_eq!((full.value.0, DROPPED.take()), (placed, vec![]));
            drop(full);
            assert_eq!(DROPPED.take(), [placed]);
            assert!(frame.try_alloc_drop(Twin(Noisy(0, &DROPPED))).is_err_and(|full| full.value.0.0 == 0));
            assert_eq!(DROPPED.take(), [0]);
        });
        let dropped = DROPPED.take();
        assert!(dropped.iter().rev().copied().eq(0..u32::try_from(dropped.len()).unwrap()));
    });
}
