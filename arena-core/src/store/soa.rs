//! `Soa`: values of one type with a column for each field, found by keys.

use core::cmp::Ordering;
use core::fmt;

use super::dense::Dense;
use super::soa_iter::{Iter, IterMut, Keys};
use super::soa_ops::{Clear, Get, GetDisjoint, Push, PushWith, Remove, Retain, Slices, Sort, Stats};
use super::soa_row::{MutOf, RefOf, RowsMutOf, RowsOf, SlicesMutOf, SlicesOf, SoaRow};
use super::table::Room;
use super::{DisjointError, Key, RawKey};
use crate::account::StoreStats;
use crate::alloc::{At, Tagged, exhausted};
use crate::arena::Scope;
use crate::arena::opening::Invariant;
use crate::error::{AllocError, Full, Reason};
use crate::lifetime::Lifetime;

/// Values of one struct, kept as one contiguous column per field, each value with a [`Key`].
///
/// `#[derive(Arena)]` with `#[arena(…, store = soa)]` makes a struct fit for it, and generates a
/// store type with accessors for its columns; [`Scope::soa`] makes a bare one with a capacity. The
/// capacity is taken from the arena at once, as address space; memory follows as values come.
///
/// Rows have no gaps: when one is removed the last one takes its place, and its key goes on naming
/// it. So a column is a slice, which loops run through at the speed of memory, and the order of rows
/// changes with removals. Columns start at multiples of 64 bytes. Values are dropped when they are
/// removed and not used, or with the store.
///
/// Costs 12 bytes per row beside the fields, and nothing for padding between them.
pub struct Soa<'id, T: SoaRow> {
    pub(super) table: T::Table<'id>,
    /// What an insertion without room for it reports.
    error: AllocError,
    brand: Invariant<'id>,
}

impl<'id, T: SoaRow> Soa<'id, T> {
    pub(crate) fn new(at: At<'_, 'id>, capacity: usize, name: &'static str) -> Result<Self, AllocError> {
        let table = T::make(Room { at, capacity, name })?;
        let full = at.error::<T>(core::alloc::Layout::new::<T>().into(), Reason::StoreFull { capacity });
        Ok(Self { table, error: AllocError { type_name: name, ..full }, brand: core::marker::PhantomData })
    }

    #[inline(always)]
    pub(super) fn dense(&self) -> &Dense {
        T::keys(&self.table)
    }

