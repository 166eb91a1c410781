//! `Table`: rows in columns, found by name. What a [`Soa`](super::Soa) is inside.
//!
//! One range of the arena holds every column and the arrays of [`Dense`]. It has room for the whole
//! capacity from the start, and is committed as rows come, for all columns at once. So there is one
//! length and one limit to compare with, however many columns there are.
//!
//! # What holds at all times
//!
//! 1. In every column the first `dense.ready()` rows are committed, and the first `dense.len()` are
//!    written. There are no others.
//! 2. No code of a user runs while 1 does not hold, or [`Dense`]'s own conditions do not.
//!
//! `Table` relies on nothing that is said by the code generated for a struct: it moves fields in and
//! out, and what they mean is none of its business.

use core::alloc::Layout;
use core::cmp::Ordering;
use core::fmt;
use core::marker::PhantomData;
use core::ptr::NonNull;

use super::column::{ColumnViews, Columns};
use super::dense::{Dense, Names, Plan, Step};
use super::key::{Generations, Name};
use super::more_slots;
use super::soa_row::{MutOf, RefOf, SoaFields};
use crate::account::{Figures, StoreKind, StoreStats};
use crate::alloc::At;
use crate::arena::memory::Committer;
use crate::arena::opening::Invariant;
use crate::error::{AllocError, Reason, Request};

/// Rows of the fields in the list `L`.
///
/// It has a destructor, and so must not outlive `'id`: drop check looks at the parameters of types
/// with destructors, and at no others.
pub struct Table<'id, L: Columns> {
    starts: L::Starts,
    dense: Dense,
    figures: Figures,
    committer: Committer,
    owned: PhantomData<L>,
    brand: Invariant<'id>,
}

// SAFETY: a table owns its fields, as a vector does, and the memory they lie in until the end of the
// scope. Committing more of it is a system call that any thread may make.
unsafe impl<L: Columns + Send> Send for Table<'_, L> {}
// SAFETY: a shared reference gives shared references to fields only.
unsafe impl<L: Columns + Sync> Sync for Table<'_, L> {}

/// A request for a table: where, for how many rows, and what it is called.
#[derive(Clone, Copy)]
pub struct Room<'s, 'id> {
    pub(super) at: At<'s, 'id>,
    pub(super) capacity: usize,
    pub(super) name: &'static str,
}

impl<'id> Room<'_, 'id> {
    /// Makes the table.
    ///
    /// # Errors
    ///
    /// If the arena has no room for the capacity.
    pub fn table<L: Columns>(self) -> Result<Table<'id, L>, AllocError> {
        let Self { at, capacity, name } = self;
        let planned = L::plan(Layout::new::<()>(), capacity)
            .and_then(|(layout, offsets)| {
                let (layout, plan) = Plan::new(layout, capacity)?;
                Some((layout, offsets, plan))
            })
            .filter(|_| u32::try_from(capacity).is_ok());
        let refused = |request, reason| AllocError { type_name: name, ..at.error::<L>(request, reason) };
        let Some((layout, offsets, plan)) = planned else {
            return Err(refused(Request { size: usize::MAX, align: align_of::<L>() }, Reason::TooLarge));
        };
        let store = at.take_store(layout).map_err(|reason| refused(layout.into(), reason))?;
        let stores = &at.core.shared().stores;
        Ok(Table {
            // SAFETY: the memory has the layout that both were planned for.
            starts: unsafe { L::starts(store.start, offsets) },
            // SAFETY: as above.
            dense: unsafe { Dense::new(store.start, plan, capacity, Generations::of_store(store.number)) },
            figures: stores.register(store.place, name, StoreKind::Soa, at.tag(), layout.size(), capacity),
            committer: store.committer,
            owned: PhantomData,
            brand: PhantomData,
        })
    }
}

impl<'id, L: Columns> Table<'id, L> {
    /// The keys of the table.
    #[inline(always)]
    #[must_use]
    pub fn keys(&self) -> &Dense {
        &self.dense
    }

    pub(super) fn stats(&self) -> StoreStats {
        self.figures.read()
    }

