//! Scopes as allocators: collections of other crates, and what such a collection may ask in the worst case.

#![expect(unsafe_code, reason = "an allocator is asked to free and to grow by unsafe functions")]

use std::alloc::Layout;
use std::collections::hash_map::DefaultHasher;
use std::hash::BuildHasherDefault;
use std::ptr::NonNull;

use allocator_api2::alloc::{AllocError, Allocator};
use allocator_api2::boxed::Box as BoxIn;
use allocator_api2::vec::Vec as VecIn;
use arena_core::{Arena, Tag, TagInfo, lifetime};

use crate::support::{Aligned, Log, Noisy, Random, each_backing, explode, survives};

mod edges;
mod programs;

type MapIn<K, V, A> = hashbrown::HashMap<K, V, BuildHasherDefault<DefaultHasher>, A>;

#[derive(Clone, Copy)]
struct Mesh;

static MESH: TagInfo = TagInfo::new("Mesh", "", None);

impl Tag for Mesh {
    fn info(&self) -> &'static TagInfo {
        &MESH
    }
}

#[derive(Clone, Debug, PartialEq)]
#[repr(align(64))]
struct Wide(u32);

fn layout(size: usize, align: usize) -> Layout {
    Layout::from_size_align(size, align).expect("a layout")
}

/// Random operations on collections that grow in turns, with a map among them.
fn like_std<A: Allocator + Copy>(seed: u64, allocator: A, between: impl Fn()) {
    let mut random = Random::new(seed);
    let mut texts: Vec<VecIn<String, A>> = (0..3).map(|_| VecIn::new_in(allocator)).collect();
    let mut wide = VecIn::new_in(allocator);
    let mut map = MapIn::with_hasher_in(BuildHasherDefault::default(), allocator);
    let mut model = (vec![Vec::<String>::new(); 3], Vec::new(), std::collections::HashMap::new());
    for round in 0..if cfg!(miri) { 60 } else { 200_u32 } {
        let which = random.below(3);
        let (mine, theirs) = (&mut texts[which], &mut model.0[which]);
        match random.below(10) {
            0..3 => {
                mine.push(round.to_string());
                theirs.push(round.to_string());
            }
            3 => assert_eq!(mine.pop(), theirs.pop()),
            4 => {
                wide.push(Wide(round));
                model.1.push(Wide(round));
            }
            5 => {
                mine.shrink_to_fit();
                wide.shrink_to_fit();
                map.shrink_to_fit();
            }
            6 | 7 => assert_eq!(map.insert(round % 50, round), model.2.insert(round % 50, round)),
            8 => {
                let key = round.wrapping_mul(7) % 50;
                assert_eq!(map.remove(&key), model.2.remove(&key));
            }
            _ if random.below(20) == 0 => {
                mine.clear();
                mine.shrink_to_fit();
                theirs.clear();
            }
            _ => between(), // now none is last
        }
        assert_eq!((mine.as_slice(), wide.as_slice()), (theirs.as_slice(), model.1.as_slice()));
        assert!(wide.as_ptr().is_aligned());
    }
    assert_eq!(map.len(), model.2.len());
    assert!(model.2.iter().all(|(key, value)| map.get(key) == Some(value)));
}

#[test]
fn collections_agree_with_those_of_std() {
    for seed in 0..if cfg!(miri) { 1 } else { 20 } {
        each_backing(|arena| {
            arena.scope(|frame| {
                like_std(seed, &**frame, || _ = frame.alloc(7_u8));
                // What a closure gets is one as it is.
                like_std(seed, &*frame, || _ = frame.alloc(7_u8));
                like_std(seed, frame.tagged(Mesh), || {});
            });
        });
    }
}

#[test]
fn the_last_one_grows_in_place_and_others_move() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let frame = &**frame;
            let mut vec = VecIn::with_capacity_in(4, frame);
            let start = vec.as_ptr();
            vec.extend(0..1000_u64);
            assert_eq!((vec.as_ptr(), frame.stats().abandoned), (start, 0));
            vec.shrink_to_fit();
            assert_eq!((vec.as_ptr(), frame.stats().used), (start, 8000), "what was spare is given back");
            let mut other = VecIn::with_capacity_in(3, frame);
            other.extend([1_u8, 2, 3]);
            vec.push(1000);
            assert_ne!(vec.as_ptr(), start);
            assert_eq!(frame.stats().abandoned, 8000);
            assert!(vec.iter().copied().eq(0..=1000));
            drop(vec);
            assert_eq!((frame.stats().used, frame.stats().abandoned), (8008, 8000), "it was the last");
            // In the middle it stays where it is, and what it no longer needs is known.
            let start = other.as_ptr();
            other.reserve_exact(97);
            assert_eq!(other.as_ptr(), start);
            let last = BoxIn::new_in(5_u64, frame);
            other.shrink_to_fit();
            assert_eq!((other.as_ptr(), &other[..], *last), (start, &[1, 2, 3][..], 5));
            assert_eq!(frame.stats().abandoned, 8000 + 104 - 8);
            drop(last);
            assert_eq!(frame.stats().used, 8000 + 104);
            drop(other);
            assert_eq!((frame.stats().used, frame.stats().abandoned), (8104, 8104), "nobody has any of it");
        });
    });
}

