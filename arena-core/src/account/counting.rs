//! The meter of a build that counts tags.
//!
//! The table is written by the arena and read by ledgers on any thread; every counter is a
//! relaxed atomic with one writer, so an addition is a plain load, add and store. Slots are found
//! by the address of their `TagInfo` and never move.

use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering::Relaxed};
use std::boxed::Box;
use std::sync::OnceLock;
use std::vec::Vec;

use super::counter::{Alive, Counter, add};
use crate::account::{TagCount, TagInfo};
use crate::arena::bump::round_up;

pub(crate) use super::counter::Window;

/// Slots per chunk of the table. Programs rarely have more tags; the chain is for those that do.
const CHUNK: usize = 16;

/// What is allocated without a tag has the first slot of all.
static UNTAGGED: TagInfo = TagInfo::new("", "", None);

/// The counters of one arena.
#[derive(Debug)]
pub(crate) struct TagTable {
    /// The tag that was asked for last, and the index of its counter, in the first chunk.
    recent_tag: AtomicPtr<TagInfo>,
    recent: AtomicUsize,
    tags: Chunk,
}

#[derive(Debug)]
struct Chunk {
    counters: [Counter; CHUNK],
    /// How many are somebody's.
    taken: AtomicUsize,
    next: OnceLock<Box<Self>>,
}

/// Where an allocation is counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot<'s> {
    counter: &'s Counter,
}

/// The bytes that rounding up adds to a size.
#[inline(always)]
fn tail(size: usize) -> usize {
    round_up(size) - size
}

impl Chunk {
    fn new() -> Self {
        Self { counters: Default::default(), taken: AtomicUsize::new(0), next: OnceLock::new() }
    }

    /// The counters that are somebody's.
    #[inline(always)]
    fn taken(&self) -> &[Counter] {
        &self.counters[..self.taken.load(Relaxed).min(CHUNK)]
    }

    /// The counter of a tag that has one, or the next that is nobody's; and which it is.
    fn find(&self, tag: &'static TagInfo) -> Option<(usize, &Counter)> {
        let is_its = |counter: &Counter| core::ptr::eq(*counter.owner.get_or_init(|| tag), tag);
        let index = self.counters.iter().position(is_its)?;
        self.taken.store(self.taken.load(Relaxed).max(index + 1), Relaxed);
        Some((index, &self.counters[index]))
    }
}

impl TagTable {
    pub(crate) fn new() -> Self {
        let table =
            Self { recent_tag: AtomicPtr::new(core::ptr::null_mut()), recent: AtomicUsize::new(0), tags: Chunk::new() };
        table.tags.find(&UNTAGGED);
        table
    }

