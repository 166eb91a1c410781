//! `ArenaVec`: a vector that grows in the arena.

use core::fmt;
use core::mem::needs_drop;
use core::ops::{ControlFlow, Deref, DerefMut};
use core::ptr::NonNull;

use super::at::{assert_no_drop, exhausted};
use super::region::Region;
use super::{ArenaBox, At};
use crate::error::{AllocError, Full};
use crate::threads::ManyThreads;

/// A vector that grows in the arena, in place as long as it is the last thing there.
///
/// [`Scope::vec`](crate::Scope::vec) makes one. Its values are dropped with it, and its room is
/// given back then if it is still the last. [`into_slice`](Self::into_slice) turns it into a plain
/// `&'id mut [T]`. While it exists no scope can be opened inside its own.
///
/// A vector that is not the last thing in the arena when it grows has to move, and leaves its old
/// room behind until the scope ends. `ArenaStats::abandoned` shows how much that is; a capacity
/// given in advance avoids it.
///
/// ```
/// # #[cfg(feature = "std")] {
/// # let mut arena = arena_core::FrameArena::reserve("frame", 1 << 20).unwrap();
/// arena.scope(|frame| {
///     let mut squares = frame.vec();
///     for n in 0..100_u32 {
///         squares.push(n * n);
///     }
///     squares.retain(|n| n % 2 == 1);
///     let squares: &mut [u32] = squares.into_slice();
///     assert_eq!(squares.len(), 50);
///     assert_eq!(frame.stats().used, 200, "grown in place, and the rest given back");
/// });
/// # }
/// ```
pub struct ArenaVec<'s, 'id, T> {
    region: Region<'s, 'id, T>,
    /// The first `len` values of the region are initialized.
    len: usize,
}

// SAFETY: the bound holds for nothing, see `threads`.
unsafe impl<T> Send for ArenaVec<'_, '_, T> where T: ManyThreads<Self> {}
// SAFETY: the bound holds for nothing, see `threads`.
unsafe impl<T> Sync for ArenaVec<'_, '_, T> where T: ManyThreads<Self> {}

impl<'s, 'id, T> ArenaVec<'s, 'id, T> {
    #[inline]
    pub(crate) fn at(at: At<'s, 'id>) -> Self {
        Self { region: Region::new(at), len: 0 }
    }

    /// An empty vector with room for `CAPACITY` values, a few, if that is at hand.
    #[inline(always)]
    pub(super) fn with_room<const CAPACITY: usize>(at: At<'s, 'id>) -> Self {
        Self { region: Region::with_room::<CAPACITY>(at), len: 0 }
    }

    /// An empty vector with room for exactly `capacity` values.
    pub(crate) fn with_capacity(at: At<'s, 'id>, capacity: usize) -> Result<Self, AllocError> {
        let mut vec = Self::at(at);
        if capacity > vec.capacity() {
            vec.region.grow_to(0, capacity)?;
        }
        Ok(vec)
    }

    /// As [`with_capacity`](Self::with_capacity), or panics. Without a `Result` in between, the compiler sees
    /// that the vector begins empty, and counts a loop that pushes only once.
    #[inline(always)]
    #[track_caller]
    pub(crate) fn with_capacity_or_panic(at: At<'s, 'id>, capacity: usize) -> Self {
        let mut vec = Self::at(at);
        if capacity > vec.capacity() {
            vec.region.make_or_panic(capacity);
        }
        vec
    }

