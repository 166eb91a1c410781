//! The trait that collections of other crates ask for their memory by (feature `allocator-api2`).
//!
//! `&Scope`, what derefs to it, and [`Tagged`] are allocators. A scope itself is none, because an allocator by value would move
//! with its collection, and take the brand along.
//!
//! # Why memory stays valid as long as the trait asks
//!
//! What an allocator has handed out has to stay until it and its copies are gone. Both types hold a shared borrow
//! of the scope, for a lifetime `'s`. The cursor goes back in two cases only (invariant 4 of `Core`):
//!
//! * A scope begins or ends. That takes `&mut` of this scope or of what it borrows, and so waits for the end of
//!   `'s`; no nested scope is open either while a collection lives. What is leaked (`Box::leak`) has `'s` in its
//!   type, or cannot be reached any more (`mem::forget`). To pin a box by its allocator takes `A: 'static`, and a
//!   scope that is borrowed for `'static` never ends.
//! * The last region is given back by its owner: here by `deallocate`, `grow` and `shrink`, whose callers vouch
//!   for that.
//!
//! All `&Scope` of one scope are one allocator, as there is one cursor. None leaves its thread, as no scope is `Sync`.
//!
//! # Where pointers come from
//!
//! An owner may have had its pointer through a reference (`Box::leak`, then `Box::from_raw_in`), and then may use
//! it for that one value only. So it never becomes the cursor, nor the start of what has grown in place:
//! [`At::last`] compares the address, and takes the pointer from the cursor. A region without size, wherever its
//! pointer points, is then either the last, which moves nothing, or abandoned, which adds nothing.
//!
//! # What is counted
//!
//! A region has exactly the size that was asked for, and ends at the next multiple of eight. If it shrinks and is
//! not the last, what lies between its ends is abandoned. It has the cursor at or above its old end as long as it
//! lives, so its new end is not taken for the cursor unless they are one.

use core::alloc::Layout;
use core::ptr::NonNull;

use allocator_api2::alloc::{AllocError, Allocator};

use super::{At, Tagged};
use crate::arena::bump::{MIN_ALIGN, round_up};
use crate::arena::{In, Scope};
use crate::lifetime::Lifetime;

/// Whether a place in the arena is aligned. For an alignment known to be small the compiler knows the answer.
#[inline(always)]
fn is_aligned(place: NonNull<u8>, align: usize) -> bool {
    place.addr().get() & (align - 1) & !(MIN_ALIGN - 1) == 0
}

impl At<'_, '_> {
    /// The start of the region that a place and a size are those of, if it is the last: the same address, as a
    /// pointer into all of the arena.
    #[inline(always)]
    fn last(self, place: NonNull<u8>, size: usize) -> Option<NonNull<u8>> {
        let start = self.core.cursor().as_ptr().wrapping_sub(round_up(size));
        // SAFETY: it is not null if it equals what is not.
        (start == place.as_ptr()).then(|| unsafe { NonNull::new_unchecked(start) })
    }

    /// [`last`](Self::last), if it may have this alignment where it is.
    #[inline(always)]
    fn last_aligned(self, place: NonNull<u8>, size: usize, align: usize) -> Option<NonNull<u8>> {
        self.last(place, size).filter(|start| is_aligned(*start, align))
    }

    /// [`Allocator::deallocate`]. What is not the last is abandoned.
    ///
    /// # Safety
    ///
    /// The place was allocated here or has grown or shrunk here, to `size`, and is not used any more.
    #[inline(always)]
    unsafe fn deallocate(self, place: NonNull<u8>, size: usize) {
        match self.last(place, size) {
            // SAFETY: from there to the cursor it is the caller's.
            Some(start) => _ = unsafe { self.core.give_back(start, self.core.cursor()) },
            None => self.core.abandon(size),
        }
        self.slot.gave(size);
    }

    /// [`Allocator::grow`].
    ///
    /// # Safety
    ///
    /// As for [`deallocate`](Self::deallocate), and `new` is not smaller than `size`. If there is no room, it
    /// stays the caller's as it is.
    #[inline(always)]
    unsafe fn resize_up(self, place: NonNull<u8>, size: usize, new: Layout) -> Option<NonNull<u8>> {
        if let Some(start) = self.last_aligned(place, size, new.align()) {
            // SAFETY: as promised by the caller.
            if unsafe { self.core.grow_last(start, self.core.cursor(), new.size()) } {
                self.slot.grew(size, new.size());
                return Some(start);
            }
        }
        // SAFETY: as promised by the caller.
        unsafe { self.resize_up_slow(place, size, new) }
    }

