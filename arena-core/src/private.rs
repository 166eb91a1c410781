//! What generated code calls. Nothing here is part of the public API.

pub use core::option::Option::{self, None, Some};

use crate::account::TagInfo;
use crate::alloc::{At, assert_no_drop};
use crate::arena::Scope;
use crate::error::{AllocError, Full};
use crate::lifetime::Lifetime;
use crate::resident::{Hosts, Resident};
use crate::store::{Handle, Pool, Soa, SoaRow};

pub use crate::arena::opening::{EndOfScope, NestedOpening, Opened, RootOpening, enter, scope};

pub use crate::store::rows::{ColumnViews, Columns, Dense, Names, Read, Room, Rows, RowsMut, SoaFields, Table, Write};

/// The place for a resident: counted under its tag.
#[inline(always)]
fn at<'s, 'id, T: Resident, L: Lifetime>(scope: &'s Scope<'id, L>) -> At<'s, 'id> {
    let tag: &'static TagInfo = T::tag();
    At::new(scope.core(), Some(tag))
}

/// Lets an error call the type by the name it gave itself.
#[cold]
fn named<T: Resident>(full: Full<T>) -> Full<T> {
    Full { error: AllocError { type_name: T::NAME, ..full.error }, ..full }
}

/// As [`named`], for a slice of the type.
#[cold]
fn named_slice<T: Resident>(error: AllocError) -> AllocError {
    AllocError { type_name: T::NAME, ..error }
}

macro_rules! or_panic {
    ($result:expr) => {
        match $result {
            Ok(done) => done,
            Err(error) => crate::alloc::exhausted(error.into()),
        }
    };
}

/// `value.alloc_in(scope)`
#[inline(always)]
#[track_caller]
pub fn alloc_in<'id, L: Hosts<T, T::Lifetime>, T: Resident>(scope: &Scope<'id, L>, value: T) -> &'id mut T {
    const { assert_no_drop::<T>() };
    at::<T, L>(scope).alloc_named(value, T::NAME)
}

/// `value.try_alloc_in(scope)`
#[inline(always)]
pub fn try_alloc_in<'id, L: Hosts<T, T::Lifetime>, T: Resident>(
    scope: &Scope<'id, L>,
    value: T,
) -> Result<&'id mut T, Full<T>> {
    const { assert_no_drop::<T>() };
    at::<T, L>(scope).try_alloc(value).map_err(named)
}

/// `value.insert_in(scope)`
#[inline]
#[track_caller]
pub fn insert_in<'id, L: Hosts<T, T::Lifetime>, T: Resident>(scope: &Scope<'id, L>, value: T) -> Handle<'id, T> {
    or_panic!(try_insert_in(scope, value))
}

/// `value.try_insert_in(scope)`
#[inline]
pub fn try_insert_in<'id, L: Hosts<T, T::Lifetime>, T: Resident>(
    scope: &Scope<'id, L>,
    value: T,
) -> Result<Handle<'id, T>, Full<T>> {
    const { assert_no_drop::<T>() };
    at::<T, L>(scope).try_insert(value).map_err(named)
}

/// `Type::alloc_slice_in(scope, values)`
#[inline]
#[track_caller]
pub fn alloc_slice_in<'id, L: Hosts<T, T::Lifetime>, T: Resident, I: IntoIterator<Item = T>>(
    scope: &Scope<'id, L>,
    values: I,
) -> &'id mut [T] {
    or_panic!(try_alloc_slice_in(scope, values))
}

/// `Type::try_alloc_slice_in(scope, values)`
#[inline]
pub fn try_alloc_slice_in<'id, L: Hosts<T, T::Lifetime>, T: Resident, I: IntoIterator<Item = T>>(
    scope: &Scope<'id, L>,
    values: I,
) -> Result<&'id mut [T], AllocError> {
    const { assert_no_drop::<T>() };
    at::<T, L>(scope).try_alloc_iter(values).map_err(named_slice::<T>)
}

