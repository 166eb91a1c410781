//! `Dense`: which key names which row of a table, where rows move and have no gaps.
//!
//! A key names a slot, and a slot knows the position of its row. Both its generation and the
//! position are in one entry of 8 bytes, so finding a row costs one cache miss. The way back, from a
//! position to its slot, is a second array; it is needed when the row at that position moves.
//!
//! # What holds at all times
//!
//! 1. The first `ready` entries are committed and initialized; `ready` is at most the capacity.
//! 2. The generation of a slot is odd if it has a row, and even if not. It goes up by one each time a
//!    row comes or goes.
//! 3. `len` slots have a row. Their positions are the numbers below `len`, each of them once, and
//!    `order` has the slot for each: `order[entry.position] == slot`.
//! 4. A slot is marked as taken in the occupancy if it has a row, or has retired, or lies beyond the
//!    capacity.
//!
//! By 3, `len` is at most `ready`, and less than that if some slot is free.

use core::alloc::Layout;
use core::num::NonZeroU32;
use core::ptr::NonNull;

use super::key::{Generations, Name};
use super::occupancy::{Occupancy, WORD};

/// The state of a slot.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(8))]
struct Entry {
    generation: u32,
    position: u32,
}

/// The keys of a table. What is public of it can be read by anybody, and gives numbers only.
#[derive(Debug)]
pub struct Dense {
    entries: NonNull<Entry>,
    order: NonNull<u32>,
    /// Slots with an entry.
    ready: usize,
    len: usize,
    capacity: usize,
    counted: Generations,
    occupancy: Occupancy,
}

// SAFETY: numbers, in memory of its own.
unsafe impl Send for Dense {}
// SAFETY: as above, and changed through `&mut` only.
unsafe impl Sync for Dense {}

/// Where the arrays lie, in bytes from the start of a store.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    entries: usize,
    order: usize,
    pub(super) levels: [usize; 3],
}

impl Plan {
    /// Adds the arrays to a layout; `None` if the size overflows.
    pub(super) fn new(layout: Layout, capacity: usize) -> Option<(Layout, Self)> {
        let (layout, entries) = layout.extend(Layout::array::<Entry>(capacity).ok()?).ok()?;
        let (layout, order) = layout.extend(Layout::array::<u32>(capacity).ok()?).ok()?;
        let [slots, words, tops] = Occupancy::words(capacity).map(|words| Layout::array::<u64>(words).ok());
        let (layout, level_0) = layout.extend(slots?).ok()?;
        let (layout, level_1) = layout.extend(words?).ok()?;
        let (layout, level_2) = layout.extend(tops?).ok()?;
        Some((layout, Self { entries, order, levels: [level_0, level_1, level_2] }))
    }
}

impl Dense {
    /// Bytes per row, beside the bits of the occupancy.
    pub(super) const PER_ROW: usize = size_of::<Entry>() + size_of::<u32>();

    /// # Safety
    ///
    /// The memory at `base` has the layout that the plan was made with for this capacity, belongs to
    /// the caller, and is committed from the second level of the occupancy on, with the first word of the
    /// first level.
    pub(super) unsafe fn new(base: NonNull<u8>, plan: Plan, capacity: usize, counted: Generations) -> Self {
        // SAFETY: all offsets are within the layout.
        let at = |offset: usize| unsafe { base.add(offset) };
        Self {
            entries: at(plan.entries).cast(),
            order: at(plan.order).cast(),
            ready: 0,
            len: 0,
            capacity,
            counted,
            // SAFETY: aligned by the layout; `extend` is called for committed words only.
            occupancy: unsafe { Occupancy::new(plan.levels.map(|offset| at(offset).cast())) },
        }
    }

    /// How many rows there are.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    #[inline(always)]
    pub(super) fn ready(&self) -> usize {
        self.ready
    }

    pub(super) fn capacity(&self) -> usize {
        self.capacity
    }

    /// # Safety
    ///
    /// `slot < ready`.
    #[inline(always)]
    unsafe fn entry(&self, slot: usize) -> NonNull<Entry> {
        // SAFETY: as promised by the caller.
        unsafe { self.entries.add(slot) }
    }

    /// # Safety
    ///
    /// `position < len`.
    #[inline(always)]
    unsafe fn slot_at(&self, position: usize) -> usize {
        // SAFETY: as promised by the caller; each has been written (3).
        unsafe { self.order.add(position).read() as usize }
    }

    /// The position of the row with this name.
    #[inline(always)]
    pub(super) fn find(&self, (slot, generation): Name) -> Option<usize> {
        let slot = slot as usize;
        if slot >= self.ready {
            return None;
        }
        // SAFETY: compared just now (1).
        let entry = unsafe { self.entry(slot).read() };
        // Names have odd generations, and an odd one is that of a row (2).
        if entry.generation == generation.get() { Some(entry.position as usize) } else { None }
    }