    /// What [`resize_up`](Self::resize_up) does with a region that is not the last, or where more has to be
    /// committed.
    ///
    /// # Safety
    ///
    /// As for [`resize_up`](Self::resize_up).
    #[cold]
    #[inline(never)]
    unsafe fn resize_up_slow(self, place: NonNull<u8>, size: usize, new: Layout) -> Option<NonNull<u8>> {
        if let Some(start) = self.last_aligned(place, size, new.align()) {
            // If there is no memory to commit, there is none to move to either.
            self.core.commit_for(start, new.size())?;
            // SAFETY: as promised by the caller.
            let done = unsafe { self.core.grow_last(start, self.core.cursor(), new.size()) };
            debug_assert!(done, "it is the last, and there is memory for it");
            self.slot.grew(size, new.size());
            return Some(start);
        }
        // SAFETY: as promised by the caller.
        unsafe { self.relocate(place, size, size, new) }
    }

    /// [`Allocator::shrink`].
    ///
    /// # Safety
    ///
    /// As for [`resize_up`](Self::resize_up), but `new` is not larger than `size`.
    #[inline(always)]
    unsafe fn resize_down(self, place: NonNull<u8>, size: usize, new: Layout) -> Option<NonNull<u8>> {
        let Some(start) = self.last_aligned(place, size, new.align()) else {
            // SAFETY: as promised by the caller.
            return unsafe { self.resize_down_slow(place, size, new) };
        };
        // SAFETY: as promised by the caller.
        unsafe { self.core.shrink_last(start, self.core.cursor(), new.size()) };
        self.slot.shrank(size, new.size());
        Some(start)
    }

    /// What [`resize_down`](Self::resize_down) does with a region that is not the last, or not aligned.
    ///
    /// # Safety
    ///
    /// As for [`resize_down`](Self::resize_down).
    #[cold]
    #[inline(never)]
    unsafe fn resize_down_slow(self, place: NonNull<u8>, size: usize, new: Layout) -> Option<NonNull<u8>> {
        // This place may have no size, and then it may be anywhere.
        if place.addr().get() & (new.align() - 1) != 0 {
            // SAFETY: as promised by the caller.
            return unsafe { self.relocate(place, size, new.size(), new) };
        }
        let rest = round_up(size) - round_up(new.size());
        if rest > 0 {
            self.core.abandon(rest);
        }
        self.slot.shrank(size, new.size());
        Some(place)
    }

    /// Moves the first `kept` bytes to new room.
    ///
    /// # Safety
    ///
    /// As for [`resize_up`](Self::resize_up); `kept` is neither more than `size` nor than `new` has.
    unsafe fn relocate(self, place: NonNull<u8>, size: usize, kept: usize, new: Layout) -> Option<NonNull<u8>> {
        let room = self.room(new)?;
        // SAFETY: that much is in both, and the room is fresh. The old place is not used any more.
        unsafe {
            core::ptr::copy_nonoverlapping(place.as_ptr(), room.as_ptr(), kept);
            self.deallocate(place, size);
        }
        Some(room)
    }
}

/// The bytes of a layout at a place, or the error of the trait, which says nothing.
#[inline(always)]
fn block(place: Option<NonNull<u8>>, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
    place.map(|place| NonNull::slice_from_raw_parts(place, layout.size())).ok_or(AllocError)
}

macro_rules! allocator {
    ($(#[$about:meta])* impl<$($lifetime:lifetime),*> $Type:ty) => {
        $(#[$about])*
        // SAFETY: memory stays until all copies are gone, and copies and moves are the same allocator; see the
        // module's documentation.
        unsafe impl<$($lifetime,)* L: Lifetime> Allocator for $Type {
            #[inline(always)]
            fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
                block(self.at().room(layout), layout)
            }

            #[inline(always)]
            unsafe fn deallocate(&self, place: NonNull<u8>, layout: Layout) {
                // SAFETY: as promised by the caller; what fits is the very size, as no more is given than asked.
                unsafe { self.at().deallocate(place, layout.size()) }
            }

            #[inline(always)]
            unsafe fn grow(&self, place: NonNull<u8>, old: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
                // SAFETY: as for `deallocate`.
                block(unsafe { self.at().resize_up(place, old.size(), new) }, new)
            }

            #[inline(always)]
            unsafe fn grow_zeroed(
                &self,
                place: NonNull<u8>,
                old: Layout,
                new: Layout,
            ) -> Result<NonNull<[u8]>, AllocError> {
                // SAFETY: as for `deallocate`; what lies behind the old size has room, and nothing in it.
                unsafe {
                    let grown = self.grow(place, old, new)?;
                    grown.cast::<u8>().add(old.size()).write_bytes(0, new.size() - old.size());
                    Ok(grown)
                }
            }

            #[inline(always)]
            unsafe fn shrink(&self, place: NonNull<u8>, old: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
                // SAFETY: as for `deallocate`.
                block(unsafe { self.at().resize_down(place, old.size(), new) }, new)
            }
        }
    };
}

allocator! {
    /// Memory for collections of other crates, which lives as long as they borrow the scope (feature
    /// `allocator-api2`).
    impl<'id> &Scope<'id, L>
}
allocator! {
    /// As by the scope that it derefs to.
    impl<'id, 'env> &In<'id, 'env, Scope<'id, L>>
}
allocator! {
    /// As by the scope, and counted under the tag (feature `allocator-api2`).
    impl<'s, 'id> Tagged<'s, 'id, L>
}
