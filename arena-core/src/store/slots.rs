//! `Slots`: memory for values that come and go one by one, with a generation for each place.
//!
//! Three arrays lie in one range of the arena: the values, a generation per slot, and the bits of
//! [`Occupancy`]. The range has room for the whole capacity from the start, so nothing ever moves;
//! it is committed, and initialized, as slots are needed.
//!
//! # What holds at all times
//!
//! 1. The first `ready` slots are committed, and their generation is initialized. That is a multiple
//!    of 64, so the last of them may lie beyond the capacity: these have a generation, which stays even,
//!    and no place for a value.
//! 2. The generation of a slot is odd if there is a value in it, and even if not. It goes up by one
//!    with every insertion and every removal.
//! 3. A slot is marked as taken in the occupancy if its generation is odd, or if it has retired,
//!    or if it lies beyond the capacity.
//!
//! # Who drops the values
//!
//! Not `Slots`: it does not know the brand of its scope, and the compiler lets a value whose
//! destructor does not mention a lifetime be dropped after that lifetime has ended. The stores made
//! of it do, with [`drop_values`](Slots::drop_values), in an `impl Drop` that has `'id` as a parameter.

use core::alloc::Layout;
use core::marker::PhantomData;
use core::num::NonZeroU32;
use core::ptr::NonNull;

use super::key::{Generations, Name};
use super::more_slots;
use super::occupancy::{Occupancy, WORD};
use super::pool_iter::Live;
use crate::account::{Figures, StoreKind, StoreStats};
use crate::alloc::At;
use crate::arena::memory::Committer;
use crate::error::Reason;

/// What the pages of a cache line and of SIMD loads like best.
const ALIGN: usize = 64;

#[derive(Debug)]
pub(super) struct Slots<T> {
    values: NonNull<T>,
    generations: NonNull<u32>,
    counted: Generations,
    occupancy: Occupancy,
    capacity: usize,
    /// Slots that will never have a value again.
    retired: usize,
    /// Slots with a value.
    figures: Figures,
    committer: Committer,
    owned: PhantomData<T>,
}

// SAFETY: the slots own their values, as a vector does, and the memory they lie in until the end of
// the scope. Committing more of it is a system call that any thread may make.
unsafe impl<T: Send> Send for Slots<T> {}
// SAFETY: a shared reference gives shared references to values only.
unsafe impl<T: Sync> Sync for Slots<T> {}

/// Where the arrays lie, in bytes from the start.
struct Plan {
    layout: Layout,
    generations: usize,
    levels: [usize; 3],
}

impl Plan {
    /// `None` if the size overflows.
    fn new<T>(capacity: usize) -> Option<Self> {
        let values = Layout::array::<T>(capacity).ok()?.align_to(ALIGN).ok()?;
        let (layout, generations) =
            values.extend(Layout::array::<u32>(capacity.checked_next_multiple_of(WORD)?).ok()?).ok()?;
        let [slots, words, tops] = Occupancy::words(capacity).map(|words| Layout::array::<u64>(words).ok());
        let (layout, level_0) = layout.extend(slots?).ok()?;
        let (layout, level_1) = layout.extend(words?).ok()?;
        let (layout, level_2) = layout.extend(tops?).ok()?;
        Some(Self { layout, generations, levels: [level_0, level_1, level_2] })
    }
}

impl<T> Slots<T> {
    /// Bytes that a store of this capacity takes, if there can be one.
    pub(super) fn layout(capacity: usize) -> Option<Layout> {
        Plan::new::<T>(capacity).map(|plan| plan.layout)
    }

