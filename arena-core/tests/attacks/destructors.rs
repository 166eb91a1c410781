//! Destructors: in reverse order, each once, whatever else panics on the way.

use arena_core::{ArenaBox, Frame, TagInfo, lifetime};

use crate::support::{Bomb, Log, Noisy, each_backing, explode, survives};

#[test]
fn the_newest_value_goes_first() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            for n in 0..5 {
                let noisy = frame.alloc_drop(Noisy(n, &DROPPED));
                assert_eq!(noisy.0, n);
                noisy.0 += 10;
                frame.alloc(n);
            }
            assert_eq!(DROPPED.take(), []);
        });
        assert_eq!(DROPPED.take(), [14, 13, 12, 11, 10], "as they were when the scope ended");
        assert_eq!(arena.stats().used, 0);
    });
}

#[test]
fn each_scope_drops_its_own() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            frame.alloc_drop(Noisy(1, &DROPPED));
            frame.scope(|inner| {
                inner.alloc_drop(Noisy(2, &DROPPED));
                inner.scope(|innermost| {
                    innermost.alloc_drop(Noisy(3, &DROPPED));
                    innermost.alloc_drop(Noisy(4, &DROPPED));
                });
                assert_eq!(DROPPED.take(), [4, 3]);
                inner.alloc_drop(Noisy(5, &DROPPED));
                inner.scope(|_| ());
                assert_eq!(DROPPED.take(), []);
            });
            assert_eq!(DROPPED.take(), [5, 2]);
            frame.alloc_drop(Noisy(6, &DROPPED));
        });
        assert_eq!(DROPPED.take(), [6, 1]);
    });
}

/// Zero-sized values have destructors too, and so has a value of any alignment.
#[test]
fn values_of_every_size() {
    static DROPPED: Log = Log::new();
    struct Nothing;
    impl Drop for Nothing {
        fn drop(&mut self) {
            assert_eq!(std::ptr::from_ref(self).addr() % align_of::<Self>(), 0);
            DROPPED.note(0);
        }
    }
    #[repr(align(4096))]
    struct Page(u32);
    impl Drop for Page {
        fn drop(&mut self) {
            assert_eq!(std::ptr::from_ref(self).addr() % align_of::<Self>(), 0);
            DROPPED.note(self.0);
        }
    }
    each_backing(|arena| {
        arena.scope(|frame| {
            frame.alloc_drop(Nothing);
            frame.alloc_drop(Page(1));
            frame.alloc_drop(Nothing);
            frame.alloc_drop([Noisy(2, &DROPPED), Noisy(3, &DROPPED)]);
            drop(frame.alloc_box(Page(4)));
            drop(frame.alloc_box(Nothing));
            let mut vec = frame.vec();
            vec.extend([Nothing, Nothing, Nothing]);
            vec.pop();
            assert_eq!(DROPPED.take(), [4, 0, 0]);
        });
        assert_eq!(DROPPED.take(), [0, 0, 2, 3, 0, 1, 0]);
    });
}

#[test]
fn a_panicking_destructor_does_not_keep_the_others() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        for bomb in 0..5 {
            survives(|| {
                arena.scope(|frame| {
                    for n in 0..5 {
                        if n == bomb {
                            frame.alloc_drop(Bomb(n, &DROPPED));
                        } else {
                            frame.alloc_drop(Noisy(n, &DROPPED));
                        }
                    }
                });
            });
            assert_eq!(DROPPED.take(), [4, 3, 2, 1, 0]);
            assert_eq!(arena.stats().used, 0, "and the arena is reset");
        }
        assert_eq!(arena.stats().resets, 5);
        arena.scope(|frame| frame.alloc_drop(Noisy(9, &DROPPED)).0);
        assert_eq!(DROPPED.take(), [9], "nothing is left of what was before");
    });
}

#[test]
fn a_panicking_destructor_of_a_nested_scope() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let kept = frame.alloc_drop(Noisy(1, &DROPPED));
            let used = frame.stats().used;
            survives(|| {
                frame.scope(|inner| {
                    inner.alloc_drop(Noisy(2, &DROPPED));
                    inner.alloc_drop(Bomb(3, &DROPPED));
                    inner.alloc_drop(Noisy(4, &DROPPED));
                });
            });
            assert_eq!(DROPPED.take(), [4, 3, 2]);
            assert_eq!((frame.stats().used, kept.0), (used, 1));
        });
        assert_eq!(DROPPED.take(), [1]);
    });
}

