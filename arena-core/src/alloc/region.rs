//! `Region`: room for values of one type that can grow, in place where possible.

use core::fmt;
use core::ptr::NonNull;

use super::At;
use crate::arena::bump::round_up;
use crate::error::{AllocError, Reason, Request};

/// Room in an arena for `capacity` values, none of which it knows to be initialized.
///
/// It holds a shared borrow of its scope. So no scope can be opened inside while it exists, and
/// growing or giving back never meets a mark of one.
pub(crate) struct Region<'s, 'id, T> {
    /// Aligned for `T`, and valid for `capacity` values.
    start: NonNull<T>,
    /// `usize::MAX` for zero-sized types, which take no room.
    capacity: usize,
    at: At<'s, 'id>,
}

impl<'s, 'id, T> Region<'s, 'id, T> {
    const IS_ZST: bool = size_of::<T>() == 0;

    /// The capacity a first growth makes, as in the vectors of std: small ones are not worth it.
    const FIRST: usize = match size_of::<T>() {
        1 => 8,
        2..=1024 => 4,
        _ => 1,
    };

    pub(crate) fn new(at: At<'s, 'id>) -> Self {
        let capacity = if Self::IS_ZST { usize::MAX } else { 0 };
        Self { start: NonNull::dangling(), capacity, at }
    }

    #[inline(always)]
    pub(crate) fn start(&self) -> NonNull<T> {
        self.start
    }

    #[inline(always)]
    pub(crate) fn capacity(&self) -> usize {
        self.capacity
    }

    /// Bytes taken; at most `isize::MAX`, because a `Layout` was made for them.
    fn size(&self) -> usize {
        if Self::IS_ZST { 0 } else { self.capacity * size_of::<T>() }
    }

    /// Where the next region would begin.
    fn end(&self) -> NonNull<u8> {
        // SAFETY: the arena handed out the rounded size (see `bump`).
        unsafe { self.start.cast::<u8>().add(round_up(self.size())) }
    }

    /// Makes room for `additional` values behind the first `len`, and for twice what there was if
    /// that is more and the arena has it.
    #[cold]
    #[inline(never)]
    pub(crate) fn grow(&mut self, len: usize, additional: usize) -> Result<(), AllocError> {
        let Some(needed) = len.checked_add(additional) else {
            let request = Request { size: usize::MAX, align: align_of::<T>() };
            return Err(self.at.error::<[T]>(request, Reason::TooLarge));
        };
        let generous = self.capacity.saturating_mul(2).max(Self::FIRST);
        if generous > needed && self.grow_to(len, generous).is_ok() {
            return Ok(());
        }
        self.grow_to(len, needed)
    }

    /// Makes room for exactly `capacity` values, which is more than there is room for, and keeps
    /// the first `len`.
    pub(crate) fn grow_to(&mut self, len: usize, capacity: usize) -> Result<(), AllocError> {
        let layout = self.at.array::<T>(capacity)?;
        if self.resize_in_place(layout.size()) {
            self.capacity = capacity;
            return Ok(());
        }
        let new = self.at.take_array::<T>(layout)?;
        // SAFETY: the first `len` values lie within both regions, which do not overlap.
        unsafe { core::ptr::copy_nonoverlapping(self.start.as_ptr(), new.as_ptr(), len) };
        // SAFETY: the values have moved.
        unsafe { self.release() };
        self.start = new;
        self.capacity = capacity;
        Ok(())
    }

    /// Resizes without moving if this is the last region of the arena.
    fn resize_in_place(&mut self, size: usize) -> bool {
        if self.capacity == 0 || Self::IS_ZST {
            return false;
        }
        // SAFETY: the region is ours, and `size` comes from a `Layout`.
        let done = unsafe { self.at.core.resize_last(self.start.cast(), self.end(), size) };
        if done {
            self.at.slot.resized(self.size(), size);
        }
        done
    }

    /// Gives the room back, if any was ever taken.
    ///
    /// # Safety
    ///
    /// The room is not used any more, and not given back again.
    unsafe fn release(&self) {
        if self.size() > 0 {
            // SAFETY: the region is ours, and was taken through the same `At`.
            unsafe { self.at.release(self.start.cast(), self.size()) };
        }
    }

    /// Gives back what lies behind the first `len` values, of which there is at least one, if this is
    /// the last region.
    pub(crate) fn shrink(&mut self, len: usize) {
        if len < self.capacity && self.resize_in_place(len * size_of::<T>()) {
            self.capacity = len;
        }
    }

    /// Ends the growth: the room now belongs to whoever has the pointer, for all of `'id`.
    pub(crate) fn into_start(mut self, len: usize) -> NonNull<T> {
        if len == 0 {
            return NonNull::dangling();
        }
        self.shrink(len);
        let start = self.start;
        core::mem::forget(self);
        start
    }
}

impl<T> Drop for Region<'_, '_, T> {
    fn drop(&mut self) {
        // SAFETY: the region dies here.
        unsafe { self.release() };
    }
}

impl<T> fmt::Debug for Region<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Region").field("start", &self.start).field("capacity", &self.capacity).finish()
    }
}
