//! Pages on Windows, by `VirtualAlloc` and `VirtualFree`.

use core::ffi::c_void;
use core::ptr::{self, NonNull};

use windows_sys::Win32::Foundation::{ERROR_NOT_ENOUGH_MEMORY, GetLastError};
use windows_sys::Win32::System::Memory::{
    MEM_COMMIT, MEM_DECOMMIT, MEM_RELEASE, MEM_RESERVE, PAGE_NOACCESS, PAGE_READWRITE, VirtualAlloc, VirtualFree,
};
use windows_sys::Win32::System::SystemInformation::{GetSystemInfo, SYSTEM_INFO};

use super::{SystemError, touch};

pub(super) const RESERVE: &str = "VirtualAlloc (reserve)";
pub(super) const COMMIT: &str = "VirtualAlloc (commit)";
pub(super) const OUT_OF_MEMORY: i32 = signed(ERROR_NOT_ENOUGH_MEMORY);

/// `VirtualFree` with `MEM_DECOMMIT` never gives up the reservation.
pub(super) const FAILED_DECOMMIT_TEARS: bool = false;

pub(super) fn page_size() -> usize {
    let mut info = SYSTEM_INFO::default();
    // SAFETY: The pointer is to a live structure of the type the call fills in. It cannot fail.
    unsafe { GetSystemInfo(&raw mut info) };
    info.dwPageSize as usize
}

/// Reserves address space; nothing of it is charged before it is committed.
pub(super) fn reserve(len: usize) -> Result<NonNull<u8>, SystemError> {
    // SAFETY: A null address lets the system choose, so no existing memory is concerned.
    let start = unsafe { VirtualAlloc(ptr::null(), len, MEM_RESERVE, PAGE_NOACCESS) };
    NonNull::new(start.cast::<u8>()).ok_or_else(|| last_error(RESERVE))
}

/// # Safety
///
/// The range must be whole pages of a reservation of the caller's.
pub(super) unsafe fn commit(start: NonNull<u8>, len: usize) -> Result<(), SystemError> {
    // SAFETY: The pages belong to the caller. Those that are committed already keep content and
    // protection, which is the same; the others become zeros.
    let result = unsafe { VirtualAlloc(raw(start), len, MEM_COMMIT, PAGE_READWRITE) };
    if result.is_null() {
        return Err(last_error(COMMIT));
    }
    Ok(())
}

/// # Safety
///
/// The range must be whole pages of a reservation of the caller's, and not in use.
pub(super) unsafe fn decommit(start: NonNull<u8>, len: usize) -> Result<(), SystemError> {
    // SAFETY: The pages belong to the caller, who has no use for them. Pages that were not
    // committed are no error.
    if unsafe { VirtualFree(raw(start), len, MEM_DECOMMIT) } == 0 {
        return Err(last_error("VirtualFree (decommit)"));
    }
    Ok(())
}

/// Windows has no call that populates fresh pages (`PrefetchVirtualMemory` reads from disk only).
///
/// # Safety
///
/// The range must be whole, committed pages of a reservation of the caller's that nobody else
/// accesses.
pub(super) unsafe fn prefault(start: NonNull<u8>, len: usize) -> Result<(), SystemError> {
    // SAFETY: The caller promises accessible pages of its own.
    unsafe { touch(start, len) };
    Ok(())
}

/// Large pages need a privilege and are committed at once on Windows, so the hint is ignored.
///
/// # Safety
///
/// None; the signature is that of the other systems.
pub(super) unsafe fn advise_huge_pages(_start: NonNull<u8>, _len: usize) {}

/// # Safety
///
/// `start` must be what [`reserve`] returned, and be given up here.
pub(super) unsafe fn release(start: NonNull<u8>, _len: usize) {
    // SAFETY: The reservation belongs to the caller, who gives it up. `MEM_RELEASE` takes the
    // whole of it and demands a size of zero.
    let released = unsafe { VirtualFree(raw(start), 0, MEM_RELEASE) };
    debug_assert!(released != 0, "{}", last_error("VirtualFree (release)"));
}

fn raw(start: NonNull<u8>) -> *mut c_void {
    start.as_ptr().cast()
}

fn last_error(operation: &'static str) -> SystemError {
    // SAFETY: The call reads a number of the current thread.
    let code = unsafe { GetLastError() };
    SystemError::new(signed(code), operation)
}

/// The same bits, because `std::io::Error` counts the system's unsigned codes as signed.
const fn signed(code: u32) -> i32 {
    i32::from_ne_bytes(code.to_ne_bytes())
}