    /// The fields of the row with this name.
    #[inline(always)]
    pub(super) fn get(&self, name: Name) -> Option<<L as ColumnViews<'_>>::Refs> {
        // SAFETY: the position of a row (1), shared as the table is.
        self.dense.find(name).map(|position| unsafe { L::refs(self.starts, position) })
    }

    /// The fields of the row with this name, to be changed.
    #[inline(always)]
    pub(super) fn get_mut(&mut self, name: Name) -> Option<<L as ColumnViews<'_>>::Muts> {
        // SAFETY: the position of a row (1), exclusive as the table is.
        self.dense.find(name).map(|position| unsafe { L::muts(self.starts, position) })
    }

    /// The fields of several rows, to be changed. No two names are equal.
    pub(super) fn get_disjoint_mut<const N: usize>(
        &mut self,
        names: [Name; N],
    ) -> [Option<<L as ColumnViews<'_>>::Muts>; N] {
        let mut found = names.map(|name| self.dense.find(name));
        for second in 1..N {
            // Not to rely on the caller: a row that is asked for twice is given once.
            if found[second].is_some() && found[..second].contains(&found[second]) {
                found[second] = None;
            }
        }
        // SAFETY: positions of rows (1), no two the same; exclusive as the table is.
        found.map(|position| position.map(|position| unsafe { L::muts(self.starts, position) }))
    }

    /// Every column.
    #[inline(always)]
    pub(super) fn slices(&self) -> <L as ColumnViews<'_>>::Slices {
        // SAFETY: as many rows are written as the length says (1); shared as the table is.
        unsafe { L::slices(self.starts, self.dense.len()) }
    }

    /// Every column, to be changed.
    #[inline(always)]
    pub(super) fn slices_mut(&mut self) -> <L as ColumnViews<'_>>::SlicesMut {
        // SAFETY: as above, exclusive as the table is.
        unsafe { L::slices_mut(self.starts, self.dense.len()) }
    }

    /// The slot that the next row takes, committing more if need be.
    ///
    /// Says nothing of why there is none: a reason would be returned in memory, which the hot path would
    /// have to set aside. [`refusal`](Self::refusal) tells it from the same facts.
    #[inline(always)]
    fn take(&mut self) -> Option<usize> {
        match self.dense.free_slot() {
            Some(slot) => Some(slot),
            None => self.take_fresh(),
        }
    }

    #[cold]
    #[inline(never)]
    fn take_fresh(&mut self) -> Option<usize> {
        self.grow()?;
        self.dense.free_slot()
    }

    /// Why there was no slot to take.
    #[cold]
    fn refusal(&self) -> Reason {
        let capacity = self.dense.capacity();
        if self.dense.ready() == capacity { Reason::StoreFull { capacity } } else { Reason::CommitRefused }
    }

    /// Gets more rows ready: half as many again, and at least some pages of them.
    fn grow(&mut self) -> Option<()> {
        let (ready, capacity) = (self.dense.ready(), self.dense.capacity());
        if ready == capacity {
            return None;
        }
        let target = ready.saturating_add(more_slots(L::ROW, ready)).min(capacity);
        // SAFETY: called for parts of the columns and arrays, which are the table's own; and the scope
        // is open, because the table is alive.
        let mut commit = |start: NonNull<u8>, len: usize| unsafe { self.committer.commit(start, len) };
        // SAFETY: the rows are within the capacity.
        let done = unsafe { L::each_range(self.starts, ready..target, &mut commit) }
            && self.dense.each_range(target, &mut commit);
        if !done {
            return None;
        }
        // SAFETY: committed just now.
        unsafe { self.dense.extend(target) };
        if self.committer.takes_memory() {
            self.figures.committed(target * (L::ROW + Dense::PER_ROW));
        }
        Some(())
    }

    /// Adds a row behind the last one.
    #[inline(always)]
    pub(super) fn push(&mut self, row: L) -> Result<Name, (L, Reason)> {
        match self.take() {
            // SAFETY: taken just now.
            Some(slot) => Ok(unsafe { self.fill(slot, row) }),
            None => Err((row, self.refusal())),
        }
    }

    /// Adds a row that is made from its own name. If the closure panics, that name is never used.
    pub(super) fn push_with(&mut self, make: impl FnOnce(Name) -> L) -> Result<Name, Reason> {
        /// Gives the slot up again.
        struct Skip<'t>(&'t mut Dense, usize);
        impl Drop for Skip<'_> {
            fn drop(&mut self) {
                // SAFETY: taken, and without a row.
                unsafe { self.0.skip(self.1) };
            }
        }
        let Some(slot) = self.take() else {
            return Err(self.refusal());
        };
        // SAFETY: taken just now.
        let name = unsafe { self.dense.next_name(slot) };
        let skip = Skip(&mut self.dense, slot);
        let row = make(name);
        core::mem::forget(skip);
        // SAFETY: still taken, and still without a row.
        Ok(unsafe { self.fill(slot, row) })
    }

    /// # Safety
    ///
    /// The slot was just taken and has no row.
    #[inline(always)]
    unsafe fn fill(&mut self, slot: usize, row: L) -> Name {
        // SAFETY: a slot was free, so the length is below `ready` (see `Dense`), and that row
        // committed (1); nothing is there yet. Counting it keeps 1.
        let name = unsafe {
            row.write(self.starts, self.dense.len());
            self.dense.add(slot)
        };
        self.figures.added();
        name
    }

    /// Takes out the row with this name; the last row takes its place.
    #[inline(always)]
    pub(super) fn remove(&mut self, name: Name) -> Option<L> {
        let position = self.dense.find(name)?;
        // SAFETY: the name of a row, and its position.
        Some(unsafe { self.remove_at(name, position) })
    }

    /// # Safety
    ///
    /// It is the name of a row, at this position.
    #[inline(always)]
    unsafe fn remove_at(&mut self, name: Name, position: usize) -> L {
        // SAFETY: as promised by the caller. The row is moved out once; the last one, which was
        // written, is moved to where it was, and is not counted where it came from (1).
        unsafe {
            if self.dense.raise_most() {
                self.figures.raise_extent();
            }
            let last = self.dense.swap_remove(name, position);
            self.figures.removed();
            let row = L::read(self.starts, position);
            L::shift(self.starts, last, position);
            row
        }
    }

    /// Removes the rows that `keep` does not want, and drops them one by one.
    pub(super) fn retain<T: SoaFields<L>>(&mut self, mut keep: impl FnMut(Name, MutOf<'_, T>) -> bool) {
        let mut position = 0;
        while position < self.dense.len() {
            // SAFETY: the position of a row; borrowed for the call only, as `keep` takes any lifetime.
            let (name, row) = unsafe { (self.dense.name_at(position), L::muts(self.starts, position)) };
            if keep(name, T::view_mut(row)) {
                position += 1;
            } else {
                // SAFETY: the name is that of the row at this position.
                drop(unsafe { self.remove_at(name, position) });
            }
        }
    }

    /// Drops all rows, column by column. If a destructor panics, the rest is dropped all the same.
    pub(super) fn clear(&mut self) {
        let len = self.dense.len();
        self.dense.clear();
        self.figures.cleared();
        // SAFETY: that many were written, and are not counted any more.
        unsafe { L::drop_rows(self.starts, len) };
    }

    /// Sorts the rows; what is equal keeps its order. If `compare` panics, the rows are in some order.
    pub(super) fn sort_by<T: SoaFields<L>>(&mut self, mut compare: impl FnMut(RefOf<'_, T>, RefOf<'_, T>) -> Ordering) {
        /// Lets the rows follow their slots, also when the comparison panics: then in the order that
        /// the slots have come to by then.
        struct Settle<'t, 'id, L: Columns>(&'t mut Table<'id, L>);
        impl<L: Columns> Drop for Settle<'_, '_, L> {
            fn drop(&mut self) {
                let starts = self.0.starts;
                let mut held = None;
                // SAFETY: `settle` gives positions of rows, each is moved out of once and written once.
                // No code of a user runs meanwhile.
                self.0.dense.settle(|step| unsafe {
                    match step {
                        Step::Hold(position) => held = Some(L::read(starts, position)),
                        Step::Shift { from, to } => L::shift(starts, from, to),
                        Step::Put(position) => {
                            if let Some(row) = held.take() {
                                row.write(starts, position);
                            }
                        }
                    }
                });
            }
        }
        let settle = Settle(self);
        let starts = settle.0.starts;
        // SAFETY: positions of rows, which stay where they are while they are compared; borrowed for
        // the call only.
        let row = |position| unsafe { L::refs(starts, position) };
        settle.0.dense.sort(|a, b| compare(T::view(row(a)), T::view(row(b))));
    }

    /// The fields of all rows, one after another.
    #[inline(always)]
    #[must_use]
    pub fn rows(&self) -> Rows<'_, L> {
        Rows { starts: self.starts, rows: 0..self.dense.len(), borrow: PhantomData }
    }

    /// The fields of all rows, to be changed, and their names.
    #[inline(always)]
    #[must_use]
    pub fn rows_mut(&mut self) -> (Names<'_>, RowsMut<'_, L>) {
        let rows = RowsMut { starts: self.starts, rows: 0..self.dense.len(), borrow: PhantomData };
        (self.dense.names(), rows)
    }
}