/// A pointer that went through a reference may be used for what it points at only. What comes next in the arena
/// must not be reached by it.
#[test]
fn what_was_leaked_comes_back_through_a_reference() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let frame = &**frame;
            let leaked: &mut u8 = BoxIn::leak(BoxIn::new_in(1, frame));
            // SAFETY: it was a box of this allocator, and is not used elsewhere.
            drop(unsafe { BoxIn::from_raw_in(leaked, frame) });
            assert_eq!(frame.alloc([2_u64; 9]), &[2; 9], "where the box was");

            let mut vec = VecIn::with_capacity_in(3, frame);
            vec.extend([1_u8, 2, 3]);
            let leaked: &mut [u8] = vec.leak();
            // SAFETY: as above; length and capacity are 3.
            let mut vec = unsafe { VecIn::from_raw_parts_in(leaked.as_mut_ptr(), 3, 3, frame) };
            vec.extend(4..100);
            assert!(vec.iter().copied().eq(1..100));
            let leaked: &mut [u8] = vec.leak();
            let short = NonNull::from(&mut leaked[..]).cast::<u8>();
            // SAFETY: as above; a capacity that is less than the room is that of a block that was shrunk.
            let shrunk =
                unsafe { frame.shrink(short, layout(leaked.len(), 1), layout(2, 1)) }.expect("no room is needed");
            assert_eq!(frame.alloc([3_u64; 9]), &[3; 9]);
            // SAFETY: that is its size now.
            assert_eq!(unsafe { shrunk.as_ref() }, [1, 2]);
        });
    });
}

#[test]
fn types_without_size_and_with_large_alignment() {
    static DROPPED: Log = Log::new();
    struct Nothing;
    impl Drop for Nothing {
        fn drop(&mut self) {
            DROPPED.note(0);
        }
    }
    each_backing(|arena| {
        arena.scope(|frame| {
            let frame = &**frame;
            let mut nothings = VecIn::new_in(frame);
            nothings.extend((0..5).map(|_| Nothing));
            nothings.shrink_to_fit();
            let boxed = BoxIn::new_in(Nothing, frame);
            assert_eq!(frame.stats().used, 0);
            drop((nothings, boxed));
            assert_eq!(DROPPED.take().len(), 6);
            frame.alloc(1_u8);
            let mut vec = VecIn::new_in(frame);
            for n in 0..20 {
                vec.push(Wide(n));
                assert_eq!(vec.as_ptr().addr() % 64, 0);
            }
            for shift in 0..=12 {
                for size in [0, 1, 8, 9] {
                    let place = frame.allocate(layout(size, 1 << shift)).expect("room");
                    assert_eq!((place.len(), place.addr().get() % (1 << shift)), (size, 0));
                }
            }
            assert!(vec.into_iter().map(|wide| wide.0).eq(0..20));
        });
    });
}

/// Growing and shrinking to another alignment, which no collection does, but any may.
#[test]
fn alignments_that_change() {
    for (old_align, new_align) in [(1, 1024), (8, 64), (64, 8), (1024, 1)] {
        each_backing(|arena| {
            arena.scope(|frame| {
                let frame = &**frame;
                for (old_size, new_size) in [(0, 0), (0, 9), (9, 0), (9, 9), (9, 30), (30, 9)] {
                    for is_last in [false, true] {
                        frame.alloc(1_u64);
                        let (old, new) = (layout(old_size, old_align), layout(new_size, new_align));
                        let place = frame.allocate(old).expect("room").cast::<u8>();
                        // SAFETY: that much was asked for; both are as large as is said.
                        let resized = unsafe {
                            place.write_bytes(7, old_size);
                            if !is_last {
                                frame.alloc(1_u64);
                            }
                            match new_size < old_size {
                                true => frame.shrink(place, old, new),
                                false => frame.grow_zeroed(place, old, new),
                            }
                        };
                        let place = resized.expect("room");
                        assert_eq!((place.len(), place.addr().get() % new_align), (new_size, 0));
                        // SAFETY: all of it is initialized, and it is freed after that.
                        unsafe {
                            assert!(place.as_ref().iter().take(old_size).all(|byte| *byte == 7));
                            assert!(place.as_ref().iter().skip(old_size).all(|byte| *byte == 0));
                            frame.deallocate(place.cast(), new);
                        }
                    }
                }
            });
        });
    }
}