    /// Panics in debug builds if the name cannot be one that was given out here.
    #[inline(always)]
    #[track_caller]
    pub(super) fn check(&self, (slot, generation): Name) {
        if cfg!(debug_assertions) {
            let slot = slot as usize;
            // SAFETY: the slot is compared first.
            let known = (slot < self.ready).then(|| unsafe { self.entry(slot).read().generation });
            self.counted.check(generation, known);
        }
    }

    /// The name of the row at a position.
    ///
    /// # Safety
    ///
    /// `position < len`.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "slots are below the capacity, which fits")]
    pub(super) unsafe fn name_at(&self, position: usize) -> Name {
        // SAFETY: as promised by the caller; slots with rows are ready (3), their generations odd (2).
        unsafe {
            let slot = self.slot_at(position);
            (slot as u32, NonZeroU32::new_unchecked(self.entry(slot).read().generation))
        }
    }

    /// The name of the row at a position, if there is one.
    #[inline]
    pub(super) fn name(&self, position: usize) -> Option<Name> {
        // SAFETY: compared first.
        (position < self.len).then(|| unsafe { self.name_at(position) })
    }

    /// The names of all rows, in the order of the rows.
    #[inline(always)]
    pub(super) fn names(&self) -> Names<'_> {
        Names { dense: self, rows: 0..self.len }
    }

    /// Where the memory of more slots and positions begins, and how long it is, for `commit` to make
    /// it accessible until it returns `false`.
    pub(super) fn each_range(&self, target: usize, commit: &mut dyn FnMut(NonNull<u8>, usize) -> bool) -> bool {
        let (words, more) = (self.occupancy.ready() / WORD, target.min(self.capacity) - self.ready);
        // SAFETY: within the arrays, which have room for the capacity.
        unsafe {
            commit(self.entries.add(self.ready).cast(), more * size_of::<Entry>())
                && commit(self.order.add(self.ready).cast(), more * size_of::<u32>())
                && commit(self.occupancy.first_word().add(words).cast(), (target / WORD - words) * size_of::<u64>())
        }
    }

    /// Gets slots up to `target`, a multiple of 64, ready.
    ///
    /// # Safety
    ///
    /// [`each_range`](Self::each_range) has returned `true` for this target.
    pub(super) unsafe fn extend(&mut self, target: usize) {
        for slot in self.ready..target.min(self.capacity) {
            // SAFETY: committed.
            unsafe { self.entries.add(slot).write(Entry { generation: self.counted.first(), position: 0 }) };
        }
        self.ready = target.min(self.capacity);
        // SAFETY: the words were committed just now, the summaries from the start.
        unsafe { self.occupancy.extend(target, self.capacity) };
    }

    /// Takes the lowest free slot.
    #[inline(always)]
    pub(super) fn take(&mut self) -> Option<usize> {
        self.occupancy.take_lowest()
    }

    /// The name that the next row in a slot will have.
    ///
    /// # Safety
    ///
    /// The slot is one that [`take`](Self::take) gave and that has no row yet.
    #[inline(always)]
    pub(super) unsafe fn next_name(&self, slot: usize) -> Name {
        // SAFETY: what is taken is ready; and its generation is even, so this cannot overflow.
        let generation = unsafe { NonZeroU32::new_unchecked(self.entry(slot).read().generation + 1) };
        #[expect(clippy::cast_possible_truncation, reason = "slots are below the capacity, which fits")]
        (slot as u32, generation)
    }

    /// Names the row at position `len`, and counts it.
    ///
    /// # Safety
    ///
    /// As for [`next_name`](Self::next_name).
    #[inline(always)]
    pub(super) unsafe fn add(&mut self, slot: usize) -> Name {
        // SAFETY: as promised by the caller.
        let name = unsafe { self.next_name(slot) };
        // SAFETY: the slot is ready. It was free, so `len` is below `ready`, and that position
        // committed.
        #[expect(clippy::cast_possible_truncation, reason = "positions are below the capacity, which fits")]
        unsafe {
            self.entry(slot).write(Entry { generation: name.1.get(), position: self.len as u32 });
            self.order.add(self.len).write(name.0);
        }
        self.len += 1;
        name
    }

    /// Gives up a slot that was taken and got no row, and the name that was announced for it.
    ///
    /// # Safety
    ///
    /// As for [`next_name`](Self::next_name).
    pub(super) unsafe fn skip(&mut self, slot: usize) {
        // SAFETY: as promised by the caller.
        unsafe { self.advance(slot, 2) };
    }

    /// Forgets the row at a position and lets the last row take it; returns where that was.
    ///
    /// # Safety
    ///
    /// `position < len`. The caller moves the row at the returned position to this one.
    #[inline(always)]
    pub(super) unsafe fn swap_remove(&mut self, position: usize) -> usize {
        let last = self.len - 1;
        self.len = last;
        // SAFETY: both positions are below the former length, and their slots ready (3). If they are
        // the same, the slot is written a position that nobody reads.
        #[expect(clippy::cast_possible_truncation, reason = "positions are below the capacity, which fits")]
        unsafe {
            let (removed, moved) = (self.slot_at(position), self.slot_at(last));
            self.order.add(position).write(moved as u32);
            (*self.entry(moved).as_ptr()).position = position as u32;
            self.advance(removed, 1);
        }
        last
    }

    /// Forgets all rows.
    pub(super) fn clear(&mut self) {
        while let Some(last) = self.len.checked_sub(1) {
            self.len = last;
            // SAFETY: below the length until now; the slot had that row.
            unsafe { self.advance(self.slot_at(last), 1) };
        }
    }

    /// Moves a slot without a row on to the next even generation, `by` steps away, and frees it. If
    /// there is none left, the slot stays taken for good.
    ///
    /// # Safety
    ///
    /// The slot is ready and taken, and has no row any more.
    #[inline(always)]
    unsafe fn advance(&mut self, slot: usize, by: u32) {
        // SAFETY: as promised by the caller.
        let generation = unsafe { &mut (*self.entry(slot).as_ptr()).generation };
        *generation = generation.wrapping_add(by);
        if *generation != self.counted.last() {
            self.occupancy.free(slot);
        }
    }

    /// Reorders the slots of the rows, but not the rows: `compare` is given the positions they have.
    /// What is equal keeps its order.
    ///
    /// Until [`settle`](Self::settle) is called, 3 does not hold.
    pub(super) fn sort(&mut self, mut compare: impl FnMut(usize, usize) -> core::cmp::Ordering) {
        // SAFETY: each was written (3), and nobody else has this memory.
        let order = unsafe { NonNull::slice_from_raw_parts(self.order, self.len).as_mut() };
        let position = |slot: u32| {
            // SAFETY: the slots in `order` are those of rows, wherever in it they are.
            unsafe { self.entry(slot as usize).read().position as usize }
        };
        order.sort_unstable_by(|&a, &b| {
            let (a, b) = (position(a), position(b));
            compare(a, b).then(a.cmp(&b))
        });
    }

    /// Calls `shift` for the moves that bring the rows into the order of their slots.
    ///
    /// The moves of a cycle are: hold the row at a position (`Hold`), move others down the cycle
    /// (`Shift`), put back the row that is held (`Put`).
    pub(super) fn settle(&mut self, mut shift: impl FnMut(Step)) {
        for start in 0..self.len {
            let mut to = start;
            let mut from = self.place(to);
            if from == start {
                continue;
            }
            shift(Step::Hold(start));
            while from != start {
                shift(Step::Shift { from, to });
                to = from;
                from = self.place(to);
            }
            shift(Step::Put(to));
        }
    }

    /// Says where the row of the slot at a position is until now, and that it will be here.
    fn place(&mut self, position: usize) -> usize {
        debug_assert!(position < self.len);
        // SAFETY: below the length: `settle` asks for positions of rows only. The slot is ready (3).
        unsafe {
            let slot = self.slot_at(position);
            let place = &mut (*self.entry(slot).as_ptr()).position;
            #[expect(clippy::cast_possible_truncation, reason = "positions are below the capacity, which fits")]
            let from = core::mem::replace(place, position as u32);
            from as usize
        }
    }
}

