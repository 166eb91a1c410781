//! Where the cursor is or may be when an allocator is asked: nowhere, above a scope inside, behind room that is
//! held for something else.

use std::ptr::NonNull;

use allocator_api2::alloc::Allocator;
use allocator_api2::boxed::Box as BoxIn;
use allocator_api2::vec::Vec as VecIn;
use arena_core::{Arena, lifetime};

use super::layout;
use crate::support::{Log, Noisy, each_backing, explode, survives};

/// An arena without memory has its cursor where a block without size may be.
#[test]
fn blocks_without_size_that_lie_nowhere() {
    let check = |arena: &mut Arena<'_, lifetime::Frame>| {
        let reserved = arena.stats().reserved;
        arena.scope(|frame| {
            let frame = &**frame;
            let largest = 1 << (usize::BITS - 1);
            for (align, next) in [(8, 1), (1, 8), (8, 64), (largest, 8), (8, largest), (largest, largest)] {
                let place = frame.allocate(layout(0, align)).expect("no room is needed").cast::<u8>();
                assert_eq!(place.addr().get() % align, 0);
                // SAFETY: blocks of these layouts, each freed or replaced once.
                unsafe {
                    let place = frame.grow(place, layout(0, align), layout(0, next)).expect("nor here").cast();
                    let place = frame.shrink(place, layout(0, next), layout(0, align)).expect("nor here").cast::<u8>();
                    assert_eq!(place.addr().get() % align, 0);
                    if reserved == 0 && align < largest {
                        assert!(frame.grow(place, layout(0, align), layout(1, align)).is_err());
                    }
                    frame.deallocate(place, layout(0, align));
                }
            }
            assert!(frame.stats().used < 64 && frame.stats().abandoned == 0, "at most what was skipped to align");
        });
    };
    check(&mut Arena::from_buffer(&mut []));
    each_backing(check);
}

/// What a scope is asked while another is open inside goes by its address only.
#[test]
fn blocks_outlive_the_scopes_inside() {
    each_backing(|arena| {
        arena.scope(|frame| {
            for leaks in [false, true] {
                let block = (&*frame).allocate(layout(24, 8)).expect("room").cast::<u8>();
                // SAFETY: that much was asked for.
                unsafe { block.write_bytes(7, 24) };
                if leaks {
                    std::mem::forget(frame.open_scope());
                } else {
                    frame.scope(|inner| {
                        let inner = &**inner;
                        let other = inner.allocate(layout(100, 8)).expect("room").cast::<u8>();
                        // SAFETY: blocks of this layout, freed once.
                        unsafe { inner.deallocate(other, layout(100, 8)) };
                    });
                }
                // SAFETY: a block of this scope, replaced, read and freed once.
                unsafe {
                    let grown = (&*frame).grow(block, layout(24, 8), layout(100, 8)).expect("room").cast::<u8>();
                    assert_eq!(grown, block, "it was the last");
                    let kept = NonNull::slice_from_raw_parts(grown, 24);
                    assert_eq!(kept.as_ref(), [7; 24]);
                    (&*frame).deallocate(grown, layout(100, 8));
                }
                assert_eq!((frame.stats().used, frame.stats().abandoned), (0, 0));
            }
        });
    });
}

/// A collection that is filled, kept or freed while room is held for a value that is not there yet, or never is.
#[test]
fn collections_inside_of_constructors() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let frame = &**frame;
            let mut kept = VecIn::new_in(frame);
            let value = frame.alloc_with(|| {
                kept.extend((0..10).map(|n| Noisy(n, &DROPPED)));
                BoxIn::new_in(5_u64, frame).to_string().len()
            });
            let copies = frame.alloc_slice_fill_with(20, |n| {
                kept.push(Noisy(10, &DROPPED));
                VecIn::<u8, _>::with_capacity_in(n, frame).capacity() + kept.len()
            });
            survives(|| {
                frame.alloc_with::<[u64; 9]>(|| {
                    kept.push(Noisy(11, &DROPPED));
                    explode()
                })
            });
            assert_eq!((*value, copies[19]), (1, 49));
            assert_eq!((kept.len(), DROPPED.take().len()), (31, 0));
            drop(kept);
            assert_eq!(DROPPED.take().len(), 31);
        });
        assert_eq!((arena.stats().used, arena.stats().abandoned), (0, 0));
    });
}
