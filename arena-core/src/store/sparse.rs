//! `Sparse`: values found by the slot of somebody else's key, without gaps between them.
//!
//! Three arrays lie in one range of the arena: the values, the name of the key that each belongs to,
//! and an entry for every slot that a key can have, which says where its value is. Finding a value
//! reads an entry and the value; going through all of them reads names and values in order.
//!
//! # What holds at all times
//!
//! 1. The first `slots` entries are committed and initialized.
//! 2. The first `ready` values and names are committed, and the first `len` of them are written.
//! 3. The entry of the slot in `names[position]` has the generation that stands there too, and this
//!    position. Every other entry has generation 0, which no key has. So no slot is in two names.
//! 4. No code of a user runs while one of these does not hold.

use core::alloc::Layout;
use core::marker::PhantomData;
use core::ptr::NonNull;

use super::key::Name;
use super::more_slots;
use crate::account::{Figures, StoreKind, StoreStats};
use crate::alloc::At;
use crate::arena::memory::Committer;
use crate::error::Reason;

/// What cache lines and SIMD loads like best.
const ALIGN: usize = 64;

/// Where the value of a slot is.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(8))]
pub(super) struct Entry {
    /// That of the key whose value it is, or 0 if there is none.
    generation: u32,
    position: u32,
}

#[derive(Debug)]
pub(super) struct Sparse<T> {
    values: NonNull<T>,
    names: NonNull<Name>,
    entries: NonNull<Entry>,
    /// Entries that are initialized.
    slots: usize,
    /// Values there is committed room for.
    ready: usize,
    capacity: usize,
    figures: Figures,
    committer: Committer,
    owned: PhantomData<T>,
}

// SAFETY: it owns its values, as a vector does, and the memory they lie in until the end of the
// scope. Committing more of it is a system call that any thread may make.
unsafe impl<T: Send> Send for Sparse<T> {}
// SAFETY: a shared reference gives shared references to values only.
unsafe impl<T: Sync> Sync for Sparse<T> {}

/// Where the value of a key goes.
enum Place {
    /// Behind the last. The slot has an entry, and there is room that is committed.
    New,
    /// To where a value is: the key's, or one that an older key had.
    Held { position: usize, by_key: bool },
}

/// Why a value was not taken in.
pub(super) type Refused<T> = (T, Reason);

/// Where the arrays lie, in bytes from the start.
struct Plan {
    layout: Layout,
    names: usize,
    entries: usize,
}

impl Plan {
    /// `None` if the size overflows.
    fn new<T>(capacity: usize) -> Option<Self> {
        let values = Layout::array::<T>(capacity).ok()?.align_to(ALIGN).ok()?;
        let (layout, names) = values.extend(Layout::array::<Name>(capacity).ok()?).ok()?;
        let (layout, entries) = layout.extend(Layout::array::<Entry>(capacity).ok()?).ok()?;
        Some(Self { layout, names, entries })
    }
}

impl<T> Sparse<T> {
    /// Bytes that a store of this capacity takes, if there can be one.
    pub(super) fn layout(capacity: usize) -> Option<Layout> {
        Plan::new::<T>(capacity).map(|plan| plan.layout)
    }