/// A destructor that allocates elsewhere, with destructors of its own.
#[test]
#[cfg(feature = "std")]
fn destructors_that_use_another_arena() {
    use std::sync::{Arc, Mutex};

    static DROPPED: Log = Log::new();
    struct Worker(Arc<Mutex<arena_core::SceneArena>>);
    impl Drop for Worker {
        fn drop(&mut self) {
            self.0.lock().unwrap().scope(|scene| {
                scene.alloc_drop(Noisy(1, &DROPPED));
                scene.scope(|inner| inner.alloc_drop(Noisy(2, &DROPPED)).0);
                DROPPED.note(scene.alloc_iter(0..10).iter().sum());
            });
        }
    }
    let scratch = Arc::new(Mutex::new(arena_core::SceneArena::reserve("scratch", 4096).unwrap()));
    each_backing(|arena| {
        arena.scope(|frame| {
            frame.alloc_drop(Worker(Arc::clone(&scratch)));
            frame.alloc_drop(Worker(Arc::clone(&scratch)));
        });
        assert_eq!(DROPPED.take(), [2, 45, 1, 2, 45, 1]);
    });
}

#[test]
fn boxes_drop_by_ownership() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut early = frame.alloc_box(Noisy(1, &DROPPED));
            let late = frame.alloc_box(Noisy(2, &DROPPED));
            early.0 = 10;
            drop(early);
            assert_eq!(DROPPED.take(), [10]);

            let moved_out = ArenaBox::into_inner(late);
            assert_eq!((DROPPED.take(), moved_out.0), (vec![], 2));
            drop(moved_out);
            assert_eq!(DROPPED.take(), [2]);

            let leaked: &mut Noisy = ArenaBox::leak(frame.alloc_box(Noisy(3, &DROPPED)));
            assert_eq!((leaked.0, DROPPED.take()), (3, vec![]));

            let nested = frame.alloc_box(frame.alloc_box(Noisy(4, &DROPPED)));
            let inner = ArenaBox::into_inner(nested);
            assert_eq!(DROPPED.take(), []);
            drop(inner);
            assert_eq!(DROPPED.take(), [4]);

            let mut many = frame.vec();
            many.extend((5..9).map(|n| frame.alloc_box(Noisy(n, &DROPPED))));
            drop(many.swap_remove(0));
            assert_eq!(DROPPED.take(), [5]);
            let slice = many.into_boxed_slice();
            assert_eq!(slice.iter().map(|noisy| noisy.0).collect::<Vec<_>>(), [8, 6, 7]);
            drop(slice);
            assert_eq!(DROPPED.take(), [8, 6, 7]);

            survives(|| drop(frame.alloc_box(Bomb(9, &DROPPED))));
            assert_eq!(DROPPED.take(), [9]);
        });
        assert_eq!(DROPPED.take(), [], "a leaked box stays leaked");
    });
}

/// Boxes of what has no fixed size.
#[test]
fn boxed_slices_of_every_length() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            for len in 0..6 {
                let mut vec = frame.vec();
                vec.extend((0..len).map(|n| Noisy(n, &DROPPED)));
                let used = frame.stats().used;
                let boxed = vec.into_boxed_slice();
                assert_eq!(boxed.len(), len as usize);
                assert!(frame.stats().used <= used, "spare room is given back");
                drop(boxed);
                assert_eq!(DROPPED.take(), (0..len).collect::<Vec<_>>());
            }
            let leaked = ArenaBox::leak(frame.vec::<Noisy>().into_boxed_slice());
            assert_eq!(leaked.len(), 0);
        });
    });
}

#[test]
fn vectors_drop_what_they_hold_and_no_more() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut vec = frame.vec();
            vec.extend((0..10).map(|n| Noisy(n, &DROPPED)));
            assert_eq!(DROPPED.take(), [], "growth moves, and drops nothing");
            drop(vec.pop());
            drop(vec.remove(2));
            drop(vec.swap_remove(0));
            assert_eq!(DROPPED.take(), [9, 2, 0]);
            vec.insert(1, Noisy(11, &DROPPED));
            vec.truncate(5);
            assert_eq!(DROPPED.take(), [5, 6, 7]);
            vec.truncate(50);
            vec.retain(|noisy| noisy.0 != 3);
            assert_eq!(DROPPED.take(), [3]);
            let left: Vec<u32> = vec.iter().map(|noisy| noisy.0).collect();
            assert_eq!(left, [8, 11, 1, 4]);
            let mut iter = vec.into_iter();
            assert_eq!(iter.len(), 4);
            drop(iter.next());
            drop(iter.next_back());
            assert_eq!((DROPPED.take(), iter.size_hint()), (vec![8, 4], (2, Some(2))));
            drop(iter);
            assert_eq!(DROPPED.take(), [11, 1]);
            assert_eq!(frame.stats().used, 0);
            let mut iter = frame.vec::<Noisy>().into_iter();
            assert!(iter.next().is_none() && iter.next_back().is_none());
        });
    });
}

/// Residents with `#[arena(drop)]`, by what the derive generates.
mod residents {
    use super::*;
    use arena_core::{__private as private, Resident};

    struct Texture(Noisy);

    static TEXTURE: TagInfo = TagInfo::new("Texture", "", None);