    /// Takes room for `capacity` slots, none of which is committed yet.
    pub(super) fn new(at: At<'_, '_>, kind: StoreKind, capacity: usize) -> Result<Self, Reason> {
        let plan = Plan::new::<T>(capacity).filter(|_| u32::try_from(capacity).is_ok()).ok_or(Reason::TooLarge)?;
        let store = at.take_store(plan.layout)?;
        // SAFETY: all offsets lie within the layout.
        let place = |offset: usize| unsafe { store.start.add(offset) };
        // The summaries are tiny, so they are there from the start.
        let summaries = plan.layout.size() - plan.levels[1];
        // SAFETY: within what was just taken from the open scope.
        if !unsafe { store.committer.commit(place(plan.levels[1]), summaries) } {
            return Err(Reason::CommitRefused);
        }
        let used = plan.layout.size();
        let figures =
            at.core.shared().stores.register(store.place, core::any::type_name::<T>(), kind, at.tag(), used, capacity);
        let levels = plan.levels.map(|offset| place(offset).cast());
        Ok(Self {
            values: store.start.cast(),
            generations: place(plan.generations).cast(),
            counted: Generations::of_store(store.number),
            // SAFETY: aligned by the layout; `grow` commits words before it has them initialized.
            occupancy: unsafe { Occupancy::new(levels) },
            capacity,
            retired: 0,
            figures,
            committer: store.committer,
            owned: PhantomData,
        })
    }

    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.figures.len()
    }

    pub(super) fn stats(&self) -> StoreStats {
        self.figures.read()
    }

    /// There are no holes any more.
    pub(super) fn compacted(&mut self) {
        self.figures.compacted();
    }

    pub(super) fn capacity(&self) -> usize {
        self.capacity
    }

    /// Slots that are committed. Every value is in one of them.
    #[inline(always)]
    pub(super) fn ready(&self) -> usize {
        self.occupancy.ready()
    }

    /// The place of a slot.
    ///
    /// # Safety
    ///
    /// `index < ready`, and within the capacity.
    #[inline(always)]
    pub(super) unsafe fn value(&self, index: usize) -> NonNull<T> {
        // SAFETY: as promised by the caller; the arrays are as long as the capacity.
        unsafe { self.values.add(index) }
    }

    /// # Safety
    ///
    /// `index < ready`.
    #[inline(always)]
    unsafe fn generation(&self, index: usize) -> NonNull<u32> {
        // SAFETY: as promised by the caller.
        unsafe { self.generations.add(index) }
    }

    /// The value with this name, if it is still there.
    #[inline(always)]
    pub(super) fn find(&self, (slot, generation): Name) -> Option<NonNull<T>> {
        let index = slot as usize;
        // SAFETY: the index is compared first.
        let there = index < self.ready() && unsafe { self.generation(index).read() } == generation.get();
        // SAFETY: as above. Keys have odd generations, so there is a value (2).
        if there { Some(unsafe { self.value(index) }) } else { None }
    }

    /// Panics in debug builds if the name cannot be one that was given out here.
    #[inline(always)]
    #[track_caller]
    pub(super) fn check(&self, (slot, generation): Name) {
        if cfg!(debug_assertions) {
            let index = slot as usize;
            // SAFETY: the index is compared first.
            let known = (index < self.ready()).then(|| unsafe { self.generation(index).read() });
            self.counted.check(generation, known);
        }
    }

    /// The generation of the value in this slot, if there is one.
    #[inline]
    pub(super) fn live(&self, index: usize) -> Option<NonZeroU32> {
        if index >= self.ready() {
            return None;
        }
        // SAFETY: below `ready`.
        let generation = unsafe { self.generation(index).read() };
        if generation % 2 == 1 { NonZeroU32::new(generation) } else { None }
    }

    /// The generation of a value that is there.
    ///
    /// # Safety
    ///
    /// There is a value in the slot.
    #[inline(always)]
    pub(super) unsafe fn generation_of_live(&self, index: usize) -> NonZeroU32 {
        // SAFETY: as promised by the caller; and odd for that reason (2).
        unsafe { NonZeroU32::new_unchecked(self.generation(index).read()) }
    }

    /// The bits of 64 slots with values in them.
    #[inline(always)]
    pub(super) fn live_word(&self, word: usize) -> u64 {
        let taken = self.occupancy.taken(word);
        // A slot beyond the capacity, or a retired one, is taken without a value.
        if self.retired == 0 && (word + 1) * WORD <= self.capacity {
            return taken;
        }
        self.live_word_exactly(word, taken)
    }

    #[cold]
    fn live_word_exactly(&self, word: usize, taken: u64) -> u64 {
        // Nor has a slot beyond the capacity ever had a value.
        let in_use = |bit: &usize| self.live(word * WORD + bit).is_some();
        taken & (0..WORD).filter(in_use).fold(0, |bits, bit| bits | 1 << bit)
    }

    /// The slot that the next insertion takes, committing more if need be.
    ///
    /// Says nothing of why there is none: a reason would be returned in memory, which the hot path would
    /// have to set aside. [`refusal`](Self::refusal) tells it from the same facts.
    #[inline(always)]
    fn take(&mut self) -> Option<usize> {
        match self.occupancy.take_lowest() {
            Some(index) => Some(index),
            None => self.take_fresh(),
        }
    }

    #[cold]
    #[inline(never)]
    fn take_fresh(&mut self) -> Option<usize> {
        self.grow()?;
        self.occupancy.take_lowest()
    }

    /// Why there was no slot to take.
    #[cold]
    pub(super) fn refusal(&self) -> Reason {
        let capacity = self.capacity;
        if self.ready() >= capacity { Reason::StoreFull { capacity } } else { Reason::CommitRefused }
    }

    /// Gets more slots ready: half as many again, and at least some pages of them.
    fn grow(&mut self) -> Option<()> {
        let ready = self.ready();
        if ready >= self.capacity {
            return None;
        }
        let more = more_slots(size_of::<T>(), ready).next_multiple_of(WORD);
        let target = ready.saturating_add(more).min(self.capacity.next_multiple_of(WORD));
        let slots = ready.min(self.capacity)..target.min(self.capacity);
        let commit = |start: NonNull<u8>, size: usize, from: usize, to: usize| {
            // SAFETY: within the array, which has room for the capacity; and the scope is open, because
            // the store is in use.
            size == 0 || unsafe { self.committer.commit(start.add(from * size), (to - from) * size) }
        };
        let words = self.occupancy.first_word();
        let done = commit(self.values.cast(), size_of::<T>(), slots.start, slots.end)
            && commit(self.generations.cast(), size_of::<u32>(), ready, target)
            && commit(words.cast(), size_of::<u64>(), ready / WORD, target / WORD);
        if !done {
            return None;
        }
        for index in ready..target {
            // SAFETY: committed just now.
            unsafe { self.generations.add(index).write(self.counted.first()) };
        }
        // SAFETY: the words were committed just now, the summaries from the start.
        unsafe { self.occupancy.extend(target, self.capacity) };
        if self.committer.takes_memory() {
            let of_values = target.min(self.capacity) * size_of::<T>();
            self.figures.committed(of_values + target * size_of::<u32>() + target / 8);
        }
        Some(())
    }

    /// Puts a value into the lowest free slot, or gives it back; [`refusal`](Self::refusal) says why.
    #[inline(always)]
    pub(super) fn insert(&mut self, value: T) -> Result<Name, T> {
        match self.take() {
            // SAFETY: the slot was just taken and is ready.
            Some(index) => Ok(unsafe { self.fill(index, value) }),
            None => Err(value),
        }
    }

    /// Puts what a closure makes into the lowest free slot. The closure is told which slot that is
    /// and the generation its value will have. If it panics, that generation is skipped.
    pub(super) fn insert_with(&mut self, f: impl FnOnce(Name) -> T) -> Result<Name, Reason> {
        /// Gives a slot up again, so that the names that were given out are never used.
        struct Skip<'a, T>(&'a mut Slots<T>, usize);
        impl<T> Drop for Skip<'_, T> {
            fn drop(&mut self) {
                // SAFETY: the slot was taken, so it is ready; it has no value.
                unsafe { self.0.advance(self.1, 2) };
            }
        }
        let Some(index) = self.take() else {
            return Err(self.refusal());
        };
        // SAFETY: taken, so it is ready.
        let generation = unsafe { self.generation(index).read() };
        let skip = Skip(self, index);
        let value = f(Self::names(index, generation + 1));
        // SAFETY: the slot is still taken and empty; the closure could not get at it, because the
        // guard holds the slots exclusively.
        let name = unsafe { skip.0.fill(index, value) };
        core::mem::forget(skip);
        Ok(name)
    }

    /// # Safety
    ///
    /// The slot is ready, was just taken, and is empty.
    #[inline(always)]
    unsafe fn fill(&mut self, index: usize, value: T) -> Name {
        // SAFETY: as promised by the caller.
        let generation = unsafe {
            self.value(index).write(value);
            let place = self.generation(index);
            // Even before, so this cannot overflow.
            place.write(place.read() + 1);
            place.read()
        };
        self.figures.added();
        Self::names(index, generation)
    }

    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "the capacity fits, see `new`")]
    fn names(index: usize, generation: u32) -> Name {
        // SAFETY: odd, because it is that of a value (2).
        (index as u32, unsafe { NonZeroU32::new_unchecked(generation) })
    }

    /// Takes out the value with this name.
    #[inline(always)]
    pub(super) fn remove(&mut self, name: Name) -> Option<T> {
        let place = self.find(name)?;
        // SAFETY: there was a value of that generation, and is none any more.
        unsafe { self.leave(name.0 as usize, name.1.get().wrapping_add(1)) };
        self.figures.removed();
        // Last, so that it goes to where the caller wants it and not by way of the stack.
        // SAFETY: it is still there, and having left the slot makes this the last time it is read.
        Some(unsafe { place.read() })
    }

    /// Marks a slot as empty, without looking at the value.
    ///
    /// # Safety
    ///
    /// There is a value in the slot, which the caller has moved out or drops.
    #[inline(always)]
    pub(super) unsafe fn vacate(&mut self, index: usize) {
        // SAFETY: there was a value, so the slot is ready.
        unsafe { self.advance(index, 1) };
        self.figures.removed();
    }

    /// As [`vacate`](Self::vacate), for a slot whose generation nobody was told: it begins anew, and
    /// so never runs out.
    ///
    /// # Safety
    ///
    /// As for `vacate`; and there is no name of this slot.
    #[inline(always)]
    pub(super) unsafe fn vacate_unnamed(&mut self, index: usize) {
        // SAFETY: there was a value, so the slot is ready.
        unsafe { self.generation(index).write(self.counted.first()) };
        self.free(index);
        self.figures.removed();
    }

    /// Moves an empty slot on to the next even generation, `by` steps away.
    ///
    /// # Safety
    ///
    /// The slot is ready, taken, and has no value any more.
    #[inline(always)]
    unsafe fn advance(&mut self, index: usize, by: u32) {
        // SAFETY: as promised by the caller.
        unsafe { self.leave(index, self.generation(index).read().wrapping_add(by)) };
    }

    /// Gives an empty slot its next generation, an even one, and frees it; or retires it if that is the
    /// last.
    ///
    /// # Safety
    ///
    /// As for [`advance`](Self::advance).
    #[inline(always)]
    unsafe fn leave(&mut self, index: usize, generation: u32) {
        // SAFETY: as promised by the caller.
        unsafe { self.generation(index).write(generation) };
        if generation == self.counted.last() {
            self.retire();
        } else {
            self.free(index);
        }
    }

    /// Frees a slot, before its value is counted as removed.
    #[inline(always)]
    fn free(&mut self, index: usize) {
        // Otherwise as many were taken before, when one was freed: no removal has to compare.
        if self.occupancy.free(index) {
            self.figures.raise_extent();
        }
    }

    /// A slot has used up its generations and stays taken for good.
    #[cold]
    fn retire(&mut self) {
        self.figures.raise_extent();
        self.retired += 1;
    }

    /// Moves the value in the highest slot to the lowest free one below it; says from where to
    /// where, or `None` if there is no hole.
    pub(super) fn move_highest_down(&mut self) -> Option<(Name, Name)> {
        let from = Live::new(self).next_back(self)? as usize;
        let to = self.occupancy.take_lowest()?;
        if to > from {
            self.free(to);
            return None;
        }
        // SAFETY: the walk gives slots with values.
        let generation = unsafe { self.generation_of_live(from) };
        let value = self.remove(Self::names(from, generation.get()))?;
        // SAFETY: taken just now.
        let to = unsafe { self.fill(to, value) };
        Some((Self::names(from, generation.get()), to))
    }

    /// Drops what is left, when the store goes.
    pub(super) fn drop_values(&mut self) {
        if core::mem::needs_drop::<T>() {
            self.clear();
        }
    }

    /// Drops every value, the lowest slot first. If a destructor panics, the rest is dropped all
    /// the same.
    pub(super) fn clear(&mut self) {
        struct Rest<'a, T>(&'a mut Slots<T>, usize);
        impl<T> Drop for Rest<'_, T> {
            fn drop(&mut self) {
                while self.1 < self.0.ready() / WORD {
                    let bits = self.0.live_word(self.1);
                    if bits == 0 {
                        self.1 += 1;
                        continue;
                    }
                    let index = self.1 * WORD + bits.trailing_zeros() as usize;
                    // A panic in here unwinds through a frame that goes on where this stopped.
                    let next = Rest(&mut *self.0, self.1);
                    // SAFETY: there is a value; vacating first makes this the only time it is dropped.
                    unsafe {
                        next.0.vacate(index);
                        next.0.value(index).drop_in_place();
                    }
                    core::mem::forget(next);
                }
            }
        }
        drop(Rest(self, 0));
        self.figures.compacted();
    }
}

#[cfg(all(test, feature = "std"))]
impl<T> Slots<T> {
    /// Lets a slot be as if it had been used until now, to test its retirement.
    pub(super) fn age(&mut self, index: usize, generation: u32) {
        assert!(self.live(index).is_some() && generation % 2 == 1);
        // SAFETY: live, so ready.
        unsafe { self.generation(index).write(generation) };
    }
}

#[cfg(all(test, feature = "std"))]
mod tests;