    /// Takes room for the values of keys with slots below `capacity`; nothing is committed yet.
    pub(super) fn new(at: At<'_, '_>, capacity: usize) -> Result<Self, Reason> {
        let plan = Plan::new::<T>(capacity).filter(|_| u32::try_from(capacity).is_ok()).ok_or(Reason::TooLarge)?;
        let store = at.take_store(plan.layout)?;
        let (name, used) = (core::any::type_name::<T>(), plan.layout.size());
        let figures =
            at.core.shared().stores.register(store.place, name, StoreKind::Components, at.tag(), used, capacity);
        // SAFETY: both offsets lie within the layout.
        let (names, entries) = unsafe { (store.start.add(plan.names), store.start.add(plan.entries)) };
        Ok(Self {
            values: store.start.cast(),
            names: names.cast(),
            entries: entries.cast(),
            slots: 0,
            ready: 0,
            capacity,
            figures,
            committer: store.committer,
            owned: PhantomData,
        })
    }

    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.figures.len()
    }

    pub(super) fn capacity(&self) -> usize {
        self.capacity
    }

    pub(super) fn stats(&self) -> StoreStats {
        self.figures.read()
    }

    /// The name of every value, in their order.
    #[inline(always)]
    pub(super) fn names(&self) -> &[Name] {
        // SAFETY: written (2).
        unsafe { NonNull::slice_from_raw_parts(self.names, self.len()).as_ref() }
    }

    #[inline(always)]
    pub(super) fn entries(&self) -> &[Entry] {
        // SAFETY: initialized (1).
        unsafe { NonNull::slice_from_raw_parts(self.entries, self.slots).as_ref() }
    }

    #[inline(always)]
    pub(super) fn values(&self) -> NonNull<[T]> {
        NonNull::slice_from_raw_parts(self.values, self.len())
    }

    /// Panics in debug builds if a key is of another store than the one before it in its slot: the
    /// generations of stores begin that far apart. (Uses of one slot lie as far apart only if a
    /// component stays behind while its slot is used another eight million times.)
    #[inline(always)]
    #[track_caller]
    pub(super) fn check(entries: &[Entry], (slot, generation): Name) {
        if cfg!(debug_assertions) {
            let known = entries.get(slot as usize).map_or(0, |entry| entry.generation);
            let apart = known.wrapping_sub(generation.get());
            let far = apart.min(apart.wrapping_neg()) >= 1 << 24;
            assert!(known == 0 || !far, "components were used with keys of two stores");
        }
    }

    /// The position of the value of this key, if it has one.
    #[inline(always)]
    pub(super) fn find(entries: &[Entry], (slot, generation): Name) -> Option<usize> {
        let entry = entries.get(slot as usize)?;
        (entry.generation == generation.get()).then_some(entry.position as usize)
    }

    #[inline(always)]
    pub(super) fn get(&self, name: Name) -> Option<NonNull<T>> {
        let position = Self::find(self.entries(), name)?;
        // SAFETY: the entry of a key has the position of a value (3).
        Some(unsafe { self.values.add(position) })
    }

    /// Puts in the value of a key, and gives what the key had before. What an older key of the same
    /// slot had is dropped; if there is a value of a newer one, this key is dead.
    #[inline(always)]
    pub(super) fn insert(&mut self, name: Name, value: T) -> Result<Option<T>, Refused<T>> {
        let (slot, position) = (name.0 as usize, self.len());
        // SAFETY: the slot is compared first (1).
        let is_new = slot < self.slots && unsafe { self.entries.add(slot).as_ref() }.generation == 0;
        if !is_new || position == self.ready {
            // Which is not given the value, or that would be written to memory for it every time.
            match self.prepare(name) {
                Ok(Place::New) => {}
                Ok(Place::Held { position, by_key }) => {
                    // SAFETY: the position of a value, which has this name now.
                    let old = unsafe { self.values.add(position).replace(value) };
                    return Ok(by_key.then_some(old));
                }
                Err(reason) => return Err((value, reason)),
            }
        }
        // SAFETY: there is an entry without a value, and room that is committed.
        unsafe { self.add(name, position, value) };
        Ok(None)
    }

    /// What [`insert`](Self::insert) has to do before, for a key whose slot had a value or has no entry, or where
    /// there is no room. A value of an older key of the slot is this key's from now on.
    #[cold]
    #[inline(never)]
    fn prepare(&mut self, name: Name) -> Result<Place, Reason> {
        let (slot, generation) = (name.0 as usize, name.1.get());
        if slot >= self.slots {
            self.extend(slot)?;
        }
        // SAFETY: there is an entry now.
        let entry = unsafe { self.entries.add(slot).as_mut() };
        if entry.generation == 0 {
            let room = self.len() < self.ready || self.grow();
            return if room { Ok(Place::New) } else { Err(Reason::CommitRefused) };
        }
        // Generations come round, so which of two is newer is a matter of distance.
        if (1..1 << 31).contains(&entry.generation.wrapping_sub(generation)) {
            return Err(Reason::DeadKey);
        }
        let before = core::mem::replace(&mut entry.generation, generation);
        let position = entry.position as usize;
        // SAFETY: the entry was that of a value (3), and is again when this is done.
        unsafe { self.names.add(position).write(name) };
        Ok(Place::Held { position, by_key: before == generation })
    }

    /// Adds a value at the end, where there is room.
    ///
    /// # Safety
    ///
    /// The position is the length, and committed. The slot has an entry, and no value.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "the capacity fits, see `new`")]
    unsafe fn add(&mut self, name: Name, position: usize, value: T) {
        // SAFETY: as promised by the caller.
        unsafe {
            self.values.add(position).write(value);
            self.names.add(position).write(name);
            let entry = Entry { generation: name.1.get(), position: position as u32 };
            self.entries.add(name.0 as usize).write(entry);
        }
        self.figures.added();
    }

    /// Gives the slot an entry.
    #[cold]
    fn extend(&mut self, slot: usize) -> Result<(), Reason> {
        if slot >= self.capacity {
            return Err(Reason::KeyBeyond { capacity: self.capacity });
        }
        let target = (slot + 1).max(2 * self.slots).max(512).min(self.capacity);
        let count = target - self.slots;
        // SAFETY: within the array. The scope is open, because the store is in use.
        let committed = unsafe {
            let start = self.entries.add(self.slots);
            self.committer.commit(start.cast(), count * size_of::<Entry>())
        };
        if !committed {
            return Err(Reason::CommitRefused);
        }
        for index in self.slots..target {
            // SAFETY: committed just now.
            unsafe { self.entries.add(index).write(Entry { generation: 0, position: 0 }) };
        }
        self.slots = target;
        debug_assert!(slot < self.slots, "this is what it is for");
        self.note_committed();
        Ok(())
    }

    /// Commits room for more values: half as many again, and at least some pages of them.
    #[cold]
    fn grow(&mut self) -> bool {
        let row = size_of::<T>() + size_of::<Name>();
        let target = self.ready.saturating_add(more_slots(row, self.ready)).min(self.capacity);
        let count = target - self.ready;
        // SAFETY: within the arrays, which have room for the capacity. The scope is open, because the
        // store is in use. A type without size has no memory.
        let done = unsafe {
            let (values, names) = (self.values.add(self.ready), self.names.add(self.ready));
            (size_of::<T>() == 0 || self.committer.commit(values.cast(), count * size_of::<T>()))
                && self.committer.commit(names.cast(), count * size_of::<Name>())
        };
        if done {
            self.ready = target;
            self.note_committed();
        }
        done
    }

    fn note_committed(&self) {
        if self.committer.takes_memory() {
            let of_values = self.ready * (size_of::<T>() + size_of::<Name>());
            self.figures.committed(of_values + self.slots * size_of::<Entry>());
        }
    }

    /// Takes out the value of a key.
    #[inline(always)]
    pub(super) fn remove(&mut self, name: Name) -> Option<T> {
        let position = Self::find(self.entries(), name)?;
        // SAFETY: the entry of a key has the position of its value (3).
        Some(unsafe { self.remove_at(name.0 as usize, position) })
    }

    /// Takes out the value of a slot, which is at a position, and puts the last one there.
    ///
    /// # Safety
    ///
    /// The slot has a value, at this position.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "the capacity fits, see `new`")]
    unsafe fn remove_at(&mut self, slot: usize, position: usize) -> T {
        let last = self.len() - 1;
        self.figures.raise_extent();
        self.figures.removed();
        // SAFETY: there are values at both positions, and so the slots in their names have entries.
        // If both are one, its entry is cleared last. What was last is not looked at again.
        unsafe {
            let moved = self.names.add(last).read();
            self.names.add(position).write(moved);
            self.entries.add(moved.0 as usize).as_mut().position = position as u32;
            self.entries.add(slot).as_mut().generation = 0;
            let value = self.values.add(position).read();
            self.values.add(last).copy_to(self.values.add(position), 1);
            value
        }
    }

    /// Drops the values that `keep` refuses. It is asked about the last one first.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(Name, &mut T) -> bool) {
        let mut position = self.len();
        while position > 0 {
            position -= 1;
            // SAFETY: below `len`: what is removed is replaced by one that was asked about already,
            // or is the last. The closure cannot get at this store, which is borrowed.
            unsafe {
                let name = self.names.add(position).read();
                if !keep(name, self.values.add(position).as_mut()) {
                    drop(self.remove_at(name.0 as usize, position));
                }
            }
        }
    }

    /// Drops every value. If a destructor panics, the rest is dropped all the same.
    pub(super) fn clear(&mut self) {
        let values = self.values();
        for position in 0..values.len() {
            // SAFETY: below `len`, so there is a name, and its slot has an entry.
            unsafe {
                let (slot, _) = self.names.add(position).read();
                self.entries.add(slot as usize).as_mut().generation = 0;
            }
        }
        self.figures.cleared();
        // SAFETY: the values were written, and nothing leads to them any more. A slice goes on
        // dropping when one element panics.
        unsafe { values.drop_in_place() };
    }

    /// Drops what is left, when the store goes. `Sparse` has no destructor, because it does not know
    /// its brand; see [`slots`](super::slots).
    pub(super) fn drop_values(&mut self) {
        if core::mem::needs_drop::<T>() {
            self.clear();
        }
    }
}
