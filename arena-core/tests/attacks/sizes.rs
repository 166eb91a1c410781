//! Zero-sized types, huge alignments, sizes that overflow, buffers at odd addresses.

use std::alloc::Layout;
use std::mem::MaybeUninit;

use arena_core::{Arena, Reason, lifetime};

use crate::support::{Aligned, Log, each_backing};

/// No bytes, and nothing special about its place.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Empty;

/// No bytes either, but a place that is hard to find.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(align(4096))]
struct EmptyPage;

#[track_caller]
fn assert_aligned<T: ?Sized>(reference: &T) {
    let address = std::ptr::from_ref(reference).addr();
    assert_eq!(address % align_of_val(reference), 0, "at {address:#x}");
}

fn nothing_takes_no_room<T: Copy + PartialEq + std::fmt::Debug + Send + 'static>(nothing: T) {
    const { assert!(size_of::<T>() == 0) };
    each_backing(|arena| {
        arena.scope(|frame| {
            frame.alloc(1_u8); // so that the cursor is not at a page
            let used = frame.stats().used;
            let slices: [&mut [T]; 5] = [
                std::slice::from_mut(frame.alloc(nothing)),
                std::slice::from_mut(frame.alloc_with(|| nothing)),
                std::slice::from_mut(frame.alloc_aligned::<64, _>(nothing)),
                std::slice::from_mut(frame.alloc_aligned::<8192, _>(nothing)),
                std::slice::from_mut(frame.alloc_drop(nothing)),
            ];
            for slice in &slices {
                assert_aligned(&**slice);
                assert_eq!(slice[0], nothing);
            }
            assert_eq!(std::ptr::from_ref(&*slices[2]).addr() % 64, 0);
            assert_eq!(std::ptr::from_ref(&*slices[3]).addr() % 8192, 0);

            for len in [0, 1, 1000] {
                let slices = [
                    frame.alloc_slice_copy(&vec![nothing; len]),
                    frame.alloc_slice_clone(&vec![nothing; len]),
                    frame.alloc_slice_fill_with(len, |_| nothing),
                    frame.alloc_iter((0..len).map(|_| nothing)),
                ];
                for slice in slices {
                    assert_aligned(&*slice);
                    assert_eq!(slice.len(), len);
                    assert!(slice.iter().all(|value| *value == nothing));
                }
            }
            assert_eq!(frame.alloc_uninit_slice::<T>(usize::MAX).len(), usize::MAX);
            assert_eq!(*frame.alloc_box(nothing), nothing);

            let mut vec = frame.vec();
            assert_eq!(vec.capacity(), usize::MAX);
            vec.extend((0..100).map(|_| nothing));
            vec.insert(50, nothing);
            assert_eq!((vec.remove(3), vec.pop()), (nothing, Some(nothing)));
            vec.retain(|value| *value == nothing);
            assert_aligned(&*vec);
            assert_eq!(vec.into_iter().rev().count(), 99);
            assert_eq!(frame.stats().used, used, "nothing takes nothing");
        });
    });
}

#[test]
fn zero_sized_types_take_no_room() {
    nothing_takes_no_room(Empty);
    nothing_takes_no_room(EmptyPage);
}

#[test]
fn layouts_without_size_are_aligned_and_take_no_room() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let nothing = |align| {
                let bytes = frame.alloc_layout(Layout::from_size_align(0, align).unwrap());
                assert_eq!((bytes.len(), bytes.as_ptr().addr() % align), (0, 0));
            };
            (0..=3).for_each(|shift| nothing(1 << shift));
            assert_eq!(frame.stats().used, 0);
            // What is aligned to more may take what aligning takes.
            (4..=20).for_each(|shift| nothing(1 << shift));
            while frame.try_alloc(0_u64).is_ok() {}
            let used = frame.stats().used;
            (0..=20).for_each(|shift| nothing(1 << shift));
            assert_eq!(frame.stats().used, used, "nothing fits into a full arena");
        });
    });
}