impl<L: Columns> Drop for Table<'_, L> {
    fn drop(&mut self) {
        // Nobody will ask for a name again, so the slots are left as they are.
        // SAFETY: as many are written as the length says (1), and this is their last use.
        unsafe { L::drop_rows(self.starts, self.dense.len()) };
    }
}

/// The fields of rows, from both ends.
pub struct Rows<'a, L: Columns> {
    starts: L::Starts,
    /// Positions of rows that are left.
    rows: core::ops::Range<usize>,
    borrow: PhantomData<&'a L>,
}

/// The fields of rows, to be changed, from both ends.
pub struct RowsMut<'a, L: Columns> {
    starts: L::Starts,
    /// Positions of rows that are left.
    rows: core::ops::Range<usize>,
    borrow: PhantomData<&'a mut L>,
}

// SAFETY: it stands for shared references to fields.
unsafe impl<L: Columns + Sync> Send for Rows<'_, L> {}
// SAFETY: as above.
unsafe impl<L: Columns + Sync> Sync for Rows<'_, L> {}
// SAFETY: it stands for exclusive references to fields.
unsafe impl<L: Columns + Send> Send for RowsMut<'_, L> {}
// SAFETY: a shared one gives nothing.
unsafe impl<L: Columns + Sync> Sync for RowsMut<'_, L> {}

