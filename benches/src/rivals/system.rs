//! Allocators for any lifetime: one call per value, and one more to free it.
//!
//! The system's `malloc`, through the global allocator, and mimalloc, which is called directly, so that it is
//! in one program with the others.

#![expect(unsafe_code, reason = "frees by hand what was allocated by hand; calls C")]

use core::alloc::Layout;
use core::cell::RefCell;
use core::fmt;
use core::hint::black_box;
use core::marker::PhantomData;
use core::ptr::NonNull;
use std::time::Duration;

use allocator_api2_4::alloc::{AllocError, Allocator, Global};
use allocator_api2_4::boxed::Box;

use super::api2::v4;
use super::{Witness, timed};
use crate::work::OPS;
use crate::{Bump, Rival, Work};

/// An allocator, and a list of what is to be freed at the end of a round. The list costs five instructions
/// per allocation, and is reserved in advance.
#[derive(Debug)]
pub struct Heap<M>(RefCell<Vec<(NonNull<u8>, Layout)>>, PhantomData<M>);

/// The system's.
pub type System = Heap<Malloc>;
/// mimalloc, with the settings it comes with.
pub type Mimalloc = Heap<Mi>;

/// An allocator behind a [`Heap`].
pub trait Memory: Allocator + Default + 'static {
    /// What the tables call it.
    const NAME: &'static str;
}

/// `malloc` and its kin.
#[derive(Debug, Clone, Copy, Default)]
pub struct Malloc;

/// `mi_malloc` and its kin.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mi;

impl Memory for Malloc {
    const NAME: &'static str = "malloc";
}

impl Memory for Mi {
    const NAME: &'static str = "mimalloc";
}

// SAFETY: hands on to the global allocator.
unsafe impl Allocator for Malloc {
    #[inline(always)]
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
        Global.allocate(layout)
    }

    #[inline(always)]
    unsafe fn deallocate(&self, place: NonNull<u8>, layout: Layout) {
        // SAFETY: as promised by the caller.
        unsafe { Global.deallocate(place, layout) }
    }

    #[inline(always)]
    unsafe fn grow(&self, place: NonNull<u8>, old: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
        // SAFETY: as promised by the caller.
        unsafe { Global.grow(place, old, new) }
    }
}

// SAFETY: hands on to mimalloc, all of whose memory is aligned to 16, or as asked.
unsafe impl Allocator for Mi {
    #[inline(always)]
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
        // SAFETY: a C function that may be called with any size, and alignments that are powers of two.
        let place = unsafe {
            if layout.align() <= 16 && layout.align() <= layout.size() {
                libmimalloc_sys::mi_malloc(layout.size())
            } else {
                libmimalloc_sys::mi_malloc_aligned(layout.size(), layout.align())
            }
        };
        let place = NonNull::new(place.cast()).ok_or(AllocError)?;
        Ok(NonNull::slice_from_raw_parts(place, layout.size()))
    }

    #[inline(always)]
    unsafe fn deallocate(&self, place: NonNull<u8>, _: Layout) {
        // SAFETY: as promised by the caller.
        unsafe { libmimalloc_sys::mi_free(place.as_ptr().cast()) }
    }

    #[inline(always)]
    unsafe fn grow(&self, place: NonNull<u8>, _: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
        // SAFETY: as promised by the caller.
        let place = unsafe { libmimalloc_sys::mi_realloc_aligned(place.as_ptr().cast(), new.size(), new.align()) };
        let place = NonNull::new(place.cast()).ok_or(AllocError)?;
        Ok(NonNull::slice_from_raw_parts(place, new.size()))
    }
}

impl<M: Memory> Heap<M> {
    #[inline(always)]
    fn take(&self, layout: Layout) -> NonNull<u8> {
        let place = M::default().allocate(layout).expect("memory").cast();
        self.0.borrow_mut().push((place, layout));
        place
    }

    #[inline(always)]
    fn copy<T: Copy>(&self, source: &[T]) -> NonNull<[T]> {
        let place = self.take(Layout::for_value(source)).cast::<T>();
        // SAFETY: fresh room of the same length.
        unsafe { core::ptr::copy_nonoverlapping(source.as_ptr(), place.as_ptr(), source.len()) };
        NonNull::slice_from_raw_parts(place, source.len())
    }
}

impl<M: Memory> Rival for Heap<M> {
    const NAME: &'static str = M::NAME;

    fn warmed(_bytes: usize) -> Self {
        Self(RefCell::new(Vec::with_capacity(OPS)), PhantomData)
    }

    #[inline(never)]
    fn round<W: Work>(&mut self) {
        W::round(black_box(&*self));
        for (place, layout) in self.0.get_mut().drain(..) {
            // SAFETY: allocated by `take` with this layout, and no longer used.
            unsafe { M::default().deallocate(place, layout) };
        }
    }
}

impl<'b, M: Memory> Bump<'b> for &'b Heap<M> {
    #[inline(always)]
    fn value<T: Copy + 'b>(self, value: T) -> &'b mut T {
        let place = self.take(Layout::new::<T>()).cast::<T>();
        // SAFETY: fresh room for a `T`.
        unsafe {
            place.write(value);
            &mut *place.as_ptr()
        }
    }

    #[inline(always)]
    fn slice<T: Copy + 'b>(self, source: &[T]) -> &'b mut [T] {
        // SAFETY: fresh room that was just filled.
        unsafe { self.copy(source).as_mut() }
    }

    #[inline(always)]
    fn str(self, source: &str) -> &'b mut str {
        // SAFETY: fresh room that was just filled with valid UTF-8.
        unsafe { core::str::from_utf8_unchecked_mut(self.copy(source.as_bytes()).as_mut()) }
    }

    #[inline(always)]
    fn layout(self, layout: Layout) -> NonNull<u8> {
        self.take(layout)
    }

    /// The text is freed at once, which spares it the list.
    #[inline(always)]
    fn format(self, text: fmt::Arguments<'_>) -> &'b str {
        v4::with_text(M::default(), text, |text| {
            black_box(text);
        });
        ""
    }

    #[inline(always)]
    fn push(self, n: usize) -> &'b [usize] {
        black_box(v4::pushed(M::default(), n));
        &[]
    }

    #[inline(always)]
    fn filled(self, len: usize, f: impl FnMut(usize) -> u64) -> &'b mut [u64] {
        super::filled::filled(self, len, f)
    }

    #[inline(always)]
    fn with<T: Copy + 'b>(self, f: impl FnOnce() -> T) -> &'b mut T {
        self.value(f())
    }

    #[inline(always)]
    fn push_known(self, n: usize) -> &'b [usize] {
        black_box(v4::pushed_known(M::default(), n));
        &[]
    }

    #[inline(always)]
    fn collect(self, numbers: impl Iterator<Item = usize>) -> &'b [usize] {
        black_box(v4::collected(M::default(), numbers));
        &[]
    }
}

/// Values in boxes, which lie in a vector of their own.
pub(crate) fn boxes<M: Memory>(rounds: usize) -> Duration {
    timed(rounds, || {
        let mut boxes = Vec::with_capacity(OPS);
        for word in 0..OPS as u64 {
            boxes.push(Box::new_in(Witness(word), M::default()));
        }
        black_box(boxes);
    })
}
