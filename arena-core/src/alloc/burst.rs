//! `Burst`: many values one after the other, with the cursor in registers.
//!
//! # Why it is sound when it is forgotten
//!
//! A burst *claims* all committed memory that is left: the cursor of the arena goes to the end of it, and
//! the burst goes through it with a cursor of its own. When it is dropped it puts the arena's cursor to
//! where its own has come. If that never happens the arena still holds it all for taken, so nothing
//! that was handed out is handed out again.

use core::alloc::Layout;
use core::fmt;
use core::ptr::NonNull;

use super::At;
use super::at::{assert_no_drop, exhausted, init};
use crate::account::Tag;
use crate::arena::Scope;
use crate::arena::bump;
use crate::error::{AllocError, Full};
use crate::lifetime::Lifetime;
use crate::threads::ManyThreads;

/// Places values in a scope without storing the cursor after each.
///
/// [`Scope::burst`] makes it. In a loop that allocates small values the compiler keeps both ends of the
/// free memory in registers, which takes half the time of [`Scope::alloc`]. The scope itself cannot be
/// used meanwhile. What was allocated lives as long as the scope, not just as the burst.
///
/// ```
/// # #[cfg(feature = "std")] {
/// # let mut arena = arena_core::FrameArena::reserve("frame", 1 << 20).unwrap();
/// arena.scope(|frame| {
///     let mut list: Option<&Node<'_>> = None;
///     let mut burst = frame.burst();
///     for value in 0..1000 {
///         list = Some(burst.alloc(Node { value, next: list }));
///     }
///     drop(burst);
///     let last = frame.alloc(Node { value: 1000, next: list });
///     assert_eq!(last.next.unwrap().value, 999);
/// });
///
/// struct Node<'a> { value: u32, next: Option<&'a Node<'a>> }
/// # }
/// ```
///
/// A burst that is forgotten (`mem::forget`) keeps all that was committed until the scope ends.
pub struct Burst<'s, 'id, L> {
    /// Where the next value goes; keeps the invariants of [`bump`].
    cursor: NonNull<u8>,
    end: NonNull<u8>,
    at: At<'s, 'id>,
    class: core::marker::PhantomData<fn() -> L>,
}

// SAFETY: the bound holds for nothing, see `threads`.
unsafe impl<L> Send for Burst<'_, '_, L> where L: ManyThreads<Self> {}
// SAFETY: the bound holds for nothing, see `threads`.
unsafe impl<L> Sync for Burst<'_, '_, L> where L: ManyThreads<Self> {}

impl<'id, L: Lifetime> Scope<'id, L> {
    /// Begins to place many values one after the other; see [`Burst`].
    #[inline]
    pub fn burst(&mut self) -> Burst<'_, 'id, L> {
        let at = self.at();
        let (cursor, end) = at.core.claim();
        Burst { cursor, end, at, class: core::marker::PhantomData }
    }
}

impl<'id, L> Burst<'_, 'id, L> {
    /// The same burst, with everything from here on counted under `tag`.
    #[inline]
    #[must_use]
    pub fn tagged(mut self, tag: impl Tag) -> Self {
        self.at = At::new(self.at.core, Some(tag.info()));
        self
    }

    /// Places a value in the arena.
    ///
    /// # Panics
    ///
    /// If the arena is full.
    #[inline(always)]
    #[track_caller]
    pub fn alloc<T>(&mut self, value: T) -> &'id mut T {
        const { assert_no_drop::<T>() };
        let place = match self.bump() {
            Some(place) => place,
            None => match self.grow::<T>() {
                Some(place) => place,
                None => exhausted(refused::<T>(self.at, self.cursor)),
            },
        };
        // SAFETY: fresh room for a `T`, from what the burst has claimed for itself.
        unsafe { init(place, value) }
    }

    /// Places a value in the arena.
    ///
    /// # Errors
    ///
    /// Gives the value back if the arena is full.
    #[inline(always)]
    pub fn try_alloc<T>(&mut self, value: T) -> Result<&'id mut T, Full<T>> {
        const { assert_no_drop::<T>() };
        match self.bump().or_else(|| self.grow()) {
            // SAFETY: as for `alloc`.
            Some(place) => Ok(unsafe { init(place, value) }),
            None => Err(Full { value, error: refused::<T>(self.at, self.cursor) }),
        }
    }

    /// Room for a `T` out of what is claimed. A zero-sized type takes none.
    #[inline(always)]
    fn bump<T>(&mut self) -> Option<NonNull<T>> {
        let (size, align) = (size_of::<T>(), align_of::<T>());
        if size == 0 {
            self.at.slot.took(0, 0);
            return Some(NonNull::dangling());
        }
        let (cursor, end) = (self.cursor.addr().get(), self.end.addr().get());
        let place = if const { bump::is_small(size_of::<T>(), align_of::<T>()) } {
            bump::fit_small(cursor, end, size, align)?
        } else {
            bump::fit(cursor, end, size, align)?
        };
        // SAFETY: `cursor <= start <= next <= end`, and between cursor and end everything is claimed.
        let (start, next) = unsafe { (self.cursor.add(place.start - cursor), self.cursor.add(place.next - cursor)) };
        self.cursor = next;
        self.at.slot.took(size, place.next - cursor);
        Some(start.cast())
    }

    /// Room for a `T` from memory that has yet to be committed, which is claimed too.
    #[inline(always)]
    fn grow<T>(&mut self) -> Option<NonNull<T>> {
        // By value, here and in `refused`, so that nothing has the address of the cursor, and it can stay
        // in a register.
        let grown = grow(self.at, self.cursor, Layout::new::<T>());
        (self.cursor, self.end) = (grown.cursor, grown.end);
        grown.place.map(NonNull::cast)
    }
}

/// What a burst has after it asked for more.
struct Grown {
    cursor: NonNull<u8>,
    end: NonNull<u8>,
    place: Option<NonNull<u8>>,
}

#[cold]
#[inline(never)]
fn grow(at: At<'_, '_>, cursor: NonNull<u8>, layout: Layout) -> Grown {
    at.core.disclaim(cursor);
    let place = at.grow(layout);
    let (cursor, end) = at.core.claim();
    Grown { cursor, end, place }
}

/// What to report when `grow` gave nothing: the figures are those without the claim.
#[cold]
#[inline(never)]
fn refused<T>(at: At<'_, '_>, cursor: NonNull<u8>) -> AllocError {
    at.core.disclaim(cursor);
    let error = at.refused::<T>(Layout::new::<T>());
    at.core.claim();
    error
}

impl<L> Drop for Burst<'_, '_, L> {
    #[inline(always)]
    fn drop(&mut self) {
        self.at.core.disclaim(self.cursor);
    }
}

impl<L> fmt::Debug for Burst<'_, '_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.end.addr().get() - self.cursor.addr().get();
        f.debug_struct("Burst").field("arena", &self.at.core.shared().name).field("left", &left).finish()
    }
}