#[test]
fn a_handle_of_nothing_is_aligned_like_any_other() {
    each_backing(|arena| {
        arena.scope(|frame| {
            frame.alloc(1_u8);
            let far = frame.insert(EmptyPage);
            let near = frame.insert(Empty);
            let many = frame.insert_slice_copy(&[EmptyPage; 1000]);
            assert_aligned(frame.get(far));
            assert_aligned(frame.get_mut(near));
            assert_aligned(frame.get(many));
            assert_eq!(frame.get_mut(many).len(), 1000);
            assert_eq!(frame[far], EmptyPage);
        });
    });
}

#[test]
fn a_full_arena_still_takes_nothing() {
    let mut bytes = Aligned::<64>::new();
    let mut arena = Arena::<lifetime::Frame>::from_buffer(&mut bytes.0);
    arena.scope(|frame| {
        frame.alloc([0_u64; 8]);
        assert!(frame.try_alloc(0_u8).is_err());
        frame.alloc(Empty);
        frame.alloc(EmptyPage);
        let end = frame.insert(Empty);
        assert_eq!(frame[end], Empty);
        assert_eq!(frame.alloc_str(""), "");
        assert_eq!(frame.alloc_slice_copy::<u64>(&[]), []);
        let mut vec = frame.vec::<EmptyPage>();
        vec.push(EmptyPage);
        assert_eq!(vec.into_slice().len(), 1);
        let full = frame.try_insert(EmptyPage).unwrap_err();
        assert_eq!(
            (full.value, full.error.align()),
            (EmptyPage, 4096),
            "what is named needs a place inside, and there is none that is aligned"
        );
    });
}

#[test]
fn an_arena_without_memory_is_full_and_no_more() {
    for len in 0..8 {
        let mut bytes = Aligned::<16>::new();
        let mut arena = Arena::<lifetime::Frame>::from_buffer(&mut bytes.0[1..1 + len]);
        assert_eq!(arena.stats().reserved, 0);
        arena.scope(|frame| {
            assert_eq!(frame.try_alloc(7_u8).unwrap_err().value, 7);
            assert!(frame.try_alloc_str("x").is_err());
            let nothing = frame.insert(());
            frame[nothing] = ();
            let mut vec = frame.vec();
            assert_eq!(vec.try_push(9_u8).unwrap_err().value, 9);
        });
    }
}

/// Values of one size and alignment, checked against each other for overlap.
#[test]
fn every_alignment_up_to_a_mebibyte() {
    const TOP: usize = if cfg!(feature = "std") { 20 } else { 12 };
    #[cfg(feature = "std")]
    let mut arena = arena_core::FrameArena::reserve("frame", 32 << 20).unwrap();
    #[cfg(not(feature = "std"))]
    let mut bytes = Aligned::<{ 256 << 10 }>::new();
    #[cfg(not(feature = "std"))]
    let mut arena = Arena::<lifetime::Frame>::from_buffer(&mut bytes.0);
    arena.scope(|frame| {
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for shift in (0..=TOP).chain((0..=TOP).rev()) {
            for size in [1, 7, 8, 9, 64] {
                let layout = Layout::from_size_align(size, 1 << shift).unwrap();
                let bytes = frame.alloc_layout(layout);
                bytes.fill(MaybeUninit::new(0xAA));
                let start = bytes.as_ptr().addr();
                assert_eq!(start % layout.align(), 0, "{layout:?} at {start:#x}");
                assert_eq!(bytes.len(), size);
                taken.push((start, start + size));
            }
        }
        assert!(taken.is_sorted_by(|a, b| a.1 <= b.0), "allocations overlap");
        let stats = frame.stats();
        assert!(stats.used <= stats.committed && stats.committed <= stats.reserved);
    });
}

