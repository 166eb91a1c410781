//! `Dense`: which key names which row of a table, where rows move and have no gaps.
//!
//! A key names a slot, and a slot knows the position of its row. Both its generation and the
//! position are in one entry of 8 bytes, so finding a row costs one cache miss. The way back, from a
//! position to its slot, is a second array; it is needed when the row at that position moves. Behind the slots
//! that have a row, that array has those that are free: the next row takes the slot that is written where its own
//! will be, and a removal changes two places with each other. (The sparse set of Briggs and Torczon, "An efficient
//! representation for sparse sets", 1993, does the same.)
//!
//! # What holds at all times
//!
//! 1. The first `ready` entries are committed and initialized; `ready` is at most the capacity.
//! 2. The generation of a slot is odd if it has a row, and even if not. It goes up by one each time a
//!    row comes or goes.
//! 3. The first `usable` places of `order` are written, each with another slot below `ready`. All slots below
//!    `ready` are there except those that have retired.
//! 4. Let `n` be the larger of `most` and `len`. Unless a slot below `n` has retired, the first `n` places have the
//!    slots below `n`, and the places after them the other ones in ascending order.
//! 5. The slots of the first `len` places have a row, at that position: `entry.position` is the place. `len` is at
//!    most `usable`.

use core::alloc::Layout;
use core::num::NonZeroU32;
use core::ptr::NonNull;

use super::key::{Generations, Name};

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
    /// The slot of each row, and then those that are free.
    order: NonNull<u32>,
    /// Slots with an entry.
    ready: usize,
    /// Slots with an entry that have not retired.
    usable: usize,
    len: usize,
    /// The most rows there were when one was removed, since all were.
    most: usize,
    capacity: usize,
    counted: Generations,
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
}

impl Plan {
    /// Adds the arrays to a layout; `None` if the size overflows.
    pub(super) fn new(layout: Layout, capacity: usize) -> Option<(Layout, Self)> {
        let (layout, entries) = layout.extend(Layout::array::<Entry>(capacity).ok()?).ok()?;
        let (layout, order) = layout.extend(Layout::array::<u32>(capacity).ok()?).ok()?;
        Some((layout, Self { entries, order }))
    }
}

impl Dense {
    /// Bytes per row.
    pub(super) const PER_ROW: usize = size_of::<Entry>() + size_of::<u32>();

