//! `IntoIter`: the values of a vector, one by one.

use core::fmt;
use core::ptr::NonNull;

use super::ArenaVec;
use super::region::Region;
use crate::threads::ManyThreads;

impl<'s, 'id, T> IntoIterator for ArenaVec<'s, 'id, T> {
    type Item = T;
    type IntoIter = IntoIter<'s, 'id, T>;

    fn into_iter(self) -> IntoIter<'s, 'id, T> {
        let (region, len) = self.into_parts();
        IntoIter { region, next: 0, end: len }
    }
}

/// The values of an [`ArenaVec`], by value.
pub struct IntoIter<'s, 'id, T> {
    region: Region<'s, 'id, T>,
    /// From `next` to `end` the values have not been handed out.
    next: usize,
    end: usize,
}

// SAFETY: the bound holds for nothing, see `threads`.
unsafe impl<T> Send for IntoIter<'_, '_, T> where T: ManyThreads<Self> {}
// SAFETY: the bound holds for nothing, see `threads`.
unsafe impl<T> Sync for IntoIter<'_, '_, T> where T: ManyThreads<Self> {}

impl<T> IntoIter<'_, '_, T> {
    fn rest(&mut self) -> NonNull<[T]> {
        // SAFETY: `next` is at most the capacity.
        NonNull::slice_from_raw_parts(unsafe { self.region.start().add(self.next) }, self.end - self.next)
    }
}

impl<T> Iterator for IntoIter<'_, '_, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        if self.next == self.end {
            return None;
        }
        let index = self.next;
        self.next += 1;
        // SAFETY: the value was not handed out before, and is not again.
        Some(unsafe { self.region.start().add(index).read() })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.end - self.next;
        (left, Some(left))
    }
}

impl<T> DoubleEndedIterator for IntoIter<'_, '_, T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        if self.next == self.end {
            return None;
        }
        self.end -= 1;
        // SAFETY: as for `next`.
        Some(unsafe { self.region.start().add(self.end).read() })
    }
}

impl<T> ExactSizeIterator for IntoIter<'_, '_, T> {}
impl<T> core::iter::FusedIterator for IntoIter<'_, '_, T> {}

impl<T> Drop for IntoIter<'_, '_, T> {
    fn drop(&mut self) {
        // SAFETY: what was not handed out is ours to drop, once.
        unsafe { self.rest().drop_in_place() };
    }
}

impl<T: fmt::Debug> fmt::Debug for IntoIter<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntoIter").field("left", &(self.end - self.next)).finish()
    }
}
