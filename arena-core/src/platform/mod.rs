//! Pages from the operating system: reserve address space, commit it, give it back.
//!
//! A [`Reservation`] is the only thing the rest of the crate sees. It keeps the arithmetic (page
//! rounding, bounds, alignment, guard page) in one place; `unix`, `windows` and `miri` are reduced
//! to the handful of calls in which the systems differ. A target with none of these, such as
//! `wasm32-unknown-unknown`, has no reservations, and arenas there live in a caller's buffer.

#![expect(unsafe_code, reason = "mapping, unmapping and protecting pages is unsafe by nature; this module wraps it")]

use core::fmt;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicBool, Ordering};

#[cfg(miri)]
mod miri;
#[cfg(all(unix, not(miri)))]
mod unix;
#[cfg(all(windows, not(miri)))]
mod windows;

#[cfg(miri)]
use miri as sys;
#[cfg(all(unix, not(miri)))]
use unix as sys;
#[cfg(all(windows, not(miri)))]
use windows as sys;

#[cfg(arena_faults)]
mod faults;
#[cfg(test)]
mod tests;

/// The alignment that lets a system back a range by huge pages. Two mebibytes is the size on
/// x86-64 and on 64-bit ARM with 4 KiB pages; elsewhere the hint loses its effect, not its safety.
const HUGE_PAGE: usize = 2 << 20;

/// The size of a page, a power of two: 4, 8, 16 or 64 KiB on the systems of today.
pub(crate) fn page_size() -> usize {
    sys::page_size()
}

/// What the operating system said when it refused something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SystemError {
    /// The system's own number: `errno` on unix, `GetLastError` on Windows.
    code: i32,
    /// The name of the call that failed.
    operation: &'static str,
}

impl SystemError {
    const fn new(code: i32, operation: &'static str) -> Self {
        Self { code, operation }
    }

    /// For requests that cannot even be put to the system, because the number of bytes overflows.
    const fn out_of_memory(operation: &'static str) -> Self {
        Self::new(sys::OUT_OF_MEMORY, operation)
    }
}

impl fmt::Display for SystemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = std::io::Error::from_raw_os_error(self.code);
        write!(f, "{} failed: {text}", self.operation)
    }
}

/// How a range is to be reserved.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    /// Keep one inaccessible page behind the range, so that running over its end is a fault.
    pub(crate) guard_page: bool,
    pub(crate) huge_pages: HugePages,
}

/// Which part of a range to ask huge pages for. A hint: a system without them ignores it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum HugePages {
    /// None.
    #[default]
    Never,
    /// What lies beyond the first [`SMALL`] bytes, once something of it is committed.
    Beyond,
    /// All of it, and the base is aligned for them.
    Always,
}

/// What an arena uses before it counts as large. A huge page that is used in part wastes at most a half of as
/// much.
pub(crate) const SMALL: usize = 4 << 20;

/// A range of address space, none of which is accessible until committed. Unmapped on drop.
///
/// Offsets in its methods count from [`base`](Self::base). Reserving costs neither memory nor swap,
/// so a reservation may be far larger than the machine. Committed pages read as zero until they are
/// written.
#[derive(Debug)]
pub(crate) struct Reservation {
    /// First usable byte. Its provenance is the whole mapping.
    base: NonNull<u8>,
    /// Usable bytes: a multiple of the page size, at least one page, at most `isize::MAX`.
    len: usize,
    /// What the system handed out, and gets back: alignment slack, the usable bytes, guard page.
    mapping: NonNull<u8>,
    mapping_len: usize,
    /// Whether nothing is left to be said about huge pages.
    advised: AtomicBool,
    /// Set when a failed system call may have unmapped part of the range. That part can belong to
    /// somebody else by now, so it is neither committed again nor unmapped.
    torn: AtomicBool,
}

// SAFETY: A reservation is a range of address space of the process, not of a thread: every call it
// makes may come from any thread, and the last one releases the range, whoever owns it then.
unsafe impl Send for Reservation {}

// SAFETY: The safe methods that take `&self` read fields that never change, `torn`, which is
// atomic, or ask the system to make pages accessible, which systems serialize and which moves no
// byte. Those that touch or take away memory are unsafe, and exclude other threads by contract.
unsafe impl Sync for Reservation {}

