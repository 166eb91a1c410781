//! `Columns`: a list of types, as the fields of a row, and what can be done with a column of each.
//!
//! A list is written as nested pairs: `(A, (B, ()))`. The derive makes one of the fields of a struct;
//! nobody else needs to. All that is unsafe about columns is in here and in `table.rs`, written once
//! for lists of any length, and so the code that is generated for a struct is safe.
//!
//! A column is known by where it starts. How many rows it has is the same number for all of them,
//! and the business of [`Table`](super::table::Table).

use core::alloc::Layout;
use core::fmt;
use core::ptr::NonNull;

use self::raw::RawColumns;

/// What cache lines and SIMD loads like best; each column starts at a multiple of it.
pub(super) const ALIGN: usize = 64;

/// References to the fields of a row, and to whole columns, for the lifetime `'a`.
///
/// `Bound` is never given. That it is `&'a Self` tells the compiler that `'a` is no longer than what
/// the fields borrow, also where it stands for any lifetime (`for<'a>`); a `where` could not.
pub trait ColumnViews<'a, Bound = &'a Self> {
    /// A reference to each field.
    type Refs;
    /// An exclusive reference to each field.
    type Muts;
    /// Each column.
    type Slices;
    /// Each column, to be changed.
    type SlicesMut;
}

/// A list of types: `()`, or a pair of a type and a list.
pub trait Columns: RawColumns + for<'a> ColumnViews<'a> {}

impl Columns for () {}
impl<F, R: Columns> Columns for (F, R) {}

impl<'a> ColumnViews<'a> for () {
    type Refs = ();
    type Muts = ();
    type Slices = ();
    type SlicesMut = ();
}

