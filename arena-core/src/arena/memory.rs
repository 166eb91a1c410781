//! Where the bytes of an arena come from: reserved pages, or a buffer of the caller.

use core::ptr::NonNull;
#[cfg(all(feature = "std", any(unix, windows, miri)))]
use std::boxed::Box;

use super::bump;
#[cfg(all(feature = "std", any(unix, windows, miri)))]
use crate::platform::{Reservation, page_size};
#[cfg(all(feature = "std", any(unix, windows, miri)))]
use crate::size::{KIB, MIB};

/// The backing of one arena.
#[derive(Debug)]
pub(crate) enum Memory {
    /// Address space of our own, committed as the arena grows. In a box, because stores commit their
    /// part of it themselves, through a pointer to it.
    #[cfg(all(feature = "std", any(unix, windows, miri)))]
    Pages(Box<Reservation>),
    /// Somebody else's bytes, borrowed for longer than the arena lives.
    Buffer { base: NonNull<u8>, len: usize },
}

/// As aligned as a cursor, on every target: `u64` is not on 32-bit x86.
#[repr(align(8))]
struct Unit;

const _: () = assert!(align_of::<Unit>() == bump::MIN_ALIGN);

impl Memory {
    /// Wraps a buffer. What alignment takes off at either side is not part of the capacity.
    pub(crate) fn buffer(start: NonNull<u8>, len: usize) -> Self {
        match bump::usable(start.addr().get(), len) {
            Some((first, end)) => {
                // SAFETY: `usable` returns a sub-range of the buffer.
                let base = unsafe { start.add(first - start.addr().get()) };
                Self::Buffer { base, len: end - first }
            }
            None => Self::Buffer { base: NonNull::<Unit>::dangling().cast(), len: 0 },
        }
    }

    /// The base, and how many bytes from there are committed and reserved. They keep the
    /// invariants of [`bump`].
    pub(crate) fn range(&self) -> (NonNull<u8>, usize, usize) {
        match self {
            #[cfg(all(feature = "std", any(unix, windows, miri)))]
            Self::Pages(pages) => {
                let base = pages.base();
                let cut = bump::usable(base.addr().get(), pages.len());
                (base, 0, cut.map_or(0, |(first, end)| end - first))
            }
            Self::Buffer { base, len } => (*base, *len, *len),
        }
    }

    /// Commits from the `committed` bytes there are to at least `needed`, which is within the
    /// reservation. Returns how many are committed now, or `None` if the system refused.
    pub(crate) fn commit(&self, committed: usize, needed: usize) -> Option<usize> {
        match self {
            #[cfg(all(feature = "std", any(unix, windows, miri)))]
            Self::Pages(pages) => {
                let (_, _, reserved) = self.range();
                // Steps that grow with the arena keep the number of system calls logarithmic at
                // first; the upper bound keeps what is committed close to what is used.
                let step = committed.clamp(64 * KIB, 16 * MIB);
                let generous = committed.saturating_add(step).max(needed);
                let to_page = |bytes: usize| bytes.saturating_add(bump::gap(bytes, page_size())).min(reserved);
                let try_to = |target| pages.commit(committed, target).is_ok().then_some(target);
                try_to(to_page(generous)).or_else(|| try_to(to_page(needed)))
            }
            Self::Buffer { .. } => {
                let _ = (committed, needed);
                None
            }
        }
    }

    /// Touches the first `bytes`, and says whether the system had memory for them.
    ///
    /// # Safety
    ///
    /// They are committed, and nobody owns any of them.
    #[cfg(all(feature = "std", any(unix, windows, miri)))]
    pub(crate) unsafe fn prefault(&self, bytes: usize) -> bool {
        match self {
            // SAFETY: as promised by the caller.
            Self::Pages(pages) => unsafe { pages.prefault(0, bytes) }.is_ok(),
            Self::Buffer { .. } => {
                let _ = bytes;
                true
            }
        }
    }

    /// Where the page begins in which the byte at `offset` lies; pages are given back whole.
    pub(crate) fn page_of(&self, offset: usize) -> usize {
        match self {
            #[cfg(all(feature = "std", any(unix, windows, miri)))]
            Self::Pages(_) => offset - offset % page_size(),
            Self::Buffer { .. } => offset,
        }
    }

    /// Gives back what is committed beyond `keep` and returns how much is still committed.
    ///
    /// # Safety
    ///
    /// Nobody owns a byte between `keep` and `committed`.
    pub(crate) unsafe fn decommit(&self, keep: usize, committed: usize) -> usize {
        match self {
            #[cfg(all(feature = "std", any(unix, windows, miri)))]
            Self::Pages(pages) => {
                let keep = keep.saturating_add(bump::gap(keep, page_size())).min(committed);
                // SAFETY: as promised by the caller.
                let done = unsafe { pages.decommit(keep, committed) };
                // A range that the system failed to give back counts as given back all the same:
                // committing it again is harmless where it is still there, and refused where not.
                let _ = done;
                keep
            }
            Self::Buffer { .. } => {
                let _ = keep;
                committed
            }
        }
    }
}

/// Commits parts of a range of the arena that a store has for itself.
///
/// It does not keep the reservation alive, which would then be lost with a store that is forgotten.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Committer {
    #[cfg(all(feature = "std", any(unix, windows, miri)))]
    pages: Option<NonNull<Reservation>>,
}

impl Memory {
    pub(crate) fn committer(&self) -> Committer {
        match self {
            #[cfg(all(feature = "std", any(unix, windows, miri)))]
            Self::Pages(pages) => Committer { pages: Some(NonNull::from(&**pages)) },
            Self::Buffer { .. } => Committer {
                #[cfg(all(feature = "std", any(unix, windows, miri)))]
                pages: None,
            },
        }
    }
}

impl Committer {
    /// Whether committing takes memory from the system. A buffer is all there from the start.
    pub(crate) fn takes_memory(self) -> bool {
        #[cfg(all(feature = "std", any(unix, windows, miri)))]
        return self.pages.is_some();
        #[cfg(not(all(feature = "std", any(unix, windows, miri))))]
        return false;
    }

    /// Makes the `len` bytes from `start`, which belong to the arena, readable and writable. Says
    /// whether the system agreed. A buffer is so from the start.
    ///
    /// # Safety
    ///
    /// The scope that the store was made in is still open, and the bytes are the store's.
    pub(crate) unsafe fn commit(self, start: NonNull<u8>, len: usize) -> bool {
        #[cfg(all(feature = "std", any(unix, windows, miri)))]
        if let Some(pages) = self.pages {
            // SAFETY: the arena owns the reservation, in a place of its own on the heap, and is
            // borrowed while a scope of it is open.
            let pages = unsafe { pages.as_ref() };
            let from = start.addr().get() - pages.base().addr().get();
            return pages.commit(from, from + len).is_ok();
        }
        let _ = (start, len);
        true
    }
}