impl Reservation {
    /// Reserves at least `bytes`, rounded up to whole pages; zero bytes become one page, so that
    /// every reservation has a base of its own.
    ///
    /// The base is aligned to the page size, and to 2 MiB if all of it shall have huge pages. A size that
    /// the system refuses, or that does not fit `isize`, is an error.
    pub(crate) fn new(bytes: usize, options: Options) -> Result<Self, SystemError> {
        let page = page_size();
        let always = options.huge_pages == HugePages::Always;
        let align = if always { page.max(HUGE_PAGE) } else { page };
        let guard = if options.guard_page { page } else { 0 };
        // Mappings start at a page, so this much more always contains an aligned start.
        let slack = align - page;

        let too_large = SystemError::out_of_memory(sys::RESERVE);
        let len = round_up(bytes.max(1), page).ok_or(too_large)?;
        let mapping_len = len
            .checked_add(guard)
            .and_then(|sum| sum.checked_add(slack))
            .filter(|&sum| isize::try_from(sum).is_ok())
            .ok_or(too_large)?;

        let mapping = sys::reserve(mapping_len)?;
        let offset = mapping.addr().get().wrapping_neg() & (align - 1);
        debug_assert!(offset <= slack, "a mapping starts at a page");
        // SAFETY: `mapping` points to a mapping of `len + guard + slack` bytes, which is at most
        // `isize::MAX`. The distance to the next multiple of `align` is at most `slack`, because
        // the mapping starts at a multiple of the page size and `align` is a multiple of that.
        let base = unsafe { mapping.add(offset) };
        if always {
            // SAFETY: `base` and `len` lie inside the mapping that was just made.
            unsafe { sys::advise_huge_pages(base, len) };
        }
        let advised = AtomicBool::new(options.huge_pages != HugePages::Beyond);
        Ok(Self { base, len, mapping, mapping_len, advised, torn: AtomicBool::new(false) })
    }

    /// The first usable byte, with provenance over the whole usable range.
    pub(crate) fn base(&self) -> NonNull<u8> {
        self.base
    }

    /// The number of usable bytes. The guard page is not among them.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Makes the bytes from `from` to `to` readable and writable, and with them the rest of the
    /// pages on which they lie. Bytes that were committed before keep their content, so ranges may
    /// overlap. A system short of memory answers with an error, and nothing that was accessible
    /// becomes inaccessible.
    ///
    /// # Panics
    ///
    /// If the range is reversed or leaves the reservation: that is a bug in the caller, and passing
    /// it to the system would change the memory of others.
    pub(crate) fn commit(&self, from: usize, to: usize) -> Result<(), SystemError> {
        self.check(from, to);
        if from == to {
            return Ok(());
        }
        if self.torn.load(Ordering::Relaxed) {
            return Err(SystemError::out_of_memory(sys::COMMIT));
        }
        #[cfg(arena_faults)]
        if faults::refuse() {
            return Err(SystemError::out_of_memory(sys::COMMIT));
        }
        if to > SMALL && !self.advised.load(Ordering::Relaxed) {
            self.advise();
        }
        let (start, end) = self.pages_holding(from, to);
        // SAFETY: `start..end` are whole pages of this mapping, which lives as long as `self` and
        // was not torn. Making them accessible changes no byte and withdraws no right.
        unsafe { sys::commit(self.base.add(start), end - start) }
    }

    /// Asks for huge pages beyond the first [`SMALL`] bytes.
    #[cold]
    fn advise(&self) {
        // Two threads may come here, one with a store. It does no harm to ask twice.
        self.advised.store(true, Ordering::Relaxed);
        if let Some(rest) = self.len.checked_sub(SMALL) {
            // SAFETY: inside the mapping, which was not torn. `SMALL` is a multiple of the size of a page, and
            // so is `len`.
            unsafe { sys::advise_huge_pages(self.base.add(SMALL), rest) };
        }
    }