    /// How many values there are.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.dense().len()
    }

    /// Whether there are none.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many values there can be.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.dense().capacity()
    }

    /// What the store uses and holds, as its row in a report says it.
    #[must_use]
    pub fn stats(&self) -> StoreStats {
        T::read(&self.table, Stats)
    }

    #[cold]
    fn error(&self, reason: Reason) -> AllocError {
        AllocError { reason, ..self.error }
    }

    /// Adds a value as the last row.
    ///
    /// # Panics
    ///
    /// If the store is full, or the system refuses memory.
    #[inline]
    #[track_caller]
    pub fn insert(&mut self, value: T) -> Key<'id, T> {
        match self.try_insert(value) {
            Ok(key) => key,
            Err(full) => exhausted(full.error),
        }
    }

    /// Adds a value as the last row.
    ///
    /// # Errors
    ///
    /// Gives the value back if the store is full, or the system refuses memory.
    #[inline]
    pub fn try_insert(&mut self, value: T) -> Result<Key<'id, T>, Full<T>> {
        match T::write(&mut self.table, Push(value)) {
            Ok(name) => Ok(Key::new(name)),
            Err((value, reason)) => Err(Full { value, error: self.error(reason) }),
        }
    }

    /// Adds a value that is made from its own key as the last row.
    ///
    /// # Panics
    ///
    /// If the store is full. If the closure panics, the key it was given stays invalid for good.
    #[inline]
    #[track_caller]
    pub fn insert_with_key(&mut self, f: impl FnOnce(Key<'id, T>) -> T) -> Key<'id, T> {
        match self.try_insert_with_key(f) {
            Ok(key) => key,
            Err(error) => exhausted(error),
        }
    }

    /// Adds a value that is made from its own key as the last row.
    ///
    /// # Errors
    ///
    /// If the store is full; the closure is not called then.
    #[inline]
    pub fn try_insert_with_key(&mut self, f: impl FnOnce(Key<'id, T>) -> T) -> Result<Key<'id, T>, AllocError> {
        match T::write(&mut self.table, PushWith(|name| f(Key::new(name)))) {
            Ok(name) => Ok(Key::new(name)),
            Err(reason) => Err(self.error(reason)),
        }
    }

    /// The row of a key, unless it has been removed.
    #[inline(always)]
    #[track_caller]
    #[must_use]
    pub fn get(&self, key: Key<'id, T>) -> Option<RefOf<'_, T>> {
        self.dense().check(key.name());
        T::read(&self.table, Get(key.name()))
    }

    /// The row of a key, to be changed, unless it has been removed.
    #[inline(always)]
    #[track_caller]
    #[must_use]
    pub fn get_mut(&mut self, key: Key<'id, T>) -> Option<MutOf<'_, T>> {
        self.dense().check(key.name());
        T::write(&mut self.table, Get(key.name()))
    }

    /// The rows of several keys at once. `None` stands for each that has been removed.
    ///
    /// # Errors
    ///
    /// If two of the keys are equal.
    #[track_caller]
    pub fn get_disjoint_mut<const N: usize>(
        &mut self,
        keys: [Key<'id, T>; N],
    ) -> Result<[Option<MutOf<'_, T>>; N], DisjointError> {
        for second in 0..N {
            self.dense().check(keys[second].name());
            if let Some(first) = (0..second).find(|&first| keys[first] == keys[second]) {
                return Err(DisjointError { positions: (first, second) });
            }
        }
        Ok(T::write(&mut self.table, GetDisjoint(keys.map(Key::name))))
    }

    /// Whether the row of a key is still there.
    #[inline]
    #[track_caller]
    #[must_use]
    pub fn contains(&self, key: Key<'id, T>) -> bool {
        self.position_of(key).is_some()
    }

    /// Where the row of a key is at the moment: its index in every column.
    #[inline]
    #[track_caller]
    #[must_use]
    pub fn position_of(&self, key: Key<'id, T>) -> Option<usize> {
        self.dense().check(key.name());
        self.dense().find(key.name())
    }

    /// The key of the row that is at a position at the moment.
    #[inline]
    #[must_use]
    pub fn key_at(&self, position: usize) -> Option<Key<'id, T>> {
        let name = self.dense().name(position)?;
        Some(Key::new(name))
    }

    /// Takes out the value of a key. The last row takes its place.
    #[inline]
    #[track_caller]
    pub fn remove(&mut self, key: Key<'id, T>) -> Option<T> {
        self.dense().check(key.name());
        T::write(&mut self.table, Remove(key.name()))
    }

    /// Checks a number that was a key once: `None` if its value is not there (any more).
    ///
    /// That the number is of this store cannot be checked. If it is of another, what comes back is
    /// `None` or the key of some row in this one.
    #[must_use]
    pub fn attach(&self, raw: RawKey) -> Option<Key<'id, T>> {
        self.dense().find(raw.name()).map(|_| Key::new(raw.name()))
    }

    /// Keeps the rows that `keep` says to, and drops the others, from the first position to the
    /// last. The order of rows changes, as with [`remove`](Self::remove).
    ///
    /// If `keep` or a destructor panics, the rows not looked at yet stay.
    pub fn retain(&mut self, mut keep: impl FnMut(Key<'id, T>, MutOf<'_, T>) -> bool) {
        T::write(&mut self.table, Retain(|name, row: MutOf<'_, T>| keep(Key::new(name), row)));
    }

    /// Sorts the rows by what `key` says of each, from the smallest. Rows of which it says the same
    /// keep their order. Keys go on naming their rows.
    ///
    /// Calls `key` twice per comparison and moves each row at most once. If `key` panics, all rows are
    /// there, in some order.
    pub fn sort_by_key<K: Ord>(&mut self, mut key: impl FnMut(RefOf<'_, T>) -> K) {
        self.sort_by(|a, b| key(a).cmp(&key(b)));
    }

    /// Sorts the rows by a comparison; see [`sort_by_key`](Self::sort_by_key).
    ///
    /// # Panics
    ///
    /// May panic if the comparison is no total order.
    pub fn sort_by(&mut self, compare: impl FnMut(RefOf<'_, T>, RefOf<'_, T>) -> Ordering) {
        T::write(&mut self.table, Sort(compare));
    }

    /// Drops all values, column by column. Their keys give `None` from now on.
    pub fn clear(&mut self) {
        T::write(&mut self.table, Clear);
    }

    /// Every column as a slice, in the order of the rows.
    #[inline(always)]
    #[must_use]
    pub fn columns(&self) -> SlicesOf<'_, T> {
        T::read(&self.table, Slices)
    }

    /// Every column as a slice to be changed. Several are had at once by taking the result apart.
    #[inline(always)]
    #[must_use]
    pub fn columns_mut(&mut self) -> SlicesMutOf<'_, T> {
        T::write(&mut self.table, Slices)
    }

    /// Keys and rows, in the order of the rows.
    #[inline]
    pub fn iter(&self) -> Iter<'_, 'id, T> {
        Iter { names: self.dense().names(), rows: self.values(), brand: core::marker::PhantomData }
    }

    /// Keys and rows to be changed, in the order of the rows.
    #[inline]
    pub fn iter_mut(&mut self) -> IterMut<'_, 'id, T> {
        let (names, rows) = T::rows_mut(&mut self.table);
        IterMut { names, rows, brand: core::marker::PhantomData }
    }

    /// The keys, in the order of the rows.
    #[inline]
    pub fn keys(&self) -> Keys<'_, 'id, T> {
        Keys { names: self.dense().names(), brand: core::marker::PhantomData }
    }

    /// The rows in their order. To read few fields of many rows, [`columns`](Self::columns) is faster.
    #[inline]
    pub fn values(&self) -> RowsOf<'_, T> {
        T::rows(&self.table)
    }

    /// The rows to be changed, in their order.
    #[inline]
    pub fn values_mut(&mut self) -> RowsMutOf<'_, T> {
        T::rows_mut(&mut self.table).1
    }
}

impl<T: SoaRow> fmt::Debug for Soa<'_, T>
where
    for<'a> RefOf<'a, T>: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

macro_rules! makers {
    ($($Place:ty),*) => {$(
        impl<'id, L: Lifetime> $Place {
            /// A store for up to `capacity` values of a struct with `store = soa`, one column per
            /// field.
            ///
            /// # Panics
            ///
            /// If the arena has no room for the capacity.
            #[track_caller]
            pub fn soa<T: SoaRow>(&self, capacity: usize) -> Soa<'id, T> {
                self.try_soa(capacity).unwrap_or_else(|error| exhausted(error))
            }

            /// A store for up to `capacity` values of a struct with `store = soa`, one column per
            /// field.
            ///
            /// # Errors
            ///
            /// If the arena has no room for the capacity.
            pub fn try_soa<T: SoaRow>(&self, capacity: usize) -> Result<Soa<'id, T>, AllocError> {
                Soa::new(self.at(), capacity, core::any::type_name::<T>())
            }
        }
    )*};
}

makers!(Scope<'id, L>, Tagged<'_, 'id, L>);
