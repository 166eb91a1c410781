//! Pages on unix, by `mmap` and `mprotect`.

use core::ffi::c_void;
use core::ptr::{self, NonNull};

use rustix::io::Errno;
#[cfg(any(target_os = "linux", target_os = "android"))]
use rustix::mm::{Advice, madvise};
use rustix::mm::{MapFlags, MprotectFlags, ProtFlags, mmap_anonymous, mprotect, munmap};

use super::{SystemError, touch};

pub(super) const RESERVE: &str = "mmap";
pub(super) const COMMIT: &str = "mprotect";
pub(super) const OUT_OF_MEMORY: i32 = Errno::NOMEM.raw_os_error();

/// Mapping over a range, as `decommit` does where there is no `MADV_DONTNEED` that gives pages
/// back, first removes what was there. POSIX allows it to fail after that.
pub(super) const FAILED_DECOMMIT_TEARS: bool = cfg!(not(any(target_os = "linux", target_os = "android")));

pub(super) fn page_size() -> usize {
    rustix::param::page_size()
}

/// Reserves inaccessible address space that is charged neither to memory nor to swap.
///
/// `PROT_NONE` alone is enough for most accountings; `MAP_NORESERVE` keeps Linux from charging the
/// pages when they become writable, so that an arena pays for what it touches. It is not known to
/// all systems: FreeBSD defines it and ignores it, and `rustix` leaves it out there.
pub(super) fn reserve(len: usize) -> Result<NonNull<u8>, SystemError> {
    // SAFETY: A null address lets the system choose, so no existing mapping is replaced.
    let start = unsafe { mmap_anonymous(ptr::null_mut(), len, ProtFlags::empty(), flags()) }
        .map_err(|errno| refused(RESERVE, errno))?;
    // A system that maps the page at zero could return it. Nothing can be stored behind a null
    // pointer, so give it back and count it as a refusal.
    NonNull::new(start.cast::<u8>()).ok_or(SystemError::out_of_memory(RESERVE))
}

fn flags() -> MapFlags {
    #[cfg(any(
        target_os = "linux",
        target_os = "android",
        target_os = "netbsd",
        target_os = "solaris",
        target_os = "illumos",
        target_vendor = "apple",
    ))]
    return MapFlags::PRIVATE | MapFlags::NORESERVE;
    #[cfg(not(any(
        target_os = "linux",
        target_os = "android",
        target_os = "netbsd",
        target_os = "solaris",
        target_os = "illumos",
        target_vendor = "apple",
    )))]
    return MapFlags::PRIVATE;
}

/// # Safety
///
/// The range must be whole pages of a mapping of the caller's.
pub(super) unsafe fn commit(start: NonNull<u8>, len: usize) -> Result<(), SystemError> {
    let access = MprotectFlags::READ | MprotectFlags::WRITE;
    // SAFETY: The pages belong to the caller, and more rights invalidate nothing.
    unsafe { mprotect(raw(start), len, access) }.map_err(|errno| refused(COMMIT, errno))
}

/// Drops the pages at once, then the right to touch them. Neither call can leave a hole in the
/// mapping, unlike mapping over it.
///
/// # Safety
///
/// The range must be whole pages of a mapping of the caller's, and not in use.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) unsafe fn decommit(start: NonNull<u8>, len: usize) -> Result<(), SystemError> {
    // SAFETY: The pages belong to the caller, who has no use for their content.
    unsafe { madvise(raw(start), len, Advice::LinuxDontNeed) }.map_err(|errno| refused("madvise", errno))?;
    // SAFETY: As above; and nobody accesses the pages before they are committed again.
    unsafe { mprotect(raw(start), len, MprotectFlags::empty()) }.map_err(|errno| refused("mprotect", errno))
}

/// Replaces the pages by fresh, inaccessible ones. Elsewhere than on Linux `MADV_DONTNEED` keeps
/// content and memory, so there is no gentler way that surely gives them back.
///
/// # Safety
///
/// The range must be whole pages of a mapping of the caller's, and not in use.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) unsafe fn decommit(start: NonNull<u8>, len: usize) -> Result<(), SystemError> {
    let fixed = flags() | MapFlags::FIXED;
    // SAFETY: Whatever is mapped in the range belongs to the caller, who has no use for it. The
    // new mapping is at the same place, so the range remains part of the reservation.
    unsafe { mmap_anonymous(raw(start), len, ProtFlags::empty(), fixed) }
        .map(drop)
        .map_err(|errno| refused("mmap", errno))
}

/// # Safety
///
/// The range must be whole, committed pages of a mapping of the caller's that nobody else accesses.
pub(super) unsafe fn prefault(start: NonNull<u8>, len: usize) -> Result<(), SystemError> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    // SAFETY: The pages belong to the caller, and populating them changes no byte.
    match unsafe { madvise(raw(start), len, Advice::LinuxPopulateWrite) } {
        Ok(()) => return Ok(()),
        // Linux before 5.14, and stand-ins for Linux, do not know the advice.
        Err(Errno::INVAL | Errno::NOSYS) => {}
        Err(errno) => return Err(refused("madvise", errno)),
    }
    // SAFETY: The caller promises accessible pages of its own.
    unsafe { touch(start, len) };
    Ok(())
}

/// A hint, so what the system answers does not matter: it may be built without huge pages.
///
/// # Safety
///
/// The range must be whole pages of a mapping of the caller's.
#[cfg_attr(
    not(any(target_os = "linux", target_os = "android")),
    expect(unused_variables, reason = "only Linux takes the hint")
)]
pub(super) unsafe fn advise_huge_pages(start: NonNull<u8>, len: usize) {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    // SAFETY: The pages belong to the caller, and their size is invisible to the program.
    let _ = unsafe { madvise(raw(start), len, Advice::LinuxHugepage) };
}

/// # Safety
///
/// The range must be one that [`reserve`] returned, with the same length, and be given up here.
pub(super) unsafe fn release(start: NonNull<u8>, len: usize) {
    // SAFETY: The mapping belongs to the caller, who gives it up.
    let result = unsafe { munmap(raw(start), len) };
    // The arguments are those of a mapping, so the one possible failure is that the system cannot
    // split a mapping it had merged with a neighbour. Dropping cannot fail: the range is leaked.
    debug_assert!(matches!(result, Ok(()) | Err(Errno::NOMEM)), "munmap: {result:?}");
}

fn raw(start: NonNull<u8>) -> *mut c_void {
    start.as_ptr().cast()
}

fn refused(operation: &'static str, errno: Errno) -> SystemError {
    SystemError::new(errno.raw_os_error(), operation)
}
