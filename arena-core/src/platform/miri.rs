//! A stand-in for the system under Miri, which has no `MAP_NORESERVE` and no `mprotect`.
//!
//! One zeroed allocation plays the mapping, so Miri sees its bounds, its provenance and a leak of
//! it. It cannot see an access to pages that are not committed: the tests on real systems fault.

use core::mem::MaybeUninit;
use core::ptr::NonNull;
use std::alloc::{Layout, alloc_zeroed, dealloc};

use super::{HUGE_PAGE, SystemError};

pub(super) const RESERVE: &str = "alloc_zeroed";
pub(super) const COMMIT: &str = "commit";
/// `ENOMEM` and `ERROR_NOT_ENOUGH_MEMORY`.
pub(super) const OUT_OF_MEMORY: i32 = if cfg!(windows) { 8 } else { 12 };
pub(super) const FAILED_DECOMMIT_TEARS: bool = false;

/// Miri ends the program when the host has no memory for an allocation, or the target no address,
/// so refuse before that: above 8 GiB, and 1 GiB on 32-bit targets.
const LARGEST: usize = 1 << if usize::BITS == 64 { 33 } else { 30 };

/// Not 4096, to uncover whoever assumes it.
pub(super) fn page_size() -> usize {
    16 << 10
}

/// All mappings are aligned for huge pages. The symbolic alignment check goes by the alignment of
/// an allocation, not by its address, and would reject objects of larger alignment otherwise.
fn layout(len: usize) -> Result<Layout, SystemError> {
    Layout::from_size_align(len, HUGE_PAGE)
        .ok()
        .filter(|layout| layout.size() <= LARGEST)
        .ok_or(SystemError::out_of_memory(RESERVE))
}

pub(super) fn reserve(len: usize) -> Result<NonNull<u8>, SystemError> {
    let layout = layout(len)?;
    // SAFETY: A reservation has at least one page, so the size is not zero.
    let start = unsafe { alloc_zeroed(layout) };
    NonNull::new(start).ok_or(SystemError::out_of_memory(RESERVE))
}

/// # Safety
///
/// None; the signature is that of the other systems.
pub(super) unsafe fn commit(_start: NonNull<u8>, _len: usize) -> Result<(), SystemError> {
    Ok(())
}

/// Overwrites the range, which ends the validity of every reference into it, so that Miri names
/// the stale one that is used later.
///
/// # Safety
///
/// The range must be whole pages of a mapping of the caller's, and not in use.
pub(super) unsafe fn decommit(start: NonNull<u8>, len: usize) -> Result<(), SystemError> {
    // SAFETY: The bytes belong to the caller, who has no use for their content.
    unsafe { start.cast::<MaybeUninit<u8>>().write_bytes(0, len) };
    Ok(())
}

/// # Safety
///
/// None; the signature is that of the other systems.
pub(super) unsafe fn prefault(_start: NonNull<u8>, _len: usize) -> Result<(), SystemError> {
    Ok(())
}

/// # Safety
///
/// None; the signature is that of the other systems.
pub(super) unsafe fn advise_huge_pages(_start: NonNull<u8>, _len: usize) {}

/// # Safety
///
/// The range must be one that [`reserve`] returned, with the same length, and be given up here.
pub(super) unsafe fn release(start: NonNull<u8>, len: usize) {
    if let Ok(layout) = layout(len) {
        // SAFETY: The allocation was made with the same layout, and the caller gives it up.
        unsafe { dealloc(start.as_ptr(), layout) };
    }
}