    /// Values there is room for without growing.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.region.capacity()
    }

    /// Makes room for `additional` more values.
    ///
    /// # Panics
    ///
    /// If the arena is full.
    #[inline]
    #[track_caller]
    pub fn reserve(&mut self, additional: usize) {
        if let Err(error) = self.try_reserve(additional) {
            exhausted(error);
        }
    }

    /// Makes room for `additional` more values.
    ///
    /// # Errors
    ///
    /// If the arena is full; the vector is unchanged then.
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), AllocError> {
        if additional > self.capacity() - self.len {
            self.region.grow(self.len, additional)?;
        }
        Ok(())
    }

    /// Appends a value.
    ///
    /// # Panics
    ///
    /// If the arena is full.
    #[inline]
    #[track_caller]
    pub fn push(&mut self, value: T) {
        if self.len == self.capacity() {
            self.region.grow_or_panic(self.len);
        }
        // SAFETY: `len < capacity`.
        unsafe { self.add(value) };
    }

    /// Appends a value.
    ///
    /// # Errors
    ///
    /// Gives the value back if the arena is full.
    #[inline]
    pub fn try_push(&mut self, value: T) -> Result<(), Full<T>> {
        if self.len == self.capacity() {
            if let Err(error) = self.region.grow(self.len, 1) {
                return Err(Full { value, error });
            }
        }
        // SAFETY: `len < capacity`.
        unsafe { self.add(value) };
        Ok(())
    }

    /// Appends a value for which there is room.
    ///
    /// # Safety
    ///
    /// `len < capacity`.
    #[inline(always)]
    unsafe fn add(&mut self, value: T) {
        // SAFETY: within the capacity, says the caller.
        unsafe { self.region.start().add(self.len).write(value) };
        self.len += 1;
    }

    /// Takes off the last value.
    #[inline]
    pub fn pop(&mut self) -> Option<T> {
        self.len = self.len.checked_sub(1)?;
        // SAFETY: the value was initialized, and is no longer counted.
        Some(unsafe { self.region.start().add(self.len).read() })
    }

    /// Appends everything an iterator yields.
    ///
    /// # Errors
    ///
    /// If the arena is full. The value that found no room is given back; those before it stay.
    /// Pass `iter.by_ref()` to keep those behind it.
    pub fn try_extend(&mut self, iter: impl IntoIterator<Item = T>) -> Result<(), Full<T>> {
        let mut iter = iter.into_iter();
        // The hint may be a lie, so it is no error yet if there is no room for that many. Should the
        // arena really get full, what was announced is what its user has to know.
        let more = iter.size_hint().0;
        let first = self.len == 0 && more > self.capacity();
        // An empty vector takes as much as is announced; one that grows takes more, as there may be more.
        let announced = if first { self.region.grow_to(0, more) } else { self.try_reserve(more) }.err();
        // Iterators that are made of others are faster when they are told what to do with each value.
        while let ControlFlow::Break(value) = iter.try_for_each(|value| {
            if self.len == self.capacity() {
                return ControlFlow::Break(value);
            }
            // SAFETY: `len < capacity`.
            unsafe { self.add(value) };
            ControlFlow::Continue(())
        }) {
            if !self.region.grow_for(self.len, iter.size_hint().0.saturating_add(1)) {
                return Err(Full { value, error: announced.unwrap_or_else(|| self.region.refused(self.len, 1)) });
            }
            // SAFETY: `len < capacity`.
            unsafe { self.add(value) };
        }
        Ok(())
    }

    /// Appends a copy of a slice.
    ///
    /// # Panics
    ///
    /// If the arena is full.
    #[inline]
    #[track_caller]
    pub fn extend_from_slice(&mut self, source: &[T])
    where
        T: Copy,
    {
        if let Err(error) = self.try_extend_from_slice(source) {
            exhausted(error);
        }
    }

    /// Appends a copy of a slice.
    ///
    /// # Errors
    ///
    /// If the arena is full; the vector is unchanged then.
    #[inline]
    pub fn try_extend_from_slice(&mut self, source: &[T]) -> Result<(), AllocError>
    where
        T: Copy,
    {
        self.try_reserve(source.len())?;
        // SAFETY: there is room now.
        unsafe { self.extend_within_capacity(source) };
        Ok(())
    }

    /// Appends a copy of a slice, for which there is room.
    ///
    /// # Safety
    ///
    /// The capacity is at least `source.len()` more than the length.
    #[inline(always)]
    pub(crate) unsafe fn extend_within_capacity(&mut self, source: &[T])
    where
        T: Copy,
    {
        // SAFETY: there is room for as many, and what is borrowed elsewhere cannot be in it.
        unsafe {
            core::ptr::copy_nonoverlapping(source.as_ptr(), self.region.start().add(self.len).as_ptr(), source.len());
        };
        self.len += source.len();
    }

    /// Puts a value at `index` and moves those behind it up.
    ///
    /// # Panics
    ///
    /// If `index > len`, or the arena is full.
    #[track_caller]
    pub fn insert(&mut self, index: usize, value: T) {
        assert!(index <= self.len, "index {index} is beyond the length {}", self.len);
        self.push(value);
        self[index..].rotate_right(1);
    }

    /// Takes out the value at `index` and moves those behind it down.
    ///
    /// # Panics
    ///
    /// If `index >= len`.
    #[track_caller]
    pub fn remove(&mut self, index: usize) -> T {
        assert!(index < self.len, "index {index} is not below the length {}", self.len);
        self[index..].rotate_left(1);
        self.pop().expect("the index was within the length")
    }

    /// Takes out the value at `index` and puts the last one in its place.
    ///
    /// # Panics
    ///
    /// If `index >= len`.
    #[track_caller]
    pub fn swap_remove(&mut self, index: usize) -> T {
        assert!(index < self.len, "index {index} is not below the length {}", self.len);
        let last = self.len - 1;
        self.swap(index, last);
        self.pop().expect("the index was within the length")
    }

    /// Drops all but the first `len` values; does nothing if there are no more.
    pub fn truncate(&mut self, len: usize) {
        if len < self.len {
            let excess = core::ptr::from_mut(&mut self[len..]);
            // First the length: if a destructor panics, nothing is dropped twice.
            self.len = len;
            // SAFETY: the values were initialized and are no longer counted.
            unsafe { excess.drop_in_place() };
        }
    }

    /// Drops all values and keeps the room.
    pub fn clear(&mut self) {
        self.truncate(0);
    }

    /// Keeps the values that `keep` says to, in their order, and drops the others.
    ///
    /// If `keep` or a destructor panics, every value that was not yet looked at is kept.
    pub fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        self.retain_mut(|value| keep(value));
    }

    /// As [`retain`](Self::retain), with values that may be changed on the way.
    pub fn retain_mut(&mut self, mut keep: impl FnMut(&mut T) -> bool) {
        /// Closes the gap between what was kept and what was not looked at, whatever happens.
        struct Gap<'a, 's, 'id, T> {
            vec: &'a mut ArenaVec<'s, 'id, T>,
            kept: usize,
            seen: usize,
            len: usize,
        }
        impl<T> Drop for Gap<'_, '_, '_, T> {
            fn drop(&mut self) {
                let start = self.vec.region.start();
                // SAFETY: from `seen` to `len` all is initialized; the gap in front is not.
                unsafe {
                    start.add(self.seen).copy_to(start.add(self.kept), self.len - self.seen);
                };
                self.vec.len = self.kept + (self.len - self.seen);
            }
        }
        let len = core::mem::take(&mut self.len);
        let mut gap = Gap { vec: self, kept: 0, seen: 0, len };
        while gap.seen < gap.len {
            let start = gap.vec.region.start();
            // SAFETY: below `len`, and not looked at yet, so initialized.
            let mut value = unsafe { start.add(gap.seen) };
            // SAFETY: as above; nobody else refers to it.
            let keep_it = keep(unsafe { value.as_mut() });
            gap.seen += 1;
            if keep_it {
                // SAFETY: moves the value down into the gap, or onto itself.
                unsafe { value.copy_to(start.add(gap.kept), 1) };
                gap.kept += 1;
            } else {
                // SAFETY: `seen` is beyond it, so it is dropped only here.
                unsafe { value.drop_in_place() };
            }
        }
    }

    /// Ends the growth: gives back what is unused, and the values live as long as the scope.
    ///
    /// They are never dropped then. For a type that needs it this is a compile error: use
    /// [`into_boxed_slice`](Self::into_boxed_slice).
    #[must_use]
    #[inline]
    pub fn into_slice(self) -> &'id mut [T] {
        const { assert_no_drop::<T>() };
        self.leak()
    }

    /// Ends the growth: gives back what is unused, and the box drops the values.
    #[must_use]
    #[inline]
    pub fn into_boxed_slice(self) -> ArenaBox<'id, [T]> {
        // SAFETY: the vector owned the values and is gone.
        unsafe { ArenaBox::owning(self.into_values()) }
    }

    /// Gives back the room behind the values, if it is the last in the arena.
    #[inline]
    pub(crate) fn shrink(&mut self) {
        self.region.shrink(self.len);
    }

    /// The values as a slice that nobody will drop.
    #[inline]
    pub(crate) fn leak(self) -> &'id mut [T] {
        // SAFETY: the values belong to this reference alone now; see the documentation of `at` for
        // why that holds for `'id`.
        unsafe { self.into_values().as_mut() }
    }

    /// Gives up the values, in a region that no longer grows.
    #[inline]
    fn into_values(self) -> NonNull<[T]> {
        let (region, len) = self.into_parts();
        NonNull::slice_from_raw_parts(region.into_start(len), len)
    }

    #[inline]
    pub(super) fn into_parts(self) -> (Region<'s, 'id, T>, usize) {
        let this = core::mem::ManuallyDrop::new(self);
        // SAFETY: `this` is not used again, so the region is not dropped twice.
        (unsafe { core::ptr::read(&raw const this.region) }, this.len)
    }
}