#[test]
fn memory_that_was_used_before_is_zeroed() {
    each_backing(|arena| {
        for _ in 0..2 {
            arena.scope(|frame| {
                let frame = &**frame;
                let zeroed = frame.allocate_zeroed(layout(100, 1)).expect("room");
                // SAFETY: zeroed, and nobody else's; what it grows to is as large as is said.
                unsafe {
                    assert_eq!(zeroed.as_ref(), [0; 100]);
                    zeroed.cast::<u8>().write_bytes(255, 100);
                    let more = frame.grow_zeroed(zeroed.cast(), layout(100, 1), layout(300, 1)).expect("room");
                    assert_eq!((&more.as_ref()[..100], &more.as_ref()[100..]), (&[255; 100][..], &[0; 200][..]));
                    more.cast::<u8>().write_bytes(255, 300);
                }
            });
        }
    });
}

/// Sizes that no arena has are an error, and harm nothing.
#[test]
fn sizes_that_overflow_are_errors() {
    const MOST: usize = isize::MAX.unsigned_abs();
    each_backing(|arena| {
        arena.scope(|frame| {
            let frame = &**frame;
            let mut vec = VecIn::with_capacity_in(3, frame);
            vec.extend([1_u8, 2, 3]);
            for is_last in [true, false] {
                assert!(vec.try_reserve(usize::MAX).is_err());
                assert!(vec.try_reserve_exact(MOST - 3).is_err());
                let used = frame.stats().used;
                for huge in [layout(MOST, 1), layout(MOST - 7, 8), layout(MOST / 2, MOST / 2 + 1), layout(1, 1 << 30)] {
                    assert_eq!(frame.allocate(huge), Err(AllocError));
                    assert_eq!(frame.allocate_zeroed(huge), Err(AllocError));
                    let place = NonNull::from(&mut vec[..]).cast();
                    if huge.size() > 3 {
                        // SAFETY: a block of this size, which stays where it is if there is no room.
                        assert_eq!(unsafe { frame.grow(place, layout(3, 1), huge) }, Err(AllocError));
                        // SAFETY: as above.
                        assert_eq!(unsafe { frame.grow_zeroed(place, layout(3, 1), huge) }, Err(AllocError));
                    }
                    // SAFETY: as above.
                    let aligned = unsafe { frame.shrink(place, layout(3, 1), layout(1, 1 << 30)) };
                    assert!(aligned.is_err() || place.addr().get() % (1 << 30) == 0);
                }
                assert_eq!(frame.stats().used, used, "a failure takes nothing");
                assert_eq!(vec[..], [1, 2, 3]);
                if is_last {
                    frame.alloc(0_u8);
                }
            }
        });
    });
}

/// A full arena is an error too, and everything goes on.
#[test]
fn a_full_arena_refuses_and_goes_on() {
    let mut bytes = Aligned::<112>::new();
    let mut arena = Arena::<lifetime::Frame>::from_buffer(&mut bytes.0[1..105]);
    arena.scope(|frame| {
        let frame = &**frame;
        let mut first = VecIn::with_capacity_in(4, frame);
        let mut last = VecIn::with_capacity_in(4, frame);
        first.extend([1_u64, 2, 3, 4]);
        last.extend([5_u64, 6, 7, 8]);
        assert!(first.try_reserve(1).is_err(), "it would have to move");
        assert!(last.try_reserve_exact(5).is_err(), "not even in place");
        assert!(last.try_reserve_exact(4).is_ok(), "to the last byte");
        assert_eq!(frame.stats().used, 96);
        assert!(BoxIn::try_new_in(9_u8, frame).is_err());
        assert!(BoxIn::try_new_in((), frame).is_ok());
        let mut map = MapIn::<u8, [u64; 9], _>::with_hasher_in(BuildHasherDefault::default(), frame);
        assert!(map.try_reserve(1).is_err());
        last.shrink_to_fit();
        assert!(map.try_reserve(1).is_err() && frame.stats().used == 64, "what it needs at first is more");
        map.clear();
        last.extend([9, 10]);
        assert_eq!((&first[..], &last[..]), (&[1, 2, 3, 4][..], &[5, 6, 7, 8, 9, 10][..]));
    });
}

