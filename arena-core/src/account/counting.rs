//! The meter of a build that counts tags.
//!
//! The table is written by the arena and read by ledgers on any thread; every counter is a
//! relaxed atomic with one writer, so an addition is a plain load, add and store. Slots are found
//! by the address of their `TagInfo` and never move.

use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::boxed::Box;
use std::sync::OnceLock;
use std::vec::Vec;

use crate::account::{TagCount, TagInfo};
use crate::arena::bump::round_up;

/// Slots per chunk of the table. Programs rarely have more tags; the chain is for those that do.
const CHUNK: usize = 16;

/// The counters of one arena.
#[derive(Debug)]
pub(crate) struct TagTable {
    untagged: Counter,
    /// Bytes lost to alignment and to rounding up.
    padding: AtomicUsize,
    /// The index of the slot that was asked for last, in the first chunk.
    recent: AtomicUsize,
    tags: Chunk,
}

#[derive(Debug)]
struct Chunk {
    slots: [TagSlot; CHUNK],
    next: OnceLock<Box<Self>>,
}

#[derive(Debug, Default)]
struct TagSlot {
    tag: OnceLock<&'static TagInfo>,
    counter: Counter,
}

/// Bytes and number of what is alive under a tag.
///
/// The peak stands between the two counters that every allocation adds to. Side by side, the
/// compiler fuses them into one 16-byte addition, which stalls on store forwarding: 2.7 ns
/// instead of 0.5.
#[derive(Debug, Default)]
struct Counter {
    bytes: AtomicUsize,
    peak: AtomicUsize,
    count: AtomicUsize,
}

/// Where an allocation is counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot<'s> {
    counter: &'s Counter,
    padding: &'s AtomicUsize,
}

/// Adds to a counter that has only one writer.
#[inline(always)]
fn add(counter: &AtomicUsize, n: usize) {
    counter.store(counter.load(Relaxed).wrapping_add(n), Relaxed);
}

/// Subtracts from a counter that has only one writer.
#[inline(always)]
fn sub(counter: &AtomicUsize, n: usize) {
    counter.store(counter.load(Relaxed).wrapping_sub(n), Relaxed);
}

/// The bytes that rounding up adds to a size.
#[inline(always)]
fn tail(size: usize) -> usize {
    round_up(size) - size
}

impl Chunk {
    fn new() -> Self {
        Self { slots: Default::default(), next: OnceLock::new() }
    }
}

impl Counter {
    fn raise_peak(&self) {
        let bytes = self.bytes.load(Relaxed);
        if bytes > self.peak.load(Relaxed) {
            self.peak.store(bytes, Relaxed);
        }
    }

    fn roll_back(&self, to: (usize, usize)) {
        self.raise_peak();
        self.bytes.store(to.0, Relaxed);
        self.count.store(to.1, Relaxed);
    }

    fn read(&self, tag: Option<&'static TagInfo>) -> TagCount {
        let bytes = self.bytes.load(Relaxed);
        let peak = self.peak.load(Relaxed).max(bytes);
        TagCount { tag, bytes, peak, count: self.count.load(Relaxed) }
    }
}

impl TagTable {
    pub(crate) fn new() -> Self {
        Self {
            untagged: Counter::default(),
            padding: AtomicUsize::new(0),
            recent: AtomicUsize::new(0),
            tags: Chunk::new(),
        }
    }