impl<L: Columns> Clone for Rows<'_, L> {
    fn clone(&self) -> Self {
        Self { rows: self.rows.clone(), ..*self }
    }
}

macro_rules! walk {
    ($Rows:ident, $Item:ident, $item:ident) => {
        impl<'a, L: Columns> Iterator for $Rows<'a, L> {
            type Item = <L as ColumnViews<'a>>::$Item;

            #[inline(always)]
            fn next(&mut self) -> Option<Self::Item> {
                let starts = self.starts;
                // SAFETY: each position is that of a row, and given once; the table is borrowed for
                // `'a` as this iterator says.
                self.rows.next().map(|position| unsafe { L::$item(starts, position) })
            }

            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.rows.size_hint()
            }

            #[inline(always)]
            fn fold<A, F: FnMut(A, Self::Item) -> A>(self, state: A, mut f: F) -> A {
                let starts = self.starts;
                // SAFETY: as for `next`.
                self.rows.fold(state, |state, position| f(state, unsafe { L::$item(starts, position) }))
            }
        }

        impl<L: Columns> DoubleEndedIterator for $Rows<'_, L> {
            #[inline(always)]
            fn next_back(&mut self) -> Option<Self::Item> {
                let starts = self.starts;
                // SAFETY: as for `next`.
                self.rows.next_back().map(|position| unsafe { L::$item(starts, position) })
            }
        }

        impl<L: Columns> ExactSizeIterator for $Rows<'_, L> {}
        impl<L: Columns> core::iter::FusedIterator for $Rows<'_, L> {}

        impl<L: Columns> fmt::Debug for $Rows<'_, L> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($Rows)).field("left", &self.rows.len()).finish()
            }
        }
    };
}

walk!(Rows, Refs, refs);
walk!(RowsMut, Muts, muts);

impl<L: Columns> fmt::Debug for Table<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("len", &self.dense.len()).field("capacity", &self.dense.capacity()).finish()
    }
}

impl fmt::Debug for Room<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Room").field("name", &self.name).field("capacity", &self.capacity).finish()
    }
}

#[cfg(all(test, feature = "std"))]
mod tests;
