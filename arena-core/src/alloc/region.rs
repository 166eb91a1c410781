//! `Region`: room for values of one type that can grow, in place where possible.
//!
//! All that is not done for every push is out of line, and gets and returns [`Room`] by value. Were
//! it done by `&mut self`, the compiler could not keep the fields of a vector in registers.

use core::alloc::Layout;
use core::fmt;
use core::ptr::NonNull;

use super::At;
use super::at::exhausted;
use crate::arena::bump::{MIN_ALIGN, round_up};
use crate::error::{AllocError, Reason, Request};

/// Room in an arena for values of one type, none of which it knows to be initialized.
///
/// It holds a shared borrow of its scope. So no scope can be opened inside while it exists, and
/// growing or giving back never meets a mark of one.
pub(crate) struct Region<'s, 'id, T> {
    room: Room<T>,
    at: At<'s, 'id>,
}

/// Where a region is, in two registers.
struct Room<T> {
    /// Aligned for `T`, and valid for `capacity` values.
    start: NonNull<T>,
    /// `usize::MAX` for zero-sized types, which take no room.
    capacity: usize,
}

impl<T> Clone for Room<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Room<T> {}

impl<T> Room<T> {
    const IS_ZST: bool = size_of::<T>() == 0;

    /// The capacity a first growth makes: two cache lines of small values, else as in the vectors of std. It
    /// costs nothing to make too much room, because what is not needed at the end is given back.
    const FIRST: usize = match size_of::<T>() {
        0 => 0,
        size @ 1..=32 => 128 / size,
        33..=1024 => 4,
        _ => 1,
    };

    /// Bytes taken; at most `isize::MAX`, because a `Layout` was made for them.
    fn size(self) -> usize {
        if Self::IS_ZST { 0 } else { self.capacity * size_of::<T>() }
    }

    /// Where the next region would begin.
    fn end(self) -> NonNull<u8> {
        // SAFETY: the arena handed out the rounded size (see `bump`).
        unsafe { self.start.cast::<u8>().add(round_up(self.size())) }
    }
}

impl<'s, 'id, T> Region<'s, 'id, T> {
    #[inline]
    pub(crate) fn new(at: At<'s, 'id>) -> Self {
        let capacity = if Room::<T>::IS_ZST { usize::MAX } else { 0 };
        Self { room: Room { start: NonNull::dangling(), capacity }, at }
    }

    /// With room for `capacity` values, if that much is committed; else with none.
    #[inline(always)]
    pub(crate) fn with_room<const CAPACITY: usize>(at: At<'s, 'id>) -> Self {
        const { assert!(!Room::<T>::IS_ZST && CAPACITY <= MIN_ALIGN * 512 / size_of::<T>()) };
        match at.bump_array(CAPACITY * size_of::<T>()) {
            Some(start) => Self { room: Room { start, capacity: CAPACITY }, at },
            None => Self::new(at),
        }
    }

    #[inline(always)]
    pub(crate) fn start(&self) -> NonNull<T> {
        self.room.start
    }

    #[inline(always)]
    pub(crate) fn capacity(&self) -> usize {
        self.room.capacity
    }

    /// Makes room for `additional` values behind the first `len`, and for twice what there was if
    /// that is more and the arena has it.
    #[inline(always)]
    pub(crate) fn grow(&mut self, len: usize, additional: usize) -> Result<(), AllocError> {
        // SAFETY: the old room is ours, and is replaced.
        match unsafe { grown(self.at, self.room, len, additional) } {
            Some(room) => self.room = room,
            None => return Err(refused::<T>(self.at, len.checked_add(additional))),
        }
        Ok(())
    }

    /// Makes room for one more value behind the first `len`, or panics. The error is made out of line, to
    /// keep its size from the stack of whoever pushes.
    #[inline(always)]
    #[track_caller]
    pub(crate) fn grow_or_panic(&mut self, len: usize) {
        // SAFETY: the old room is ours, and is replaced.
        match unsafe { grown(self.at, self.room, len, 1) } {
            Some(room) => self.room = room,
            None => panic_refused::<T>(self.at, len),
        }
    }