    /// # Safety
    ///
    /// The memory at `base` has the layout that the plan was made with for this capacity, and belongs to
    /// the caller.
    pub(super) unsafe fn new(base: NonNull<u8>, plan: Plan, capacity: usize, counted: Generations) -> Self {
        // SAFETY: all offsets are within the layout.
        let at = |offset: usize| unsafe { base.add(offset) };
        Self {
            entries: at(plan.entries).cast(),
            order: at(plan.order).cast(),
            ready: 0,
            usable: 0,
            len: 0,
            most: 0,
            capacity,
            counted,
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
    /// `position < usable`.
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
        let more = target - self.ready;
        // SAFETY: within the arrays, which have room for the capacity.
        unsafe {
            commit(self.entries.add(self.ready).cast(), more * size_of::<Entry>())
                && commit(self.order.add(self.ready).cast(), more * size_of::<u32>())
        }
    }

    /// Gets slots up to `target`, at most the capacity, ready.
    ///
    /// # Safety
    ///
    /// [`each_range`](Self::each_range) has returned `true` for this target.
    #[expect(clippy::cast_possible_truncation, reason = "slots are below the capacity, which fits")]
    pub(super) unsafe fn extend(&mut self, target: usize) {
        for slot in self.ready..target {
            // SAFETY: committed; `usable` is at most the number of slots that are ready (3).
            unsafe {
                self.entries.add(slot).write(Entry { generation: self.counted.first(), position: 0 });
                self.order.add(self.usable).write(slot as u32);
            }
            self.usable += 1;
        }
        self.ready = target;
    }

    /// The slot that the next row will have, if one is free.
    #[inline(always)]
    pub(super) fn free_slot(&self) -> Option<usize> {
        // SAFETY: compared first.
        (self.len < self.usable).then(|| unsafe { self.slot_at(self.len) })
    }

    /// The name that the next row in a slot will have.
    ///
    /// # Safety
    ///
    /// [`free_slot`](Self::free_slot) has given this slot, and no row was added since.
    #[inline(always)]
    pub(super) unsafe fn next_name(&self, slot: usize) -> Name {
        // SAFETY: it is ready (3); and its generation is even, so this cannot overflow.
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
        // SAFETY: the slot is ready, and written at the place of the new row already (3).
        #[expect(clippy::cast_possible_truncation, reason = "positions are below the capacity, which fits")]
        unsafe {
            self.entry(slot).write(Entry { generation: name.1.get(), position: self.len as u32 });
        }
        self.len += 1;
        name
    }

    /// Gives up the name that was announced for the next row.
    ///
    /// # Safety
    ///
    /// As for [`next_name`](Self::next_name).
    pub(super) unsafe fn skip(&mut self, slot: usize) {
        // SAFETY: as promised by the caller.
        unsafe { self.leave(slot, self.entry(slot).read().generation.wrapping_add(2)) };
    }

    /// Forgets the row with a name, which is at a position, and lets the last row take that; returns where that was.
    ///
    /// # Safety
    ///
    /// It is the name of a row, and this its position. [`raise_most`](Self::raise_most) was called. The caller moves
    /// the row at the returned position to this one.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "positions are below the capacity, which fits")]
    pub(super) unsafe fn swap_remove(&mut self, (slot, generation): Name, position: usize) -> usize {
        let last = self.len - 1;
        self.len = last;
        // SAFETY: both positions are below the former length, and their slots ready (3). If they are
        // the same, the slot is written a position that nobody reads.
        unsafe {
            let moved = self.slot_at(last);
            self.order.add(position).write(moved as u32);
            (*self.entry(moved).as_ptr()).position = position as u32;
            self.order.add(last).write(slot);
            self.leave(slot as usize, generation.get().wrapping_add(1));
        }
        last
    }

    /// Notes how many rows there are, before one is removed. Says whether there never were that many.
    #[inline(always)]
    pub(super) fn raise_most(&mut self) -> bool {
        let more = self.len > self.most;
        if more {
            self.most = self.len;
        }
        more
    }

    /// Forgets all rows, and brings the slots into order, so that those to come lie beside each other.
    ///
    /// Takes as long as the most rows there were.
    #[expect(clippy::cast_possible_truncation, reason = "slots are below the capacity, which fits")]
    pub(super) fn clear(&mut self) {
        let mut end = self.most.max(self.len);
        let (mut slot, mut place) = (0, 0);
        while slot < end {
            // SAFETY: both are below `ready`, as `most` and `len` never are more than `usable` was (3, 5); and
            // `place` is never ahead of `slot`.
            unsafe {
                let generation = &mut (*self.entry(slot).as_ptr()).generation;
                *generation = generation.wrapping_add(*generation % 2);
                if *generation == self.counted.last() {
                    // Slots beyond may have changed places (4).
                    end = self.ready;
                } else {
                    self.order.add(place).write(slot as u32);
                    place += 1;
                }
            }
            slot += 1;
        }
        if end == self.ready {
            self.usable = place;
        }
        (self.len, self.most) = (0, 0);
    }

    /// Gives the slot at place `len`, which has no row any more, its next generation, an even one. If that is the
    /// last, nobody will find the slot again.
    ///
    /// # Safety
    ///
    /// The slot is at that place, which is below `usable`.
    #[inline(always)]
    unsafe fn leave(&mut self, slot: usize, generation: u32) {
        // SAFETY: as promised by the caller, so it is ready (3).
        unsafe { (*self.entry(slot).as_ptr()).generation = generation };
        if generation == self.counted.last() {
            self.retire();
        }
    }

    /// Lets the slot at place `len` go, by having the last of those that are free take that.
    #[cold]
    fn retire(&mut self) {
        self.usable -= 1;
        // SAFETY: there was a slot at place `len`, so both are within what has been written (3).
        unsafe { self.order.add(self.len).write(self.order.add(self.usable).read()) };
    }

    /// Reorders the slots of the rows, but not the rows: `compare` is given the positions they have.
    /// What is equal keeps its order.
    ///
    /// Until [`settle`](Self::settle) is called, 5 does not hold.
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