/// `value.alloc_in(scope)` with `#[arena(drop)]`
#[inline]
#[track_caller]
pub fn alloc_drop_in<'id, L: Hosts<T, T::Lifetime>, T: Resident + Send + 'static>(
    scope: &Scope<'id, L>,
    value: T,
) -> &'id mut T {
    or_panic!(try_alloc_drop_in(scope, value))
}

/// `value.try_alloc_in(scope)` with `#[arena(drop)]`
#[inline]
pub fn try_alloc_drop_in<'id, L: Hosts<T, T::Lifetime>, T: Resident + Send + 'static>(
    scope: &Scope<'id, L>,
    value: T,
) -> Result<&'id mut T, Full<T>> {
    at::<T, L>(scope).try_alloc_drop(value).map_err(named)
}

/// `value.insert_in(scope)` with `#[arena(drop)]`
#[inline]
#[track_caller]
pub fn insert_drop_in<'id, L: Hosts<T, T::Lifetime>, T: Resident + Send + 'static>(
    scope: &Scope<'id, L>,
    value: T,
) -> Handle<'id, T> {
    or_panic!(try_insert_drop_in(scope, value))
}

/// `value.try_insert_in(scope)` with `#[arena(drop)]`
#[inline]
pub fn try_insert_drop_in<'id, L: Hosts<T, T::Lifetime>, T: Resident + Send + 'static>(
    scope: &Scope<'id, L>,
    value: T,
) -> Result<Handle<'id, T>, Full<T>> {
    at::<T, L>(scope).try_insert_drop(value).map_err(named)
}

/// `Type::alloc_slice_in(scope, values)` with `#[arena(drop)]`
#[inline]
#[track_caller]
pub fn alloc_slice_drop_in<'id, L: Hosts<T, T::Lifetime>, T: Resident + Send + 'static, I: IntoIterator<Item = T>>(
    scope: &Scope<'id, L>,
    values: I,
) -> &'id mut [T] {
    or_panic!(try_alloc_slice_drop_in(scope, values))
}

/// `Type::try_alloc_slice_in(scope, values)` with `#[arena(drop)]`
#[inline]
pub fn try_alloc_slice_drop_in<
    'id,
    L: Hosts<T, T::Lifetime>,
    T: Resident + Send + 'static,
    I: IntoIterator<Item = T>,
>(
    scope: &Scope<'id, L>,
    values: I,
) -> Result<&'id mut [T], AllocError> {
    at::<T, L>(scope).try_alloc_slice_drop(values).map_err(named_slice::<T>)
}

/// `Group::new_in(scope)` with `#[derive(Stores)]`
#[track_caller]
pub fn made<S>(stores: Result<S, AllocError>) -> S {
    or_panic!(stores)
}

/// `Store::with_capacity_in(scope, capacity)` with `#[arena(store = pool)]`
#[track_caller]
pub fn pool_in<'id, L: Hosts<T, T::Lifetime>, T: Resident>(scope: &Scope<'id, L>, capacity: usize) -> Pool<'id, T> {
    or_panic!(try_pool_in(scope, capacity))
}

/// `Store::try_with_capacity_in(scope, capacity)` with `#[arena(store = pool)]`
pub fn try_pool_in<'id, L: Hosts<T, T::Lifetime>, T: Resident>(
    scope: &Scope<'id, L>,
    capacity: usize,
) -> Result<Pool<'id, T>, AllocError> {
    Pool::new(at::<T, L>(scope), capacity)
}

/// `Store::with_capacity_in(scope, capacity)` with `#[arena(store = soa)]`
#[track_caller]
pub fn soa_in<'id, L: Hosts<T, T::Lifetime>, T: Resident + SoaRow>(
    scope: &Scope<'id, L>,
    capacity: usize,
) -> Soa<'id, T> {
    or_panic!(try_soa_in(scope, capacity))
}

/// `Store::try_with_capacity_in(scope, capacity)` with `#[arena(store = soa)]`
pub fn try_soa_in<'id, L: Hosts<T, T::Lifetime>, T: Resident + SoaRow>(
    scope: &Scope<'id, L>,
    capacity: usize,
) -> Result<Soa<'id, T>, AllocError> {
    Soa::new(at::<T, L>(scope), capacity, T::NAME)
}
