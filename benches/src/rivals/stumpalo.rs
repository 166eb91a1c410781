//! `stumpalo`: chunks that are kept, bumped downwards, and scopes by closures.

use core::alloc::Layout;
use core::fmt;
use core::hint::black_box;
use core::ptr::NonNull;
use std::time::Duration;

use super::api2::v4;
use super::{BYTES, timed};
use crate::work::OPS;
use crate::{Bump, Rival, Work};

/// A [`stumpalo::Arena`] that is cleared after every round.
///
/// With its capacity in advance, and by `alloc`, which its documentation prefers to `alloc_no_inline` for
/// speed. Its type that can be cleared is used directly, not the reference type that its scopes need.
#[expect(missing_debug_implementations, reason = "its arena has none")]
pub struct Stumpalo(stumpalo::Arena);

fn warmed(bytes: usize) -> stumpalo::Arena {
    let mut arena = stumpalo::Arena::with_capacity(bytes);
    arena.alloc_slice_fill_copy(bytes / 2, 1_u8);
    arena.clear();
    arena
}

impl Rival for Stumpalo {
    const NAME: &'static str = "stumpalo";

    fn warmed(bytes: usize) -> Self {
        Self(warmed(bytes))
    }

    #[inline(never)]
    fn round<W: Work>(&mut self) {
        W::round(black_box(&self.0));
        self.0.clear();
    }
}

impl<'b> Bump<'b> for &'b stumpalo::Arena {
    #[inline(always)]
    fn value<T: Copy + 'b>(self, value: T) -> &'b mut T {
        self.alloc(value)
    }

    #[inline(always)]
    fn slice<T: Copy + 'b>(self, source: &[T]) -> &'b mut [T] {
        self.alloc_slice_copy(source)
    }

    #[inline(always)]
    fn str(self, source: &str) -> &'b mut str {
        self.alloc_str(source)
    }

    #[inline(always)]
    fn layout(self, layout: Layout) -> NonNull<u8> {
        self.alloc_layout(layout)
    }

    #[inline(always)]
    fn format(self, text: fmt::Arguments<'_>) -> &'b str {
        v4::format(self, text)
    }

    #[inline(always)]
    fn push(self, n: usize) -> &'b [usize] {
        v4::push(self, n)
    }

    #[inline(always)]
    fn filled(self, len: usize, f: impl FnMut(usize) -> u64) -> &'b mut [u64] {
        self.alloc_slice_fill_with(len, f)
    }

    #[inline(always)]
    fn with<T: Copy + 'b>(self, f: impl FnOnce() -> T) -> &'b mut T {
        self.alloc_with(f)
    }

    #[inline(always)]
    fn push_known(self, n: usize) -> &'b [usize] {
        v4::push_known(self, n)
    }

    #[inline(always)]
    fn collect(self, numbers: impl Iterator<Item = usize>) -> &'b [usize] {
        v4::collect(self, numbers)
    }
}

/// A scope for each word.
pub(crate) fn scopes(rounds: usize) -> Duration {
    #[inline(never)]
    fn round(arena: &mut stumpalo::Arena) {
        for word in 0..OPS as u64 {
            arena.with_scope(|scope| {
                scope.alloc(word);
            });
        }
    }
    let mut arena = warmed(BYTES);
    timed(rounds, || round(black_box(&mut arena)))
}