    /// Gives back the pages that lie wholly between `from` and `to` and makes them inaccessible.
    /// Pages that reach beyond the range stay, because their other bytes may be in use. Committed
    /// again, the pages read as zero.
    ///
    /// After an error the content of the range is lost, and the range counts as not committed.
    ///
    /// # Safety
    ///
    /// Nobody accesses the range while this runs or afterwards, until it is committed again, and no
    /// reference into it is live.
    ///
    /// # Panics
    ///
    /// If the range is reversed or leaves the reservation.
    pub(crate) unsafe fn decommit(&self, from: usize, to: usize) -> Result<(), SystemError> {
        self.check(from, to);
        let page = page_size();
        let start = round_up(from, page).unwrap_or(self.len);
        let end = round_down(to, page);
        if start >= end || self.torn.load(Ordering::Relaxed) {
            return Ok(());
        }
        // SAFETY: `start..end` are whole pages of this mapping, which was not torn. The caller
        // promises that nobody uses their bytes.
        let result = unsafe { sys::decommit(self.base.add(start), end - start) };
        if result.is_err() && sys::FAILED_DECOMMIT_TEARS {
            self.torn.store(true, Ordering::Relaxed);
        }
        result
    }

    /// Has the system back the committed pages that hold `from..to` by memory now, so that no later
    /// access to them faults. Their content stays as it is.
    ///
    /// Where the system has no call for this, every page is written to, since a mere read maps the
    /// one shared page of zeros and leaves the fault to the first write. What is written is what
    /// was read at the same place a moment before, so nothing is destroyed; but a write of another
    /// thread in between would be lost. Hence the contract.
    ///
    /// # Safety
    ///
    /// The range is committed. While this runs nobody else accesses the pages it lies on, and no
    /// reference into them is live.
    ///
    /// # Panics
    ///
    /// If the range is reversed or leaves the reservation.
    pub(crate) unsafe fn prefault(&self, from: usize, to: usize) -> Result<(), SystemError> {
        self.check(from, to);
        if from == to {
            return Ok(());
        }
        let (start, end) = self.pages_holding(from, to);
        // SAFETY: `start..end` are whole pages of this mapping. They are committed and not in use,
        // as the caller promises; commits are by whole pages, so that holds to the last byte.
        unsafe { sys::prefault(self.base.add(start), end - start) }
    }

    /// The whole pages on which the bytes of a checked range lie.
    fn pages_holding(&self, from: usize, to: usize) -> (usize, usize) {
        let page = page_size();
        // `len` is a multiple of the page size, so rounding up stays inside, and cannot overflow.
        let end = round_up(to, page).map_or(self.len, |end| end.min(self.len));
        (round_down(from, page), end)
    }

    /// Every offset that goes to the system passes here.
    #[track_caller]
    fn check(&self, from: usize, to: usize) {
        assert!(from <= to && to <= self.len, "range {from}..{to} is not in a reservation of {} bytes", self.len);
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        if *self.torn.get_mut() {
            // Part of the range may belong to somebody else. Leaking address space is the lesser
            // evil; the pages that are still ours are lost with it.
            return;
        }
        // SAFETY: The mapping is exactly what `sys::reserve` returned, and nothing gave it back
        // before: it has one owner, whose last act this is. No reference into it is live, because
        // the arena that hands them out owns the reservation for longer than they live.
        unsafe { sys::release(self.mapping, self.mapping_len) };
    }
}

fn round_down(bytes: usize, page: usize) -> usize {
    bytes & !(page - 1)
}

fn round_up(bytes: usize, page: usize) -> Option<usize> {
    Some(round_down(bytes.checked_add(page - 1)?, page))
}

/// Writes to every page of a range without changing a byte of it.
///
/// # Safety
///
/// The range starts at a page, is accessible, and nobody else accesses it meanwhile.
#[cfg(not(miri))]
unsafe fn touch(start: NonNull<u8>, len: usize) {
    for offset in (0..len).step_by(page_size()) {
        // SAFETY: The byte lies in the range. It is moved as `MaybeUninit`, because its owner may
        // have left it uninitialized. Volatile accesses are not optimized away, and nobody can
        // write between the two, as the caller promises.
        unsafe {
            let byte = start.add(offset).cast::<core::mem::MaybeUninit<u8>>();
            byte.write_volatile(byte.read_volatile());
        }
    }
}
