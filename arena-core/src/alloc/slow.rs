//! What an allocation does when there is no committed room: commit more, or say why not.
//!
//! An [`At`] has two fields, and is passed in registers. If it were larger, these calls would get its address,
//! and the hot path would have to write it to memory in advance, every time.

use core::alloc::Layout;
use core::ptr::NonNull;

use super::At;
use super::at::exhausted;
use crate::account::meter::Slot;
use crate::arena::core::Core;
use crate::error::{AllocError, Reason, Request};

impl At<'_, '_> {
    /// Room for a layout. What has no size takes none.
    #[cold]
    #[inline(never)]
    pub(super) fn take_slow(self, layout: Layout) -> Option<NonNull<u8>> {
        if layout.size() == 0 { Some(self.take_nothing(layout)) } else { self.grow(layout) }
    }

    /// A place for what has no size. So rare that the way to it is a call and not a jump.
    #[cold]
    #[inline(never)]
    pub(super) fn take_nothing(self, layout: Layout) -> NonNull<u8> {
        self.slot.took(0, 0);
        // SAFETY: an alignment is not zero.
        unsafe { NonNull::new_unchecked(core::ptr::without_provenance_mut(layout.align())) }
    }

    /// Room from memory that has yet to be committed.
    ///
    /// It does not return an error, because errors are large and returned in memory, which the hot
    /// path would have to set aside. [`refused`](Self::refused) makes one from the same facts.
    #[cold]
    #[inline(never)]
    pub(super) fn grow(self, layout: Layout) -> Option<NonNull<u8>> {
        let before = self.core.position();
        let place = self.core.grow(layout)?;
        self.slot.took_any(layout.size(), self.core.position() - before);
        Some(place)
    }

    /// Room for a `T` from memory that has yet to be committed, or a panic that calls it `name`.
    #[cold]
    #[inline(never)]
    #[track_caller]
    pub(super) fn grow_or_panic<T>(self, name: &'static str) -> NonNull<T> {
        let layout = Layout::new::<T>();
        match self.grow(layout) {
            Some(place) => place.cast(),
            None => exhausted(AllocError { type_name: name, ..self.refused::<T>(layout) }),
        }
    }

    /// What to report when `grow` gave nothing.
    #[cold]
    #[inline(never)]
    pub(crate) fn refused<T: ?Sized>(self, layout: Layout) -> AllocError {
        self.error::<T>(layout.into(), self.core.refusal(layout))
    }

    #[cold]
    pub(super) fn too_large<T>(self, len: usize) -> AllocError {
        let size = size_of::<T>().saturating_mul(len);
        self.error::<[T]>(Request { size, align: align_of::<T>() }, Reason::TooLarge)
    }

    /// Describes a failure with the figures of this moment.
    #[cold]
    pub(crate) fn error<T: ?Sized>(self, request: Request, reason: Reason) -> AllocError {
        let stats = self.core.shared();
        AllocError {
            arena: stats.name,
            class: stats.class,
            type_name: core::any::type_name::<T>(),
            tag: self.tag(),
            size: request.size,
            align: request.align,
            free: self.core.reserved() - self.core.used(),
            reserved: self.core.reserved(),
            reason,
        }
    }
}

/// Places a value that fits into a register, or panics. The arguments are in the order in which the hot path
/// has them, so that it does not have to move them in advance.
#[cold]
#[inline(never)]
#[track_caller]
pub(super) fn place<T>(core: &Core, value: T) -> NonNull<T> {
    let place = At::new(core, None).grow_or_panic(core::any::type_name::<T>());
    // SAFETY: fresh room for a `T`.
    unsafe { place.write(value) };
    place
}

/// As [`place`], under a tag.
#[cold]
#[inline(never)]
#[track_caller]
pub(super) fn place_tagged<T>(core: &Core, value: T, slot: Slot<'_>, name: &'static str) -> NonNull<T> {
    let place = At::of(core, slot).grow_or_panic(name);
    // SAFETY: fresh room for a `T`.
    unsafe { place.write(value) };
    place
}