    /// The slot of a tag, taken for it if it had none.
    #[inline(always)]
    pub(crate) fn slot(&self, tag: Option<&'static TagInfo>) -> Slot<'_> {
        let counter = match tag {
            None => &self.tags.counters[0],
            Some(tag) if core::ptr::eq(self.recent_tag.load(Relaxed), tag) => {
                &self.tags.counters[self.recent.load(Relaxed) % CHUNK]
            }
            Some(tag) => self.find(tag),
        };
        Slot { counter }
    }

    #[cold]
    #[inline(never)]
    fn find(&self, tag: &'static TagInfo) -> &Counter {
        if let Some((index, counter)) = self.tags.find(tag) {
            self.recent.store(index, Relaxed);
            self.recent_tag.store(core::ptr::from_ref(tag).cast_mut(), Relaxed);
            return counter;
        }
        let mut chunk = &self.tags;
        loop {
            chunk = chunk.next.get_or_init(|| Box::new(Chunk::new()));
            if let Some((_, counter)) = chunk.find(tag) {
                return counter;
            }
        }
    }

    fn chunks(&self) -> impl Iterator<Item = &Chunk> {
        core::iter::successors(Some(&self.tags), |chunk| chunk.next.get().map(|next| &**next))
    }

    /// What is to be done with all counters, some at a time, in the order of first use.
    #[inline(always)]
    fn with_all<'a>(&'a self, mut f: impl FnMut(&'a [Counter])) {
        // Not by `chunks`: with that, a nested scope takes 175 instructions instead of 161.
        let mut chunk = &self.tags;
        f(chunk.taken());
        while let Some(next) = chunk.next.get() {
            chunk = next;
            f(chunk.taken());
        }
    }

    /// What stands under each tag now, the untagged bytes first.
    pub(crate) fn read(&self) -> Option<impl Iterator<Item = TagCount>> {
        Some(self.chunks().flat_map(|chunk| &chunk.counters).map_while(|counter| {
            counter.owner.get()?;
            let Alive { bytes, count, .. } = counter.now();
            Some(TagCount { tag: Slot { counter }.tag(), bytes, peak: counter.peak(), count })
        }))
    }

    /// Bytes lost to alignment and rounding.
    pub(crate) fn padding(&self) -> usize {
        self.sum(|now| now.padding)
    }

    /// All bytes that are alive, with what was lost to alignment and rounding.
    pub(crate) fn total(&self) -> Option<usize> {
        Some(self.sum(|now| now.bytes.wrapping_add(now.padding)))
    }

    /// The sum of some figure of all counters.
    fn sum(&self, figure: impl Fn(Alive) -> usize) -> usize {
        let mut sum = 0_usize;
        self.with_all(|counters| counters.iter().for_each(|counter| sum = sum.wrapping_add(figure(counter.now()))));
        sum
    }

    /// A new [`Window`] begins.
    pub(crate) fn settle(&self) {
        self.with_all(|counters| counters.iter().for_each(Counter::settle));
    }

    /// Adds to a figure beside the counters, so that the sum of it all is right at any time.
    #[inline(always)]
    pub(crate) fn abandoned(&self, published: &AtomicUsize, bytes: usize) {
        add(published, bytes);
    }

    /// Nothing is alive any more; the peaks stay.
    pub(crate) fn reset(&self) {
        self.with_all(|counters| counters.iter().for_each(|counter| counter.roll_back(Alive::default())));
    }
}

impl Slot<'_> {
    /// The tag of what is counted here.
    pub(crate) fn tag(self) -> Option<&'static TagInfo> {
        self.counter.owner.get().copied().filter(|tag| !core::ptr::eq(*tag, &UNTAGGED))
    }

    /// `size` bytes were handed out of the window, for which the cursor moved on by `advance`.
    #[inline(always)]
    pub(crate) fn took(self, size: usize, advance: usize) {
        if size == 0 {
            self.counter.took_any(0);
        } else {
            self.counter.took(size);
        }
        self.pad(size, advance);
    }

    /// `size` bytes were handed out, from anywhere.
    pub(crate) fn took_any(self, size: usize, advance: usize) {
        self.counter.took_any(size);
        self.pad(size, advance);
    }

    #[inline(always)]
    fn pad(self, size: usize, advance: usize) {
        // Most types have a size that needs no padding, and then this is decided at compile time.
        if advance != size {
            self.counter.pad(advance - size);
        }
    }

    /// A region grew in place.
    #[inline(always)]
    pub(crate) fn grew(self, old: usize, new: usize) {
        self.counter.grew(new - old);
        self.counter.pad(tail(new).wrapping_sub(tail(old)));
    }

    /// A region shrank in place, with its start where it was.
    #[inline(always)]
    pub(crate) fn shrank(self, old: usize, new: usize) {
        self.counter.change(new.wrapping_sub(old), 0);
        self.counter.pad(tail(new).wrapping_sub(tail(old)));
    }

    /// A region of `size` bytes is dead: given back, or abandoned.
    #[inline(always)]
    pub(crate) fn gave(self, size: usize) {
        self.counter.change(size.wrapping_neg(), usize::MAX);
        self.counter.pad(tail(size).wrapping_neg());
    }
}

/// The counters as they stood when nested scopes were opened, innermost last.
///
/// Deeper nests let it grow, once.
#[derive(Debug)]
pub(crate) struct Saves {
    counters: Vec<Alive>,
}

/// Where in [`Saves`] the counters of a scope lie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SavePoint {
    start: usize,
    end: usize,
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
    #[inline(never)]
    pub(crate) fn save(&mut self, table: &TagTable) -> SavePoint {
        let start = self.counters.len();
        table.with_all(|counters| self.counters.extend(counters.iter().map(Counter::now)));
        SavePoint { start, end: self.counters.len() }
    }

    /// Puts every counter back to what it was. A tag that was first used since goes to zero. Save
    /// points that leaked scopes left behind lie after this one, and are dropped.
    #[inline(never)]
    pub(crate) fn restore(&mut self, table: &TagTable, point: SavePoint) {
        let mut saved = &self.counters[point.start..point.end];
        table.with_all(|counters| {
            let (of_these, others) = saved.split_at(saved.len().min(counters.len()));
            counters.iter().zip(of_these).for_each(|(counter, saved)| counter.roll_back(*saved));
            counters[of_these.len()..].iter().for_each(|counter| counter.roll_back(Alive::default()));
            saved = others;
        });
        self.counters.truncate(point.start);
    }
}
