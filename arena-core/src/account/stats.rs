//! The figures every arena keeps, in every build.

use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use crate::account::meter::TagTable;
use crate::account::stores::Registry;

/// What an arena uses, used and may use, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ArenaStats {
    /// Bytes handed out and not yet taken back, padding and abandoned growth included. A store counts with all the
    /// room that its capacity takes, of which less may be committed.
    pub used: usize,
    /// The most that `used` has ever been.
    pub peak: usize,
    /// Bytes of the reservation that are backed by memory, or may be at any touch. Stores count with the
    /// most they had at a time, until the arena is trimmed.
    pub committed: usize,
    /// Bytes the arena may grow to.
    pub reserved: usize,
    /// Bytes left behind by vectors and strings that had to move to grow, and by collections of other crates that
    /// were freed before what came after them. Part of `used`.
    pub abandoned: usize,
    /// How often the arena was reset: once per scope that was opened on it and has ended.
    pub resets: u64,
}

/// The figures as they are shared with ledgers.
///
/// There is one writer, the arena; readers may be on any thread. Every field is a relaxed atomic,
/// which costs what a plain move costs, and a reader may see fields of two moments. That is
/// documented at `Ledger`.
///
/// What the end of a scope writes comes first, in one line of the cache: after a frame that went through
/// megabytes, every other line would have to be fetched for it.
#[derive(Debug)]
#[repr(C, align(64))]
pub(crate) struct Stats {
    used: AtomicUsize,
    peak: AtomicUsize,
    committed: AtomicUsize,
    abandoned: AtomicUsize,
    resets: AtomicUsize,
    reserved: AtomicUsize,
    pub(crate) name: &'static str,
    pub(crate) class: &'static str,
    pub(crate) tags: TagTable,
    pub(crate) stores: Registry,
}

impl Stats {
    pub(crate) fn new(name: &'static str, class: &'static str, reserved: usize) -> Self {
        Self {
            name,
            class,
            reserved: AtomicUsize::new(reserved),
            used: AtomicUsize::new(0),
            peak: AtomicUsize::new(0),
            committed: AtomicUsize::new(0),
            abandoned: AtomicUsize::new(0),
            resets: AtomicUsize::new(0),
            tags: TagTable::new(),
            stores: Registry::new(),
        }
    }

    /// Publishes how much is in use now, and raises the peak to it.
    #[inline]
    pub(crate) fn settle(&self, used: usize) {
        #[cfg(arena_planted = "race")]
        // SAFETY: none: this is a bug on purpose, for ThreadSanitizer to find (`tests/planted.rs`).
        unsafe {
            *self.used.as_ptr() = used;
        }
        #[cfg(not(arena_planted = "race"))]
        self.used.store(used, Relaxed);
        if used > self.peak.load(Relaxed) {
            self.peak.store(used, Relaxed);
        }
    }

    pub(crate) fn set_committed(&self, bytes: usize) {
        self.committed.store(bytes, Relaxed);
    }

    pub(crate) fn reserved(&self) -> usize {
        self.reserved.load(Relaxed)
    }

    pub(crate) fn peak(&self) -> usize {
        self.peak.load(Relaxed)
    }

    /// Notes that more was abandoned, where that is not left to the next time that figures are published.
    #[inline(always)]
    pub(crate) fn abandoned(&self, bytes: usize) {
        self.tags.abandoned(&self.abandoned, bytes);
    }

    pub(crate) fn set_abandoned(&self, bytes: usize) {
        self.abandoned.store(bytes, Relaxed);
    }

    pub(crate) fn count_reset(&self) {
        self.resets.store(self.resets.load(Relaxed).wrapping_add(1), Relaxed);
    }

    /// The figures as last published.
    pub(crate) fn read(&self) -> ArenaStats {
        ArenaStats {
            used: self.used.load(Relaxed),
            peak: self.peak.load(Relaxed),
            committed: self.committed.load(Relaxed) + self.stores.committed(),
            reserved: self.reserved(),
            abandoned: self.abandoned.load(Relaxed),
            resets: self.resets.load(Relaxed) as u64,
        }
    }
}

#[cfg(feature = "std")]
impl Stats {
    /// The arena is gone, or has other figures now. A ledger that still holds these finds nothing
    /// in use, and the history: peaks and resets.
    pub(crate) fn retire(&self) {
        self.settle(0);
        self.set_committed(0);
        self.set_abandoned(0);
        self.reserved.store(0, Relaxed);
        self.tags.reset();
    }

    /// The figures as a ledger sees them. Where tags are counted, which happens as bytes are handed out, `abandoned` is
    /// exact, and so is `used`, the sum of it all; else both are what was last published.
    pub(crate) fn observe(&self) -> ArenaStats {
        let published = self.read();
        let used = self.tags.total().map_or(published.used, |counted| counted + published.abandoned);
        ArenaStats { used, peak: published.peak.max(used), ..published }
    }
}

/// How an arena holds its [`Stats`]: counted, so that a ledger can outlive the arena. Without
/// `std` there are no ledgers, and the figures lie in the arena itself.
#[cfg(feature = "std")]
pub(crate) type Shared = std::sync::Arc<Stats>;
#[cfg(not(feature = "std"))]
pub(crate) type Shared = Stats;

#[cfg(feature = "std")]
impl Stats {
    pub(crate) fn share(self) -> Shared {
        std::sync::Arc::new(self)
    }
}

#[cfg(not(feature = "std"))]
impl Stats {
    pub(crate) fn share(self) -> Shared {
        self
    }
}