    impl Resident for Texture {
        type Lifetime = lifetime::Frame;
        const NAME: &'static str = "Texture";
        fn tag() -> &'static TagInfo {
            &TEXTURE
        }
    }

    fn textures(range: std::ops::Range<u32>, log: &'static Log) -> impl Iterator<Item = Texture> {
        range.map(move |n| Texture(Noisy(n, log)))
    }

    #[test]
    fn are_dropped_at_the_end() {
        static DROPPED: Log = Log::new();
        each_backing(|arena| {
            arena.scope(|frame| {
                let one = private::alloc_drop_in(frame, Texture(Noisy(1, &DROPPED)));
                let two = private::insert_drop_in(frame, Texture(Noisy(2, &DROPPED)));
                let slice = private::alloc_slice_drop_in(frame, textures(3..6, &DROPPED));
                one.0.0 += 10;
                slice[0].0.0 += 10;
                frame[two].0.0 += 10;
                let none = private::alloc_slice_drop_in(frame, textures(0..0, &DROPPED));
                assert_eq!((none.len(), frame[two].0.0), (0, 12));
                assert_eq!(DROPPED.take(), []);
            });
            assert_eq!(DROPPED.take(), [13, 4, 5, 12, 11], "newest first, a slice from its start");
        });
    }

    /// A slice takes what it needs, and 32 bytes for the list.
    #[test]
    fn a_slice_gives_its_spare_room_back() {
        static DROPPED: Log = Log::new();
        each_backing(|arena| {
            arena.scope(|frame| {
                let some = textures(0..5, &DROPPED).filter(|_| true);
                private::alloc_slice_drop_in(frame, some);
                assert_eq!(frame.stats().used, 5 * size_of::<Texture>() + 4 * size_of::<usize>());
            });
            assert_eq!(DROPPED.take(), [0, 1, 2, 3, 4]);
        });
    }

    #[test]
    fn what_needs_no_destructor_is_not_listed() {
        struct Plain(#[expect(dead_code, reason = "takes room")] u64);
        impl Resident for Plain {
            type Lifetime = lifetime::Frame;
            const NAME: &'static str = "Plain";
            fn tag() -> &'static TagInfo {
                &TEXTURE
            }
        }
        static DROPPED: Log = Log::new();
        each_backing(|arena| {
            arena.scope(|frame| {
                private::alloc_slice_drop_in(frame, (0..3).map(Plain));
                private::alloc_drop_in(frame, Plain(3));
                private::insert_drop_in(frame, Plain(4));
                private::alloc_slice_drop_in(frame, textures(0..0, &DROPPED));
                assert_eq!(frame.stats().used, 5 * size_of::<Plain>());
            });
        });
    }

    #[test]
    fn an_error_calls_them_by_their_names() {
        struct Large(u64);
        impl Resident for Large {
            type Lifetime = lifetime::Frame;
            const NAME: &'static str = "Atlas";
            fn tag() -> &'static TagInfo {
                &TEXTURE
            }
        }
        each_backing(|arena| {
            arena.scope(|frame| {
                while frame.try_alloc([0_u64; 64]).is_ok() {}
                while frame.try_alloc(0_u64).is_ok() {}
                let text = crate::support::panic_of(|| private::alloc_in(frame, Large(1)).0);
                assert!(text.contains("`Atlas`") && !text.contains("Large"), "{text}");
            });
        });
    }

    #[test]
    fn a_panic_on_the_way_into_a_slice_drops_them_once() {
        static DROPPED: Log = Log::new();
        each_backing(|arena| {
            arena.scope(|frame| {
                let values = textures(0..6, &DROPPED).inspect(|texture| {
                    if texture.0.0 == 4 {
                        explode();
                    }
                });
                survives(|| private::alloc_slice_drop_in(frame, values).len());
                assert_eq!(DROPPED.take_sorted(), [0, 1, 2, 3, 4]);
                assert_eq!(frame.stats().used, 0);
            });
            assert_eq!(DROPPED.take(), []);
        });
    }

    #[test]
    fn a_destructor_of_a_slice_that_panics() {
        static DROPPED: Log = Log::new();
        struct Fuse(#[expect(dead_code, reason = "dropped, not read")] Bomb);
        impl Resident for Fuse {
            type Lifetime = lifetime::Frame;
            const NAME: &'static str = "Fuse";
            fn tag() -> &'static TagInfo {
                &TEXTURE
            }
        }
        each_backing(|arena| {
            survives(|| {
                arena.scope(|frame| {
                    private::alloc_drop_in(frame, Texture(Noisy(1, &DROPPED)));
                    private::alloc_slice_drop_in(frame, [Fuse(Bomb(2, &DROPPED))]);
                    private::alloc_slice_drop_in(frame, textures(3..5, &DROPPED));
                });
            });
            assert_eq!(DROPPED.take(), [3, 4, 2, 1]);
        });
    }
}

/// A type that needs no destructor takes no room in the list.
#[test]
fn plain_types_pay_nothing() {
    fn place(frame: &Frame<'_>) -> usize {
        frame.alloc_drop([0_u8; 24]);
        frame.stats().used
    }
    each_backing(|arena| assert_eq!(arena.scope(|frame| place(frame)), 24));
}
