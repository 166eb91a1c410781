//! The last region, the one that ends at the cursor: it can be given back, grow and shrink where it is.

use core::ptr::NonNull;

use super::Core;
use crate::arena::{bump, shadow};

impl Core {
    /// Whether `region_end` is where the next allocation begins.
    #[inline]
    pub(crate) fn is_last(&self, region_end: NonNull<u8>) -> bool {
        self.cursor.get() == region_end
    }

    /// Puts the cursor back to `start` if the region from `start` to `end` is the last one, and
    /// says whether it was.
    ///
    /// # Safety
    ///
    /// The region from `start` to `end` was taken from this core, belongs to the caller alone, and
    /// nobody will use it any more.
    #[inline]
    pub(crate) unsafe fn give_back(&self, start: NonNull<u8>, end: NonNull<u8>) -> bool {
        let last = self.is_last(end);
        if last {
            self.before_less_is_used();
            self.cursor.set(start);
            self.went_back();
            // SAFETY: the caller's until now.
            unsafe { shadow::take_back(start, end.addr().get() - start.addr().get()) };
        }
        last
    }

    /// Grows the last region in place to `size` bytes; says whether it was the last, and whether
    /// that much is committed.
    ///
    /// # Safety
    ///
    /// As for [`Core::give_back`], for the region up to `end`; `size` is that of a `Layout`, and not
    /// smaller.
    #[inline(always)]
    pub(crate) unsafe fn grow_last(&self, start: NonNull<u8>, end: NonNull<u8>, size: usize) -> bool {
        let first = start.addr().get();
        match bump::fit_bytes(first, self.end.get().addr().get(), size) {
            // Not to ask is a bug on purpose, for Miri to find (`tests/planted.rs`).
            Some(place) if self.is_last(end) || cfg!(arena_planted = "overlap") => {
                // SAFETY: `fit_bytes` returns `start <= next <= end`, and up to there everything is
                // one range of `memory` (invariants 1 and 2).
                self.cursor.set(unsafe { start.add(place.next - first) });
                // SAFETY: between the old cursor and the new one.
                unsafe { shadow::hand_out(end, place.next - end.addr().get()) };
                true
            }
            _ => false,
        }
    }

    /// Commits as much as a region of `size` bytes at `start` needs.
    pub(crate) fn commit_for(&self, start: NonNull<u8>, size: usize) -> Option<()> {
        let base = self.base.addr().get();
        let place = bump::fit_bytes(start.addr().get(), base + self.top.get(), size)?;
        self.commit_to(place.next - base).ok()
    }

    /// Shrinks the last region in place to `size` bytes; says whether it was the last.
    ///
    /// # Safety
    ///
    /// As for [`Core::give_back`], for the region up to `end`; `size` is not larger.
    #[inline(always)]
    pub(crate) unsafe fn shrink_last(&self, start: NonNull<u8>, end: NonNull<u8>, size: usize) -> bool {
        let last = self.is_last(end);
        if last {
            self.before_less_is_used();
            // SAFETY: that is between `start` and `end`.
            let cursor = unsafe { start.add(bump::round_up(size)) };
            self.cursor.set(cursor);
            self.went_back();
            // SAFETY: the caller's until now.
            unsafe { shadow::take_back(cursor, end.addr().get() - cursor.addr().get()) };
        }
        last
    }

    /// Notes that a region of `size` bytes was left behind. Collections that free do so all the time, so it is inlined.
    #[inline(always)]
    pub(crate) fn abandon(&self, size: usize) {
        let size = bump::round_up(size);
        self.abandoned.set(self.abandoned.get() + size);
        self.stats.abandoned(size);
        self.watch.set(0);
    }
}