impl<'a, F, R: ColumnViews<'a>> ColumnViews<'a> for (F, R) {
    type Refs = (&'a F, R::Refs);
    type Muts = (&'a mut F, R::Muts);
    type Slices = (&'a [F], R::Slices);
    type SlicesMut = (&'a mut [F], R::SlicesMut);
}

pub(super) mod raw {
    use super::{ColumnViews, Layout, NonNull, fmt};

    /// What a table does with its columns. Private to this crate, and thereby a seal.
    ///
    /// Wherever `starts` and positions come together, the caller promises that
    ///
    /// 1. `starts` came from [`starts`](Self::starts), for memory that is still there,
    /// 2. every position, and every row below a length, is committed and was
    ///    [written](Self::write), and not moved out of since, except where the function writes it,
    /// 3. no reference that is alive contradicts the access.
    pub trait RawColumns: Sized + for<'a> ColumnViews<'a> {
        /// Where the columns begin, in bytes from the start of a store.
        type Offsets: Copy;
        /// Where the columns begin.
        type Starts: Copy + fmt::Debug;

        /// Bytes of a row.
        const ROW: usize;

        /// Adds the columns to a layout; `None` if the size overflows.
        fn plan(layout: Layout, capacity: usize) -> Option<(Layout, Self::Offsets)>;

        /// # Safety
        ///
        /// The memory at `base` has the layout that `plan` made with these offsets.
        unsafe fn starts(base: NonNull<u8>, offsets: Self::Offsets) -> Self::Starts;

        /// Calls `commit` with the memory of rows in each column until it returns `false`.
        ///
        /// # Safety
        ///
        /// 1, and the rows are within the capacity.
        unsafe fn each_range(
            starts: Self::Starts,
            rows: core::ops::Range<usize>,
            commit: &mut dyn FnMut(NonNull<u8>, usize) -> bool,
        ) -> bool;

        /// Moves a row to a position.
        ///
        /// # Safety
        ///
        /// See [the trait](Self).
        unsafe fn write(self, starts: Self::Starts, position: usize);

        /// Moves a row out of a position.
        ///
        /// # Safety
        ///
        /// See [the trait](Self).
        unsafe fn read(starts: Self::Starts, position: usize) -> Self;

        /// Moves a row from one position to another, which may be the same.
        ///
        /// # Safety
        ///
        /// See [the trait](Self); what was at `to` has been moved out.
        unsafe fn shift(starts: Self::Starts, from: usize, to: usize);

        /// # Safety
        ///
        /// See [the trait](Self).
        unsafe fn refs<'a>(starts: Self::Starts, position: usize) -> <Self as ColumnViews<'a>>::Refs;

        /// # Safety
        ///
        /// See [the trait](Self).
        unsafe fn muts<'a>(starts: Self::Starts, position: usize) -> <Self as ColumnViews<'a>>::Muts;

        /// # Safety
        ///
        /// See [the trait](Self).
        unsafe fn slices<'a>(starts: Self::Starts, len: usize) -> <Self as ColumnViews<'a>>::Slices;

        /// # Safety
        ///
        /// See [the trait](Self).
        unsafe fn slices_mut<'a>(starts: Self::Starts, len: usize) -> <Self as ColumnViews<'a>>::SlicesMut;

        /// Drops the first `len` rows, column by column. If a destructor panics, the rest is dropped
        /// all the same.
        ///
        /// # Safety
        ///
        /// See [the trait](Self); the rows have been moved out afterwards.
        unsafe fn drop_rows(starts: Self::Starts, len: usize);
    }
}

impl RawColumns for () {
    type Offsets = ();
    type Starts = ();

    const ROW: usize = 0;

    fn plan(layout: Layout, _: usize) -> Option<(Layout, ())> {
        Some((layout, ()))
    }

    unsafe fn starts(_: NonNull<u8>, (): ()) {}

    unsafe fn each_range((): (), _: core::ops::Range<usize>, _: &mut dyn FnMut(NonNull<u8>, usize) -> bool) -> bool {
        true
    }

    #[inline(always)]
    unsafe fn write(self, (): (), _: usize) {}

    #[inline(always)]
    unsafe fn read((): (), _: usize) {}

    #[inline(always)]
    unsafe fn shift((): (), _: usize, _: usize) {}

    #[inline(always)]
    unsafe fn refs<'a>((): (), _: usize) -> <() as ColumnViews<'a>>::Refs {}

    #[inline(always)]
    unsafe fn muts<'a>((): (), _: usize) -> <() as ColumnViews<'a>>::Muts {}

    #[inline(always)]
    unsafe fn slices<'a>((): (), _: usize) -> <() as ColumnViews<'a>>::Slices {}

    #[inline(always)]
    unsafe fn slices_mut<'a>((): (), _: usize) -> <() as ColumnViews<'a>>::SlicesMut {}

    #[inline(always)]
    unsafe fn drop_rows((): (), _: usize) {}
}

/// Each function does its part for the first column, and leaves the others to the rest of the list;
/// the promises of its caller are about all of them.
impl<F, R: Columns> RawColumns for (F, R) {
    type Offsets = (usize, R::Offsets);
    type Starts = (NonNull<F>, R::Starts);

    const ROW: usize = size_of::<F>().saturating_add(R::ROW);

    fn plan(layout: Layout, capacity: usize) -> Option<(Layout, Self::Offsets)> {
        let column = Layout::array::<F>(capacity).ok()?.align_to(ALIGN).ok()?;
        let (layout, offset) = layout.extend(column).ok()?;
        let (layout, rest) = R::plan(layout, capacity)?;
        Some((layout, (offset, rest)))
    }

    unsafe fn starts(base: NonNull<u8>, (offset, rest): Self::Offsets) -> Self::Starts {
        // SAFETY: the offset is within the layout, by the caller's promise; and a multiple of the
        // alignment of `F`.
        unsafe { (base.add(offset).cast(), R::starts(base, rest)) }
    }

    unsafe fn each_range(
        (start, rest): Self::Starts,
        rows: core::ops::Range<usize>,
        commit: &mut dyn FnMut(NonNull<u8>, usize) -> bool,
    ) -> bool {
        // SAFETY: the rows are within the capacity, which the column is laid out for.
        let from = unsafe { start.add(rows.start) }.cast();
        // A column of a type without a size has no memory.
        let done = size_of::<F>() == 0 || commit(from, rows.len() * size_of::<F>());
        // SAFETY: as promised by the caller.
        done && unsafe { R::each_range(rest, rows, commit) }
    }

    #[inline(always)]
    unsafe fn write(self, (start, rest): Self::Starts, position: usize) {
        // SAFETY: as promised by the caller: committed, and what is overwritten has been moved out.
        unsafe {
            start.add(position).write(self.0);
            self.1.write(rest, position);
        }
    }

    #[inline(always)]
    unsafe fn read((start, rest): Self::Starts, position: usize) -> Self {
        // SAFETY: as promised by the caller: written, and not read again.
        unsafe { (start.add(position).read(), R::read(rest, position)) }
    }

    #[inline(always)]
    unsafe fn shift((start, rest): Self::Starts, from: usize, to: usize) {
        // SAFETY: as promised by the caller. `copy` allows the two to be the same.
        unsafe {
            start.add(from).copy_to(start.add(to), 1);
            R::shift(rest, from, to);
        }
    }

    #[inline(always)]
    unsafe fn refs<'a>((start, rest): Self::Starts, position: usize) -> <Self as ColumnViews<'a>>::Refs {
        // SAFETY: as promised by the caller.
        unsafe { (start.add(position).as_ref(), R::refs(rest, position)) }
    }

    #[inline(always)]
    unsafe fn muts<'a>((start, rest): Self::Starts, position: usize) -> <Self as ColumnViews<'a>>::Muts {
        // SAFETY: as promised by the caller; columns do not overlap.
        unsafe { (start.add(position).as_mut(), R::muts(rest, position)) }
    }

    #[inline(always)]
    unsafe fn slices<'a>((start, rest): Self::Starts, len: usize) -> <Self as ColumnViews<'a>>::Slices {
        // SAFETY: as promised by the caller: `len` rows are written, and shared for `'a`.
        unsafe { (NonNull::slice_from_raw_parts(start, len).as_ref(), R::slices(rest, len)) }
    }

    #[inline(always)]
    unsafe fn slices_mut<'a>((start, rest): Self::Starts, len: usize) -> <Self as ColumnViews<'a>>::SlicesMut {
        // SAFETY: as above, and exclusive; columns do not overlap.
        unsafe { (NonNull::slice_from_raw_parts(start, len).as_mut(), R::slices_mut(rest, len)) }
    }

    unsafe fn drop_rows((start, rest): Self::Starts, len: usize) {
        /// Drops the columns after this one, also when a destructor in it panics.
        struct Rest<R: Columns>(R::Starts, usize);
        impl<R: Columns> Drop for Rest<R> {
            fn drop(&mut self) {
                // SAFETY: as promised to `drop_rows`; this is the one time it is called for them.
                unsafe { R::drop_rows(self.0, self.1) };
            }
        }
        let _rest = Rest::<R>(rest, len);
        if core::mem::needs_drop::<F>() {
            // SAFETY: as promised by the caller. A slice goes on dropping when one element panics.
            unsafe { NonNull::slice_from_raw_parts(start, len).drop_in_place() };
        }
    }
}
