//! The operations that a [`Soa`](super::Soa) sends to the table inside its store.
//!
//! Each translates between values and views of `T` and the lists of their fields, and leaves the rest
//! to [`Table`].

use core::cmp::Ordering;

use super::column::Columns;
use super::key::Name;
use super::soa_row::{MutOf, Read, RefOf, SlicesMutOf, SlicesOf, SoaFields, SoaRow, Write};
use super::table::Table;
use crate::account::StoreStats;
use crate::error::Reason;

/// Implements the trait of an operation: what comes of it, and how.
macro_rules! operation {
    ($Kind:ident for $Operation:ty $(, $Param:ident: $Bound:path)?; $Output:ty; |$this:ident, $table:ident| $body:expr) => {
        impl<'a, T: SoaRow + 'a $(, $Param: $Bound)?> $Kind<'a, T> for $Operation {
            type Output = $Output;

            operation! { @visit $Kind, $Output, $this, $table, $body }
        }
    };
    (@visit Read, $Output:ty, $this:ident, $table:ident, $body:expr) => {
        #[inline(always)]
        fn visit<L: Columns>(self, $table: &'a Table<'_, L>) -> $Output
        where
            T: SoaFields<L>,
        {
            let $this = self;
            $body
        }
    };
    (@visit Write, $Output:ty, $this:ident, $table:ident, $body:expr) => {
        #[inline(always)]
        fn visit<L: Columns>(self, $table: &'a mut Table<'_, L>) -> $Output
        where
            T: SoaFields<L>,
        {
            let $this = self;
            $body
        }
    };
}

/// The row with a name.
#[derive(Clone, Copy)]
pub(super) struct Get(pub(super) Name);

operation!(Read for Get; Option<RefOf<'a, T>>; |this, table| table.get(this.0).map(T::view));
operation!(Write for Get; Option<MutOf<'a, T>>; |this, table| table.get_mut(this.0).map(T::view_mut));

/// The rows of several names that differ.
pub(super) struct GetDisjoint<const N: usize>(pub(super) [Name; N]);

impl<'a, T: SoaRow + 'a, const N: usize> Write<'a, T> for GetDisjoint<N> {
    type Output = [Option<MutOf<'a, T>>; N];

    fn visit<L: Columns>(self, table: &'a mut Table<'_, L>) -> Self::Output
    where
        T: SoaFields<L>,
    {
        table.get_disjoint_mut(self.0).map(|found| found.map(T::view_mut))
    }
}

/// All columns.
pub(super) struct Slices;

operation!(Read for Slices; SlicesOf<'a, T>; |_this, table| T::slices(table.slices()));
operation!(Write for Slices; SlicesMutOf<'a, T>; |_this, table| T::slices_mut(table.slices_mut()));

/// The figures of the store.
pub(super) struct Stats;

operation!(Read for Stats; StoreStats; |_this, table| table.stats());

/// A new row. If there is no room, the value comes back.
pub(super) struct Push<T>(pub(super) T);

operation!(Write for Push<T>; Result<Name, (T, Reason)>; |this, table| {
    match table.push(this.0.split()) {
        Ok(name) => Ok(name),
        Err((fields, reason)) => Err((T::join(fields), reason)),
    }
});

/// A new row that is made from its name.
pub(super) struct PushWith<F>(pub(super) F);

operation!(Write for PushWith<F>, F: FnOnce(Name) -> T; Result<Name, Reason>; |this, table| {
    let make = this.0;
    table.push_with(|name| make(name).split())
});

/// Takes out the row of a slot and a generation.
pub(super) struct Remove(pub(super) Name);

operation!(Write for Remove; Option<T>; |this, table| table.remove(this.0).map(T::join));

/// Removes the rows that the function does not want.
pub(super) struct Retain<F>(pub(super) F);

operation!(Write for Retain<F>, F: FnMut(Name, MutOf<'_, T>) -> bool; (); |this, table| {
    table.retain::<T>(this.0);
});

/// Sorts the rows.
pub(super) struct Sort<F>(pub(super) F);

operation!(Write for Sort<F>, F: FnMut(RefOf<'_, T>, RefOf<'_, T>) -> Ordering; (); |this, table| {
    table.sort_by::<T>(this.0);
});

/// Drops all rows.
pub(super) struct Clear;

operation!(Write for Clear; (); |_this, table| table.clear());
