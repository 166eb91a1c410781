//! `oxc_allocator`: the arena of a compiler, chunks bumped downwards at multiples of 8. No destructors.

use core::alloc::Layout;
use core::fmt;
use core::hint::black_box;
use core::ptr::NonNull;

use oxc_allocator::{Allocator, Vec};

use crate::{Bump, Rival, Work};

/// An [`Allocator`] that is reset after every round, and made with its capacity, as its documentation
/// advises. Version 0.146 is the last one for this compiler.
#[expect(missing_debug_implementations, reason = "an `Allocator` has none")]
pub struct Oxc(Allocator);

impl Rival for Oxc {
    const NAME: &'static str = "oxc";

    fn warmed(bytes: usize) -> Self {
        let mut allocator = Allocator::with_capacity(bytes);
        allocator.alloc_slice_copy(&vec![1_u8; bytes / 2]);
        allocator.reset();
        Self(allocator)
    }

    #[inline(never)]
    fn round<W: Work>(&mut self) {
        W::round(black_box(&self.0));
        self.0.reset();
    }
}

impl<'b> Bump<'b> for &'b Allocator {
    #[inline(always)]
    fn value<T: Copy + 'b>(self, value: T) -> &'b mut T {
        self.alloc(value)
    }

    #[inline(always)]
    fn slice<T: Copy + 'b>(self, source: &[T]) -> &'b mut [T] {
        self.alloc_slice_copy(source)
    }

    /// Gives nothing back: its texts are shared.
    #[inline(always)]
    fn str(self, source: &str) -> &'b mut str {
        self.alloc_str(source);
        <&mut str>::default()
    }

    #[inline(always)]
    fn layout(self, layout: Layout) -> NonNull<u8> {
        self.alloc_layout(layout)
    }

    /// Never asked for: there is no such row for it.
    fn format(self, _: fmt::Arguments<'_>) -> &'b str {
        unreachable!("its strings cannot be written to by a formatter")
    }

    #[inline(always)]
    fn push(self, n: usize) -> &'b [usize] {
        let mut vec = Vec::new_in(&self);
        for word in 0..n {
            vec.push(word);
        }
        vec.into_arena_slice()
    }

    #[inline(always)]
    fn filled(self, len: usize, f: impl FnMut(usize) -> u64) -> &'b mut [u64] {
        super::filled::filled(self, len, f)
    }

    #[inline(always)]
    fn with<T: Copy + 'b>(self, f: impl FnOnce() -> T) -> &'b mut T {
        self.alloc(f())
    }

    #[inline(always)]
    fn push_known(self, n: usize) -> &'b [usize] {
        let mut vec = Vec::with_capacity_in(n, &self);
        for word in 0..n {
            vec.push(word);
        }
        vec.into_arena_slice()
    }

    #[inline(always)]
    fn collect(self, numbers: impl Iterator<Item = usize>) -> &'b [usize] {
        Vec::from_iter_in(numbers, &self).into_arena_slice()
    }
}