#[test]
fn types_with_large_alignments() {
    #[derive(Clone, Copy)]
    #[repr(align(16))]
    struct Lane(u8);
    #[derive(Clone, Copy)]
    #[repr(align(64))]
    struct Line(u8);
    #[derive(Clone, Copy)]
    #[repr(align(4096))]
    struct Page(u8);
    each_backing(|arena| {
        for lead in 0..4 {
            arena.scope(|frame| {
                frame.alloc_slice_copy(&vec![0_u64; lead]);
                let (lane, line, page) = (frame.alloc(Lane(1)), frame.alloc(Line(2)), frame.alloc(Page(3)));
                frame.alloc(4_u8);
                let slice = frame.alloc_slice_fill_with(3, |n| Page([0, 1, 2][n]));
                frame.alloc(5_u8);
                let mut vec = frame.vec();
                for n in 0..9 {
                    vec.push(Line(n));
                    assert_aligned(&*vec);
                    frame.alloc(6_u8); // makes it move
                }
                for (n, line) in (0..).zip(&vec) {
                    assert_eq!(line.0, n);
                }
                assert_aligned(&*lane);
                assert_aligned(&*line);
                assert_aligned(&*page);
                assert_aligned(&*slice);
                assert_eq!((lane.0, line.0, page.0), (1, 2, 3));
                assert_eq!(slice.iter().map(|page| page.0).sum::<u8>(), 3);
            });
        }
    });
}

#[test]
fn aligned_values_have_their_line_to_themselves() {
    each_backing(|arena| {
        arena.scope(|frame| {
            frame.alloc(1_u8);
            let counter = frame.alloc_aligned::<64, _>(2_u8);
            let next = frame.alloc(3_u8);
            let line = |value: &u8| std::ptr::from_ref(value).addr() / 64;
            assert_eq!(std::ptr::from_ref(counter).addr() % 64, 0);
            assert_eq!(line(next), line(counter) + 1);
            // A smaller alignment than that of the type changes nothing.
            assert_aligned(frame.alloc_aligned::<1, _>(4_u64));
        });
    });
}

/// A lone mebibyte of alignment, where the base of the arena has far less.
#[test]
#[cfg(feature = "std")]
fn a_mebibyte_of_alignment_by_type_and_by_request() {
    let mut arena = arena_core::FrameArena::reserve("frame", 8 << 20).unwrap();
    arena.scope(|frame| {
        frame.alloc(1_u8);
        let byte = frame.alloc_aligned::<{ 1 << 20 }, _>(2_u8);
        assert_eq!(std::ptr::from_ref(byte).addr() % (1 << 20), 0);
        let after = frame.alloc(3_u8);
        assert_eq!(std::ptr::from_ref(after).addr() % (1 << 20), 0);
        let named = frame.insert_slice_copy(&[Mebibyte; 0]);
        assert_aligned(frame.get(named));
    });

    #[derive(Clone, Copy)]
    #[repr(align(1048576))]
    struct Mebibyte;
}

#[test]
fn sizes_that_overflow_are_errors() {
    const HUGE: usize = isize::MAX as usize;
    each_backing(|arena| {
        arena.scope(|frame| {
            let too_large = |error: arena_core::AllocError| error.reason() == Reason::TooLarge;
            for len in [HUGE / 8 + 1, HUGE, HUGE + 1, usize::MAX / 8 + 2, usize::MAX] {
                assert!(too_large(frame.try_alloc_uninit_slice::<u64>(len).unwrap_err()));
                let never = |_| -> u64 { unreachable!("there is no room for the first one") };
                assert!(too_large(frame.try_alloc_slice_fill_with(len, never).unwrap_err()));
                assert!(too_large(frame.try_vec_with_capacity::<u64>(len).unwrap_err()));
                let mut vec = frame.vec();
                vec.push(1_u64);
                assert!(too_large(vec.try_reserve(len).unwrap_err()));
                assert_eq!(*vec, [1]);
            }
            for len in [HUGE + 1, usize::MAX] {
                assert!(too_large(frame.try_string_with_capacity(len).unwrap_err()));
                let mut string = frame.string();
                string.push('x');
                assert!(too_large(string.try_reserve(len).unwrap_err()));
                assert_eq!(string, "x");
            }
            assert_eq!(frame.stats().used, 0, "failures take nothing, and vectors give back");
            let error = frame.try_alloc_uninit_slice::<u64>(usize::MAX).unwrap_err();
            assert_eq!(error.size(), usize::MAX);
        });
    });
}

