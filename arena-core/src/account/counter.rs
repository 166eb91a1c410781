//! `Counter`: bytes and number of what is alive under a tag.
//!
//! An allocation adds to one word only: its size to the lower bits, and one to the upper. Two counters
//! would be two additions, and if they lie side by side the compiler makes one of 16 bytes of them, which
//! stalls on store forwarding: 2.7 ns instead of 0.5. What stands in that word is *settled*, added to the
//! counters proper, whenever something is given back, a scope opens or ends, or the [`Window`] is used up.

use core::cell::Cell;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::OnceLock;

use crate::account::TagInfo;

/// Bits for the size. One more bit, the number, still is within an immediate operand of 32 bits, which is not only
/// an instruction less: processors that rename memory follow a chain of additions of constants in no time, and take
/// the latency of a store and a load for one of a register (2.2 ns instead of 0.3, on Golden Cove). In debug builds
/// there are so few that every test goes through many windows.
const SIZE_BITS: u32 = if cfg!(any(debug_assertions, target_pointer_width = "32")) { 16 } else { 24 };

/// Where the memory ends that may be handed out before all counters have to be settled, in bytes from the
/// base of the arena.
///
/// What a counter has not settled was taken between the lowest place the cursor has been at since, and this
/// end, which is never further away than half of what the lower bits hold: bytes that were given back
/// are settled. And there are at most an eighth as many allocations in it as bytes, as only what has a
/// size goes through that word. So neither overflows.
#[derive(Debug)]
pub(crate) struct Window {
    end: Cell<usize>,
}

impl Window {
    const LENGTH: usize = 1 << (SIZE_BITS - 1);

    /// The first window of an arena.
    pub(crate) fn new() -> Self {
        Self { end: Cell::new(Self::LENGTH) }
    }

    #[inline(always)]
    pub(crate) fn end(&self) -> usize {
        self.end.get()
    }

    /// Begins a new one at the cursor, once all counters are settled. It reaches at least to `needed`, which
    /// is for something that is counted at once, and taken at once.
    pub(crate) fn advance(&self, cursor: usize, needed: usize) {
        self.end.set(cursor.saturating_add(Self::LENGTH).max(needed));
    }

    /// Follows a cursor that went back; says whether the window ends earlier now.
    #[inline(always)]
    pub(crate) fn go_back(&self, cursor: usize) -> bool {
        let end = cursor.saturating_add(Self::LENGTH);
        let earlier = end < self.end.get();
        if earlier {
            self.end.set(end);
        }
        earlier
    }
}

/// What is alive under one tag. There is one writer, so that adding is a plain load, addition and store.
///
/// All that an allocation has to touch lies in one line of the cache.
#[derive(Debug, Default)]
#[repr(align(64))]
pub(super) struct Counter {
    /// What was taken since it was last settled.
    recent: AtomicUsize,
    bytes: AtomicUsize,
    /// Stands between the two so that they are not fused.
    peak: AtomicUsize,
    count: AtomicUsize,
    /// Bytes lost to alignment and to rounding up.
    padding: AtomicUsize,
    /// Whose it is.
    pub(super) owner: OnceLock<&'static TagInfo>,
}

/// What a counter says at some moment.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Alive {
    pub(super) bytes: usize,
    pub(super) count: usize,
    pub(super) padding: usize,
}

/// Adds to a counter that has only one writer.
#[inline(always)]
pub(super) fn add(counter: &AtomicUsize, n: usize) {
    counter.store(counter.load(Relaxed).wrapping_add(n), Relaxed);
}

impl Counter {
    /// `size` bytes, not none, were handed out of the window.
    #[inline(always)]
    pub(super) fn took(&self, size: usize) {
        add(&self.recent, (1 << SIZE_BITS) | size);
    }

    /// Any number of bytes were handed out, from anywhere.
    #[cold]
    #[inline(never)]
    pub(super) fn took_any(&self, size: usize) {
        self.change(size, 1);
    }

    /// What is counted already has `more` bytes.
    #[inline(always)]
    pub(super) fn grew(&self, more: usize) {
        add(&self.bytes, more);
    }

    /// More is lost to alignment and rounding; what is negative wraps around.
    #[inline(always)]
    pub(super) fn pad(&self, more: usize) {
        add(&self.padding, more);
    }

    /// The bytes and the number changed: what is negative wraps around. The peak sees what was before.
    #[inline(never)]
    pub(super) fn change(&self, bytes: usize, count: usize) {
        let before = self.now();
        self.raise_peak(before.bytes);
        self.set(before.bytes.wrapping_add(bytes), before.count.wrapping_add(count));
    }

    #[inline(always)]
    pub(super) fn now(&self) -> Alive {
        let recent = self.recent.load(Relaxed);
        Alive {
            bytes: self.bytes.load(Relaxed).wrapping_add(recent & ((1 << SIZE_BITS) - 1)),
            count: self.count.load(Relaxed).wrapping_add(recent >> SIZE_BITS),
            padding: self.padding.load(Relaxed),
        }
    }

    /// The most bytes there have been.
    pub(super) fn peak(&self) -> usize {
        self.peak.load(Relaxed).max(self.now().bytes)
    }

    /// Empties the word of what was taken.
    #[inline(always)]
    pub(super) fn settle(&self) {
        let now = self.now();
        self.set(now.bytes, now.count);
    }

    /// Goes back to what was before.
    #[inline(always)]
    pub(super) fn roll_back(&self, before: Alive) {
        self.raise_peak(self.now().bytes);
        self.set(before.bytes, before.count);
        self.padding.store(before.padding, Relaxed);
    }

    #[inline(always)]
    fn set(&self, bytes: usize, count: usize) {
        self.recent.store(0, Relaxed);
        self.bytes.store(bytes, Relaxed);
        self.count.store(count, Relaxed);
    }

    #[inline(always)]
    fn raise_peak(&self, bytes: usize) {
        if bytes > self.peak.load(Relaxed) {
            self.peak.store(bytes, Relaxed);
        }
    }
}