    /// The slot of a tag, taken for it if it had none.
    #[inline]
    pub(crate) fn slot(&self, tag: Option<&'static TagInfo>) -> Slot<'_> {
        let counter = match tag {
            None => &self.untagged,
            Some(tag) => {
                let recent = &self.tags.slots[self.recent.load(Relaxed) % CHUNK];
                match recent.tag.get() {
                    Some(found) if core::ptr::eq(*found, tag) => &recent.counter,
                    _ => self.find(tag),
                }
            }
        };
        Slot { counter, padding: &self.padding }
    }

    #[cold]
    fn find(&self, tag: &'static TagInfo) -> &Counter {
        let mut chunk = &self.tags;
        loop {
            for (index, slot) in chunk.slots.iter().enumerate() {
                if core::ptr::eq(*slot.tag.get_or_init(|| tag), tag) {
                    if core::ptr::eq(chunk, &self.tags) {
                        self.recent.store(index, Relaxed);
                    }
                    return &slot.counter;
                }
            }
            chunk = chunk.next.get_or_init(|| Box::new(Chunk::new()));
        }
    }

    /// Every counter in the order of first use, the untagged bytes first.
    fn counters(&self) -> impl Iterator<Item = (Option<&'static TagInfo>, &Counter)> {
        let chunks = core::iter::successors(Some(&self.tags), |chunk| chunk.next.get().map(|next| &**next));
        let slots = chunks.flat_map(|chunk| &chunk.slots);
        let used = slots.map_while(|slot| Some((Some(*slot.tag.get()?), &slot.counter)));
        core::iter::once((None, &self.untagged)).chain(used)
    }

    /// What stands under each tag now, the untagged bytes first.
    pub(crate) fn read(&self) -> Option<impl Iterator<Item = TagCount>> {
        Some(self.counters().map(|(tag, counter)| counter.read(tag)))
    }

    /// Bytes lost to alignment and rounding.
    pub(crate) fn padding(&self) -> usize {
        self.padding.load(Relaxed)
    }

    /// All bytes that are alive, with what was lost to alignment and rounding.
    pub(crate) fn total(&self) -> Option<usize> {
        let live = self.counters().map(|(_, counter)| counter.bytes.load(Relaxed));
        Some(live.fold(self.padding(), usize::wrapping_add))
    }

    /// Nothing is alive any more; the peaks stay.
    pub(crate) fn reset(&self) {
        for (_, counter) in self.counters() {
            counter.roll_back((0, 0));
        }
        self.padding.store(0, Relaxed);
    }
}

impl Slot<'_> {
    /// `size` bytes were handed out, for which the cursor moved on by `advance`.
    #[inline(always)]
    pub(crate) fn took(self, size: usize, advance: usize) {
        add(&self.counter.bytes, size);
        add(&self.counter.count, 1);
        // Most types have a size that needs no padding, and then this is decided at compile time.
        if advance != size {
            add(self.padding, advance - size);
        }
    }

    /// A region grew or shrank in place, with its start where it was.
    #[inline(always)]
    pub(crate) fn resized(self, old: usize, new: usize) {
        self.counter.raise_peak();
        add(&self.counter.bytes, new.wrapping_sub(old));
        add(self.padding, tail(new).wrapping_sub(tail(old)));
    }

    /// A region of `size` bytes is dead: given back, or abandoned.
    #[inline(always)]
    pub(crate) fn gave(self, size: usize) {
        self.counter.raise_peak();
        sub(&self.counter.bytes, size);
        sub(&self.counter.count, 1);
        sub(self.padding, tail(size));
    }
}

/// The counters as they stood when nested scopes were opened, innermost last.
///
/// Deeper nests let it grow, once.
#[derive(Debug)]
pub(crate) struct Saves {
    counters: Vec<(usize, usize)>,
}

/// Where in [`Saves`] the counters of a scope lie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SavePoint {
    start: usize,
    end: usize,
    padding: usize,
}

impl Saves {
    /// Has room for eight levels of a program of ordinary size from the start, so that the first
    /// nested scope of a frame does not allocate on the heap.
    pub(crate) fn new() -> Self {
        Self { counters: Vec::with_capacity(8 * (CHUNK + 1)) }
    }

    /// Forgets every save point; none is left of a scope that ended.
    pub(crate) fn clear(&mut self) {
        self.counters.clear();
    }

    /// Writes down every counter.
    pub(crate) fn save(&mut self, table: &TagTable) -> SavePoint {
        let start = self.counters.len();
        let read = |(_, counter): (_, &Counter)| (counter.bytes.load(Relaxed), counter.count.load(Relaxed));
        self.counters.extend(table.counters().map(read));
        SavePoint { start, end: self.counters.len(), padding: table.padding() }
    }

    /// Puts every counter back to what it was. A tag that was first used since goes to zero. Save
    /// points that leaked scopes left behind lie after this one, and are dropped.
    pub(crate) fn restore(&mut self, table: &TagTable, point: SavePoint) {
        let mut saved = self.counters[point.start..point.end].iter().copied();
        for (_, counter) in table.counters() {
            counter.roll_back(saved.next().unwrap_or((0, 0)));
        }
        table.padding.store(point.padding, Relaxed);
        self.counters.truncate(point.start);
    }
}