#[test]
fn sizes_that_just_do_not_overflow_are_errors_too() {
    const HUGE: usize = isize::MAX as usize;
    each_backing(|arena| {
        arena.scope(|frame| {
            frame.alloc(1_u8);
            for (size, align) in
                [(HUGE, 1), (HUGE - 7, 8), (HUGE - 4095, 4096), (1, HUGE / 2 + 1), (HUGE / 2 + 1, HUGE / 2 + 1)]
            {
                let layout = Layout::from_size_align(size, align).unwrap();
                let error = frame.try_alloc_layout(layout).unwrap_err();
                assert_eq!(error.reason(), Reason::Full);
                assert_eq!((error.size(), error.align()), (size, align));
            }
            let error = frame.try_alloc_uninit_slice::<u8>(HUGE).unwrap_err();
            assert_eq!(error.reason(), Reason::Full);
            assert_eq!(frame.stats().used, 8);
        });
    });
}

/// Wherever a buffer begins and however short it is: the alignment loss is charged to the
/// capacity, and what is handed out lies inside.
#[test]
fn buffers_at_every_misalignment_and_length() {
    let step = if cfg!(miri) { 7 } else { 1 };
    let mut bytes = Aligned::<128>::new();
    for offset in (0..64).step_by(step) {
        for len in (0..64).step_by(step) {
            let buffer = &mut bytes.0[offset..offset + len];
            let outer = buffer.as_ptr_range();
            let (start, end) = (outer.start.addr(), outer.end.addr());
            let mut arena = Arena::<lifetime::Frame>::from_buffer(buffer);
            let expected = (end & !7).saturating_sub(start.next_multiple_of(8));
            let stats = arena.stats();
            assert_eq!((stats.reserved, stats.committed), (expected, expected));
            arena.scope(|frame| {
                let mut previous = None;
                let mut count = 0;
                while let Ok(byte) = frame.try_alloc(0xAA_u8) {
                    let address = std::ptr::from_ref(&*byte).addr();
                    assert!(start <= address && address < end);
                    assert!(previous.is_none_or(|previous| previous < address));
                    previous = Some(address);
                    count += 1;
                    let stats = frame.stats();
                    assert!(stats.used <= stats.reserved);
                    assert_eq!(stats.used, count * 8, "a byte costs eight, and not 64");
                }
                assert_eq!(count, expected / 8);
            });
            arena.scope(|frame| {
                let all = frame.alloc_uninit_slice::<u8>(expected);
                all.fill(MaybeUninit::new(0xBB));
                assert!(frame.try_alloc(1_u8).is_err());
            });
        }
    }
}

/// The arena may outlive its buffer by the rest of a block, as long as it is not used.
#[test]
fn an_arena_is_dropped_after_its_buffer() {
    static DROPPED: Log = Log::new();
    let mut arena;
    let mut bytes = Aligned::<256>::new();
    arena = Arena::<lifetime::Frame>::from_buffer(&mut bytes.0);
    arena.scope(|frame| {
        frame.alloc_drop(crate::support::Noisy(1, &DROPPED));
    });
    assert_eq!(DROPPED.take(), [1]);
}

/// Counters are settled every so many bytes, and not where a value would end.
#[test]
#[cfg(feature = "std")]
fn what_is_touched_in_advance_may_end_anywhere() {
    for bytes in [1, 7, 4097, 65_537, 100_001] {
        let mut arena =
            arena_core::FrameArena::builder().name("frame").reserve(1 << 20).prefault(bytes).build().expect("memory");
        arena.scope(|frame| {
            for n in 0..if cfg!(miri) { 20 } else { 20_000_u64 } {
                assert_eq!(*frame.alloc(n), n);
                assert_eq!(*frame.alloc([1_u8; 3]), [1; 3]);
            }
            assert_eq!(std::ptr::from_mut(frame.alloc(1_u64)).addr() % 8, 0);
        });
    }
}