/// A step of [`Dense::settle`].
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// Move the row at this position out.
    Hold(usize),
    /// Move a row to a position that was moved out of.
    Shift { from: usize, to: usize },
    /// Move the row that is held to this position.
    Put(usize),
}

/// The names of rows, from both ends.
#[derive(Debug, Clone)]
pub struct Names<'a> {
    dense: &'a Dense,
    /// Within the length.
    rows: core::ops::Range<usize>,
}

impl Iterator for Names<'_> {
    type Item = Name;

    #[inline(always)]
    fn next(&mut self) -> Option<Name> {
        // SAFETY: within the length.
        self.rows.next().map(|position| unsafe { self.dense.name_at(position) })
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl DoubleEndedIterator for Names<'_> {
    #[inline(always)]
    fn next_back(&mut self) -> Option<Name> {
        // SAFETY: within the length.
        self.rows.next_back().map(|position| unsafe { self.dense.name_at(position) })
    }
}

impl ExactSizeIterator for Names<'_> {}

#[cfg(all(test, feature = "std"))]
impl Dense {
    pub(super) fn last_generation(&self) -> u32 {
        self.counted.last()
    }

    /// Lets a slot be as if it had been used until now, to test its retirement.
    pub(super) fn age(&mut self, slot: usize, generation: u32) {
        assert!(slot < self.ready && generation % 2 == 1);
        // SAFETY: ready.
        unsafe { (*self.entry(slot).as_ptr()).generation = generation };
    }
}