impl<T> Drop for ArenaVec<'_, '_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        if needs_drop::<T>() {
            // SAFETY: the first `len` values are initialized, and nobody uses the vector any more.
            // Afterwards the region gives itself back.
            unsafe { drop_values(self.region.start(), self.len) };
        }
    }
}

/// Drops values. Out of line: a loop over what is being pushed, unrolled into wherever a vector may end,
/// makes the compiler count the pushes twice.
///
/// # Safety
///
/// They are initialized, and nobody uses them any more.
#[inline(never)]
unsafe fn drop_values<T>(start: NonNull<T>, len: usize) {
    // SAFETY: as promised by the caller.
    unsafe { NonNull::slice_from_raw_parts(start, len).drop_in_place() };
}

impl<T> Deref for ArenaVec<'_, '_, T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        // SAFETY: the first `len` values are initialized.
        unsafe { NonNull::slice_from_raw_parts(self.region.start(), self.len).as_ref() }
    }
}

impl<T> DerefMut for ArenaVec<'_, '_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: as for `deref`, and the vector is borrowed exclusively.
        unsafe { NonNull::slice_from_raw_parts(self.region.start(), self.len).as_mut() }
    }
}

impl<T> Extend<T> for ArenaVec<'_, '_, T> {
    /// # Panics
    ///
    /// If the arena is full.
    #[track_caller]
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        if let Err(full) = self.try_extend(iter) {
            exhausted(full.error);
        }
    }
}

impl<'a, T: Copy> Extend<&'a T> for ArenaVec<'_, '_, T> {
    /// # Panics
    ///
    /// If the arena is full.
    #[track_caller]
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
        self.extend(iter.into_iter().copied());
    }
}

impl<T: fmt::Debug> fmt::Debug for ArenaVec<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

macro_rules! compare {
    ($($trait:ident { $method:ident } -> $result:ty),*) => {$(
        impl<T: $trait> $trait for ArenaVec<'_, '_, T> {
            fn $method(&self, other: &Self) -> $result {
                (**self).$method(&**other)
            }
        }
    )*};
}

compare!(PartialEq { eq } -> bool, PartialOrd { partial_cmp } -> Option<core::cmp::Ordering>, Ord { cmp } -> core::cmp::Ordering);

impl<T: Eq> Eq for ArenaVec<'_, '_, T> {}

impl<T: core::hash::Hash> core::hash::Hash for ArenaVec<'_, '_, T> {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<'a, T> IntoIterator for &'a ArenaVec<'_, '_, T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut ArenaVec<'_, '_, T> {
    type Item = &'a mut T;
    type IntoIter = core::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}