    /// Makes room for `announced` more values behind the first `len`, or for one if there is no room for
    /// as many; says whether that went well.
    #[inline(always)]
    pub(crate) fn grow_for(&mut self, len: usize, announced: usize) -> bool {
        // SAFETY: the old room is ours, and is replaced.
        let grown = unsafe { grown_for(self.at, self.room, len, announced) };
        if let Some(room) = grown {
            self.room = room;
        }
        grown.is_some()
    }

    /// What to report when there was no room for `additional` values behind the first `len`.
    #[cold]
    pub(crate) fn refused(&self, len: usize, additional: usize) -> AllocError {
        refused::<T>(self.at, len.checked_add(additional))
    }

    /// Makes room for exactly `capacity` values, which is more than there is room for, and keeps
    /// the first `len`.
    #[inline(always)]
    pub(crate) fn grow_to(&mut self, len: usize, capacity: usize) -> Result<(), AllocError> {
        // SAFETY: the old room is ours, and is replaced.
        match unsafe { grown_to(self.at, self.room, len, capacity) } {
            Some(room) => self.room = room,
            None => return Err(refused::<T>(self.at, Some(capacity))),
        }
        Ok(())
    }

    /// Makes room for exactly `capacity` values, one at least, where there is none, or panics.
    #[inline(always)]
    #[track_caller]
    pub(crate) fn make_or_panic(&mut self, capacity: usize) {
        // SAFETY: the old room is ours, and is replaced.
        match unsafe { grown_to(self.at, self.room, 0, capacity) } {
            Some(room) => self.room = room,
            None => panic_refused::<T>(self.at, capacity - 1),
        }
    }

    /// Gives back what lies behind the first `len` values, if this is the last region.
    #[inline(always)]
    pub(crate) fn shrink(&mut self, len: usize) {
        if len < self.room.capacity && !Room::<T>::IS_ZST {
            // SAFETY: the old room is ours, and is replaced.
            self.room.capacity = unsafe { shrunk(self.at, self.room, len) };
        }
    }

    /// Ends the growth: the room now belongs to whoever has the pointer, for all of `'id`.
    #[inline(always)]
    pub(crate) fn into_start(mut self, len: usize) -> NonNull<T> {
        if len == 0 {
            return NonNull::dangling();
        }
        self.shrink(len);
        let start = self.room.start;
        core::mem::forget(self);
        start
    }
}

impl<T> Drop for Region<'_, '_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: the room is ours, and the region dies here.
        unsafe { release(self.at, self.room) };
    }
}

impl<T> fmt::Debug for Region<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Region").field("start", &self.start()).field("capacity", &self.capacity()).finish()
    }
}

/// [`Region::grow`]: the new room, or `None` if there is none.
///
/// # Safety
///
/// The old room was taken through the same `At` and belongs to the caller, who forgets it for the
/// new one.
#[cold]
#[inline(never)]
unsafe fn grown<T>(at: At<'_, '_>, old: Room<T>, len: usize, additional: usize) -> Option<Room<T>> {
    let generous = old.capacity.saturating_mul(2).max(Room::<T>::FIRST);
    if additional <= generous - len {
        // SAFETY: as promised by the caller.
        let done = unsafe { grown_in_place(at, old, generous) };
        if done.is_some() {
            return done;
        }
    }
    // SAFETY: as promised by the caller; what gave nothing has changed nothing.
    unsafe { grown_slow(at, old, len, additional) }
}

/// [`Region::grow_for`]: the new room, or `None` if there is none.
///
/// # Safety
///
/// As for [`grown`].
#[cold]
#[inline(never)]
unsafe fn grown_for<T>(at: At<'_, '_>, old: Room<T>, len: usize, announced: usize) -> Option<Room<T>> {
    // SAFETY: as promised by the caller.
    let done = unsafe { grown(at, old, len, announced) };
    if done.is_some() {
        return done;
    }
    // SAFETY: as promised by the caller; what gave nothing has changed nothing.
    unsafe { grown(at, old, len, 1) }
}

