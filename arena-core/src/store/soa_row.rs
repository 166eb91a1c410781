//! What the derive says about a struct whose values are kept in columns, and how a [`Soa`](super::Soa)
//! makes use of it.
//!
//! # Why this is more than an associated type
//!
//! A store of `T` is a [`Table`] of a list of the fields' types. That list cannot be an associated
//! type of `T`: a public struct may have a field of a private type, and the compiler refuses to
//! publish it so. It stands as a parameter of [`SoaFields`] instead, where that is allowed, and the
//! table is wrapped in a type without public fields. So a store cannot name the list; it sends an
//! operation in ([`Read`], [`Write`]), and the generated code applies it to the table inside.
//!
//! # Why all of it can be safe
//!
//! None of these traits is `unsafe`, and nothing here relies on what an implementation does. An
//! operation is complete in itself and ends before the next begins; it gets a table that is what it
//! is, whoever it belongs to. An implementation that mixes up tables gets the rows of another table,
//! or none. What could go wrong in between, the state of iterators, is kept in
//! [`Rows`](super::table::Rows), which an implementation can only pass on.

use super::column::{ColumnViews, Columns};
use super::dense::{Dense, Names};
use super::table::{Room, Table};
use crate::error::AllocError;

/// The types of views of a row, or of all rows, for the lifetime `'a`.
///
/// `#[derive(Arena)]` with `store = soa` implements it. `Bound` is never given; it tells the
/// compiler that `'a` is no longer than what the fields borrow.
pub trait SoaViews<'a, Bound = &'a Self>: Sized {
    /// References to the fields of a row: `BodyRef`.
    type Ref;
    /// Exclusive references to the fields of a row: `BodyMut`.
    type Mut;
    /// Every column as a slice: `BodyColumns`.
    type Slices;
    /// Every column as a slice to be changed: `BodyColumnsMut`.
    type SlicesMut;
    /// Walks the rows.
    #[doc(hidden)]
    type Rows: DoubleEndedIterator<Item = Self::Ref> + ExactSizeIterator + Clone;
    /// Walks the rows, to change them.
    #[doc(hidden)]
    type RowsMut: DoubleEndedIterator<Item = Self::Mut> + ExactSizeIterator;
}

/// References to the fields of a row of `T`, as the derive generates them: `BodyRef` for `Body`.
pub type RefOf<'a, T> = <T as SoaViews<'a>>::Ref;
/// Exclusive references to the fields of a row of `T`: `BodyMut` for `Body`.
pub type MutOf<'a, T> = <T as SoaViews<'a>>::Mut;
/// The columns of `T` as slices: `BodyColumns` for `Body`.
pub type SlicesOf<'a, T> = <T as SoaViews<'a>>::Slices;
/// The columns of `T` as slices to be changed: `BodyColumnsMut` for `Body`.
pub type SlicesMutOf<'a, T> = <T as SoaViews<'a>>::SlicesMut;
/// An iterator over the rows of `T`.
pub type RowsOf<'a, T> = <T as SoaViews<'a>>::Rows;
/// An iterator over the rows of `T`, to change them.
pub type RowsMutOf<'a, T> = <T as SoaViews<'a>>::RowsMut;

/// A struct whose values can be kept in columns, one for each field.
///
/// `#[derive(Arena)]` with `store = soa` implements it; there is no other way that stays working,
/// because what it consists of may change.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no columns: a `Soa` holds structs with `#[derive(Arena)]` and `#[arena(…, store = soa)]`",
    label = "not a struct with `store = soa`",
    note = "a `Pool` holds values of any type, each in one piece: `scope.pool(capacity)`"
)]
pub trait SoaRow: for<'a> SoaViews<'a> {
    /// The table with the fields.
    #[doc(hidden)]
    type Table<'id>;

    /// Makes a table.
    #[doc(hidden)]
    fn make<'id>(room: Room<'_, 'id>) -> Result<Self::Table<'id>, AllocError>;

    /// Calls [`Table::keys`].
    #[doc(hidden)]
    fn keys<'a>(table: &'a Self::Table<'_>) -> &'a Dense;

    /// Calls the visit.
    #[doc(hidden)]
    fn read<'a, V: Read<'a, Self>>(table: &'a Self::Table<'_>, visit: V) -> V::Output;

    /// Calls the visit.
    #[doc(hidden)]
    fn write<'a, V: Write<'a, Self>>(table: &'a mut Self::Table<'_>, visit: V) -> V::Output;

    /// Calls [`Table::rows`].
    #[doc(hidden)]
    fn rows<'a>(table: &'a Self::Table<'_>) -> RowsOf<'a, Self>;

    /// Calls [`Table::rows_mut`].
    #[doc(hidden)]
    fn rows_mut<'a>(table: &'a mut Self::Table<'_>) -> (Names<'a>, RowsMutOf<'a, Self>);
}

/// How a value becomes the list of its fields, and back.
pub trait SoaFields<L: Columns>: SoaRow {
    /// The fields of a value.
    fn split(self) -> L;
    /// The value of these fields.
    fn join(fields: L) -> Self;
    /// The view of a row.
    fn view<'a>(fields: <L as ColumnViews<'a>>::Refs) -> RefOf<'a, Self>;
    /// The view of a row, to be changed.
    fn view_mut<'a>(fields: <L as ColumnViews<'a>>::Muts) -> MutOf<'a, Self>;
    /// The view of all columns.
    fn slices<'a>(columns: <L as ColumnViews<'a>>::Slices) -> SlicesOf<'a, Self>;
    /// The view of all columns, to be changed.
    fn slices_mut<'a>(columns: <L as ColumnViews<'a>>::SlicesMut) -> SlicesMutOf<'a, Self>;
}

/// An operation that reads a table.
pub trait Read<'a, T: SoaRow> {
    /// What comes of it.
    type Output;
    /// Applies it.
    fn visit<L: Columns>(self, table: &'a Table<'_, L>) -> Self::Output
    where
        T: SoaFields<L>;
}

/// An operation that changes a table.
pub trait Write<'a, T: SoaRow> {
    /// What comes of it.
    type Output;
    /// Applies it.
    fn visit<L: Columns>(self, table: &'a mut Table<'_, L>) -> Self::Output
    where
        T: SoaFields<L>;
}