#[test]
fn destructors_run_once_or_never() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let frame = &**frame;
            let mut vec = VecIn::new_in(frame);
            let mut map = MapIn::with_hasher_in(BuildHasherDefault::default(), frame);
            for n in 0..20 {
                vec.push(Noisy(n, &DROPPED));
                map.insert(n, Noisy(100 + n, &DROPPED));
            }
            assert_eq!(DROPPED.take(), [], "moving drops nothing");
            let boxed: BoxIn<dyn FnOnce() + '_, _> = {
                let noisy = Noisy(200, &DROPPED);
                let (place, frame) = BoxIn::into_raw_with_allocator(BoxIn::new_in(move || drop(noisy), frame));
                // SAFETY: it comes from a box of this allocator.
                unsafe { BoxIn::from_raw_in(place, frame) }
            };
            drop(boxed);
            assert_eq!(DROPPED.take(), [200]);
            vec.truncate(18);
            drop(vec.remove(0));
            drop(map.remove(&5));
            assert_eq!(DROPPED.take(), [18, 19, 0, 105]);
            drop(vec);
            assert_eq!(DROPPED.take(), (1..18).collect::<Vec<_>>());
            drop(map);
            assert_eq!(DROPPED.take_sorted().len(), 19);
            let mut forgotten = VecIn::new_in(frame);
            forgotten.push(Noisy(300, &DROPPED));
            std::mem::forget(forgotten);
        });
        assert_eq!(DROPPED.take(), [], "what is forgotten stays so");
    });
}

/// `Clone` panics at each step while a vector grows; what was there before is there after.
#[test]
fn a_clone_that_panics_while_a_vector_grows() {
    static DROPPED: Log = Log::new();
    struct Mine(Noisy);
    impl Clone for Mine {
        fn clone(&self) -> Self {
            if self.0.0 == 3 { explode() } else { Self(Noisy(10 + self.0.0, &DROPPED)) }
        }
    }
    each_backing(|arena| {
        arena.scope(|frame| {
            let frame = &**frame;
            let source = [0, 1, 2, 3, 4].map(|n| Mine(Noisy(n, &DROPPED)));
            let mut vec = VecIn::new_in(frame);
            vec.push(Mine(Noisy(100, &DROPPED)));
            survives(|| vec.extend_from_slice(&source));
            assert!(vec.iter().map(|mine| mine.0.0).eq([100, 10, 11, 12]));
            survives(|| vec.resize(9, source[3].clone()));
            survives(|| vec.insert(0, source[3].clone()));
            vec.extend(source[..2].iter().cloned());
            DROPPED.take();
            drop(vec);
            assert_eq!(DROPPED.take(), [100, 10, 11, 12, 10, 11]);
            assert_eq!(frame.alloc(1_u64), &1);
        });
        DROPPED.take();
    });
}

/// After collections the scope is as it was: a burst, a nested scope, a vector of its own.
#[test]
fn a_scope_goes_on_after_its_collections() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let kept: &[u32] = {
                let mut vec = VecIn::new_in(&**frame);
                vec.extend(0..10_u32);
                frame.alloc_slice_copy(&vec)
            };
            let mut burst = frame.burst();
            let numbers: Vec<&mut u32> = (0..10).map(|n| burst.alloc(n)).collect();
            drop(burst);
            let used = frame.stats().used;
            frame.scope(|inner| {
                let mut map = MapIn::with_hasher_in(BuildHasherDefault::default(), &**inner);
                map.extend((0..20_u32).map(|n| (n, n)));
                let mut vec = VecIn::new_in(inner.tagged(Mesh));
                vec.extend(map.values().copied());
                vec.sort_unstable();
                assert!(vec.iter().copied().eq(0..20));
                std::mem::forget(vec);
            });
            assert_eq!(frame.stats().used, used);
            let mut vec = frame.vec();
            let mut other = VecIn::new_in(&**frame);
            other.extend(0..10_u32);
            vec.extend(other.iter().copied());
            assert_eq!((kept, &vec[..]), (&other[..], &other[..]));
            assert!(numbers.into_iter().zip(kept).all(|(number, kept)| number == kept));
        });
    });
}