/// What [`grown`] does when that is not enough, or not possible in place, or not committed.
///
/// # Safety
///
/// As for [`grown`].
#[inline(never)]
unsafe fn grown_slow<T>(at: At<'_, '_>, old: Room<T>, len: usize, additional: usize) -> Option<Room<T>> {
    let needed = len.checked_add(additional)?;
    let generous = old.capacity.saturating_mul(2).max(Room::<T>::FIRST);
    if generous > needed {
        // SAFETY: as promised by the caller.
        let done = unsafe { grown_to(at, old, len, generous) };
        if done.is_some() {
            return done;
        }
    }
    // SAFETY: as promised by the caller; what gave nothing has changed nothing.
    unsafe { grown_to(at, old, len, needed) }
}

/// Grows to `capacity` values, which is more than there is room for, in committed memory.
///
/// # Safety
///
/// As for [`grown`].
#[inline(always)]
unsafe fn grown_in_place<T>(at: At<'_, '_>, old: Room<T>, capacity: usize) -> Option<Room<T>> {
    let size = Layout::array::<T>(capacity).ok()?.size();
    if old.size() == 0 {
        return at.bump_array(size).map(|start| Room { start, capacity });
    }
    // SAFETY: as promised by the caller; the size is that of a `Layout`.
    let done = unsafe { at.core.grow_last(old.start.cast(), old.end(), size) };
    if !done {
        return None;
    }
    at.slot.grew(old.size(), size);
    Some(Room { capacity, ..old })
}

/// [`Region::grow_to`]: the new room, or `None` if there is none.
///
/// # Safety
///
/// As for [`grown`].
#[cold]
#[inline(never)]
unsafe fn grown_to<T>(at: At<'_, '_>, old: Room<T>, len: usize, capacity: usize) -> Option<Room<T>> {
    let layout = Layout::array::<T>(capacity).ok()?;
    if old.size() > 0 && at.core.is_last(old.end()) {
        // If there is no memory to commit, there is none to move to either.
        at.core.commit_for(old.start.cast(), layout.size())?;
        // SAFETY: as promised by the caller.
        return unsafe { grown_in_place(at, old, capacity) };
    }
    let start = at.room_for_array::<T>(layout)?;
    // SAFETY: the first `len` values lie within both rooms, which do not overlap.
    unsafe { core::ptr::copy_nonoverlapping(old.start.as_ptr(), start.as_ptr(), len) };
    // SAFETY: as promised by the caller, and the values have moved.
    unsafe { release(at, old) };
    Some(Room { start, capacity })
}

/// [`Region::shrink`]: the new capacity.
///
/// # Safety
///
/// As for [`grown`].
#[inline(never)]
unsafe fn shrunk<T>(at: At<'_, '_>, old: Room<T>, len: usize) -> usize {
    let size = len * size_of::<T>();
    // SAFETY: as promised by the caller; the size is smaller.
    let done = unsafe { at.core.shrink_last(old.start.cast(), old.end(), size) };
    if !done {
        return old.capacity;
    }
    at.slot.shrank(old.size(), size);
    len
}

/// Gives a room back, if it was ever taken.
///
/// # Safety
///
/// The room was taken through the same `At`, is not used any more, and not given back again.
#[inline(always)]
unsafe fn release<T>(at: At<'_, '_>, room: Room<T>) {
    if room.size() > 0 {
        // SAFETY: as promised by the caller.
        unsafe { at.release(room.start.cast(), room.size()) };
    }
}

/// Panics because there was no room for one more value behind `len`.
#[cold]
#[inline(never)]
#[track_caller]
fn panic_refused<T>(at: At<'_, '_>, len: usize) -> ! {
    exhausted(refused::<T>(at, len.checked_add(1)))
}

/// What to report when there was no room for `capacity` values, or for more than can be counted.
#[cold]
#[inline(never)]
fn refused<T>(at: At<'_, '_>, capacity: Option<usize>) -> AllocError {
    let Some(capacity) = capacity else {
        let request = Request { size: usize::MAX, align: align_of::<T>() };
        return at.error::<[T]>(request, Reason::TooLarge);
    };
    at.array::<T>(capacity).map_or_else(|error| error, |layout| at.refused::<[T]>(layout))
}
