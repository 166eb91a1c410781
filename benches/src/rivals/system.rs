//! The system's `malloc`: one call per value, and one more to free it.

#![expect(unsafe_code, reason = "frees by hand what was allocated by hand")]

use core::alloc::Layout;
use core::cell::RefCell;
use core::fmt;
use core::hint::black_box;
use core::ptr::NonNull;
use std::time::Duration;

use super::{Witness, timed};
use crate::work::{DRAWS, OPS};
use crate::{Bump, Rival, Work};

/// The global allocator, and a list of what is to be freed at the end of a round. The list costs
/// five instructions per allocation, and is reserved in advance.
#[derive(Debug)]
pub struct System(RefCell<Vec<(NonNull<u8>, Layout)>>);

impl System {
    #[inline(always)]
    fn take(&self, layout: Layout) -> NonNull<u8> {
        // SAFETY: no row asks for zero bytes.
        let place = unsafe { std::alloc::alloc(layout) };
        let Some(place) = NonNull::new(place) else { std::alloc::handle_alloc_error(layout) };
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

impl Rival for System {
    const NAME: &'static str = "malloc";

    fn warmed(_bytes: usize) -> Self {
        Self(RefCell::new(Vec::with_capacity(DRAWS)))
    }

    #[inline(never)]
    fn round<W: Work>(&mut self) {
        W::round(black_box(&*self));
        for (place, layout) in self.0.get_mut().drain(..) {
            // SAFETY: allocated by `take` with this layout, and no longer used.
            unsafe { std::alloc::dealloc(place.as_ptr(), layout) };
        }
    }
}

impl<'b> Bump<'b> for &'b System {
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

    #[inline(always)]
    fn format(self, text: fmt::Arguments<'_>) -> &'b str {
        black_box(std::fmt::format(text));
        ""
    }

    #[inline(always)]
    fn push(self, n: usize) -> &'b [usize] {
        let mut vec = Vec::new();
        for word in 0..n {
            vec.push(word);
        }
        black_box(vec);
        &[]
    }
}

/// Values in boxes, which lie in a vector of their own.
pub(crate) fn boxes(rounds: usize) -> Duration {
    timed(rounds, || {
        let mut boxes = Vec::with_capacity(OPS);
        for word in 0..OPS as u64 {
            boxes.push(Box::new(Witness(word)));
        }
        black_box(boxes);
    })
}
