//! The allocation methods, written once for the two types that have them: a scope, and a scope
//! with a tag. All of them are one-liners over [`At`](super::At).

use core::alloc::Layout;
use core::fmt;
use core::mem::MaybeUninit;

use super::at::{assert_no_drop, exhausted};
use super::{ArenaBox, ArenaString, ArenaVec, Tagged};
use crate::arena::Scope;
use crate::error::{AllocError, Full};
use crate::lifetime::Lifetime;
use crate::store::{Handle, Pool};

/// Unwraps the result of a `try_` method, or panics with the error's text. A macro and not a
/// function, so that the panic is reported at the caller of the method.
macro_rules! or_panic {
    ($result:expr) => {
        match $result {
            Ok(done) => done,
            Err(error) => exhausted(error.into()),
        }
    };
}

/// What grows borrows the scope for `$s`. For a scope that is the borrow of the call, a lifetime of
/// the method's `$own`; for a tag it is the borrow it holds itself, so that
/// `scope.tagged(Ui).vec()` does not depend on a temporary.
macro_rules! allocation_methods {
    ($(#[$about:meta])* impl<$($lifetime:lifetime),*> $Type:ty, growing for $s:lifetime $($own:lifetime)?) => {
        $(#[$about])*
        impl<$($lifetime,)* L: Lifetime> $Type {
            /// Places a value in the arena.
            ///
            /// Costs a load, an addition, a comparison and a store, and the move of the value. A
            /// type that needs `Drop` is a compile error: use [`alloc_box`](Self::alloc_box) or
            /// [`alloc_drop`](Self::alloc_drop) for one.
            ///
            /// # Panics
            ///
            /// If the arena is full.
            #[inline(always)]
            #[track_caller]
            pub fn alloc<T>(&self, value: T) -> &'id mut T {
                const { assert_no_drop::<T>() };
                self.at().alloc(value)
            }

            /// Places a value in the arena.
            ///
            /// # Errors
            ///
            /// Gives the value back if the arena is full.
            #[inline(always)]
            pub fn try_alloc<T>(&self, value: T) -> Result<&'id mut T, Full<T>> {
                const { assert_no_drop::<T>() };
                self.at().try_alloc(value)
            }

            /// Places the result of a closure, which may allocate from this scope. The room is taken first.
            ///
            /// A large value is still made on the stack as a rule, and then copied: the compiler cannot know
            /// that its place may be written to before. Arrays are made in place by
            /// [`alloc_slice_fill_with`](Self::alloc_slice_fill_with).
            ///
            /// # Panics
            ///
            /// If the arena is full. If the closure panics, the room is given back.
            #[inline(always)]
            #[track_caller]
            pub fn alloc_with<T>(&self, f: impl FnOnce() -> T) -> &'id mut T {
                const { assert_no_drop::<T>() };
                self.at().alloc_with(f)
            }

            /// Places the result of a closure, which is not called if there is no room.
            ///
            /// # Errors
            ///
            /// If the arena is full.
            #[inline(always)]
            pub fn try_alloc_with<T>(&self, f: impl FnOnce() -> T) -> Result<&'id mut T, AllocError> {
                const { assert_no_drop::<T>() };
                self.at().try_alloc_with(f)
            }

            /// Copies a slice into the arena.
            ///
            /// # Panics
            ///
            /// If the arena is full.
            #[inline]
            #[track_caller]
            pub fn alloc_slice_copy<T: Copy>(&self, source: &[T]) -> &'id mut [T] {
                or_panic!(self.at().try_alloc_slice_copy(source))
            }

            /// Copies a slice into the arena.
            ///
            /// # Errors
            ///
            /// If the arena is full.
            #[inline]
            pub fn try_alloc_slice_copy<T: Copy>(&self, source: &[T]) -> Result<&'id mut [T], AllocError> {
                self.at().try_alloc_slice_copy(source)
            }

            /// Clones the values of a slice into the arena.
            ///
            /// # Panics
            ///
            /// If the arena is full. If a `clone` panics, the room is given back.
            #[inline]
            #[track_caller]
            pub fn alloc_slice_clone<T: Clone>(&self, source: &[T]) -> &'id mut [T] {
                const { assert_no_drop::<T>() };
                or_panic!(self.at().try_alloc_slice_clone(source))
            }

            /// Clones the values of a slice into the arena.
            ///
            /// # Errors
            ///
            /// If the arena is full.
            #[inline]
            pub fn try_alloc_slice_clone<T: Clone>(&self, source: &[T]) -> Result<&'id mut [T], AllocError> {
                const { assert_no_drop::<T>() };
                self.at().try_alloc_slice_clone(source)
            }

            /// Makes a slice of `len` values, each of which `f` computes from its index. `f` may
            /// allocate from this scope.
            ///
            /// # Panics
            ///
            /// If the arena is full, or the size overflows. If `f` panics, the room is given back.
            #[inline]
            #[track_caller]
            pub fn alloc_slice_fill_with<T>(&self, len: usize, f: impl FnMut(usize) -> T) -> &'id mut [T] {
                const { assert_no_drop::<T>() };
                or_panic!(self.at().try_alloc_slice_fill_with(len, f))
            }

            /// Makes a slice of `len` values, each of which `f` computes from its index.
            ///
            /// # Errors
            ///
            /// If the arena is full, or the size overflows; `f` is not called then.
            #[inline]
            pub fn try_alloc_slice_fill_with<T>(
                &self,
                len: usize,
                f: impl FnMut(usize) -> T,
            ) -> Result<&'id mut [T], AllocError> {
                const { assert_no_drop::<T>() };
                self.at().try_alloc_slice_fill_with(len, f)
            }

            /// Collects an iterator into a slice. The iterator may allocate from this scope, but
            /// the slice then moves when it grows, and leaves its old place behind.
            ///
            /// # Panics
            ///
            /// If the arena is full. If the iterator panics, the room is given back.
            #[inline]
            #[track_caller]
            pub fn alloc_iter<T>(&self, iter: impl IntoIterator<Item = T>) -> &'id mut [T] {
                const { assert_no_drop::<T>() };
                or_panic!(self.at().try_alloc_iter(iter))
            }

            /// Collects an iterator into a slice.
            ///
            /// # Errors
            ///
            /// If the arena is full. What had been collected is given back to the arena.
            #[inline]
            pub fn try_alloc_iter<T>(&self, iter: impl IntoIterator<Item = T>) -> Result<&'id mut [T], AllocError> {
                const { assert_no_drop::<T>() };
                self.at().try_alloc_iter(iter)
            }

            /// Copies a string into the arena.
            ///
            /// # Panics
            ///
            /// If the arena is full.
            #[inline]
            #[track_caller]
            pub fn alloc_str(&self, source: &str) -> &'id mut str {
                or_panic!(self.at().try_alloc_str(source))
            }

            /// Copies a string into the arena.
            ///
            /// # Errors
            ///
            /// If the arena is full.
            #[inline]
            pub fn try_alloc_str(&self, source: &str) -> Result<&'id mut str, AllocError> {
                self.at().try_alloc_str(source)
            }

            /// Formats text into the arena: `frame.alloc_fmt(format_args!("{fps:.1} fps"))`.
            ///
            /// # Panics
            ///
            /// If the arena is full, or a `Display` implementation returns an error.
            #[inline]
            #[track_caller]
            pub fn alloc_fmt(&self, text: fmt::Arguments<'_>) -> &'id mut str {
                or_panic!(self.at().try_alloc_fmt(text))
            }

            /// Formats text into the arena.
            ///
            /// # Errors
            ///
            /// If the arena is full.
            ///
            /// # Panics
            ///
            /// If a `Display` implementation returns an error of its own, as `format!` does.
            #[inline]
            pub fn try_alloc_fmt(&self, text: fmt::Arguments<'_>) -> Result<&'id mut str, AllocError> {
                self.at().try_alloc_fmt(text)
            }

            /// Room for `len` values, to be filled by the caller.
            ///
            /// # Panics
            ///
            /// If the arena is full, or the size overflows.
            #[inline]
            #[track_caller]
            pub fn alloc_uninit_slice<T>(&self, len: usize) -> &'id mut [MaybeUninit<T>] {
                or_panic!(self.at().try_alloc_uninit_slice(len))
            }

            /// Room for `len` values, to be filled by the caller.
            ///
            /// # Errors
            ///
            /// If the arena is full, or the size overflows.
            #[inline]
            pub fn try_alloc_uninit_slice<T>(&self, len: usize) -> Result<&'id mut [MaybeUninit<T>], AllocError> {
                self.at().try_alloc_uninit_slice(len)
            }

            /// Places a value at a multiple of `ALIGN` bytes, or of its own alignment if that is
            /// greater, and pads it to one: `frame.alloc_aligned::<64, _>(counter)` has a cache
            /// line for itself.
            ///
            /// # Panics
            ///
            /// If the arena is full.
            #[inline]
            #[track_caller]
            pub fn alloc_aligned<const ALIGN: usize, T>(&self, value: T) -> &'id mut T {
                const { assert_no_drop::<T>() };
                or_panic!(self.at().try_alloc_aligned::<ALIGN, T>(value))
            }

            /// Places a value at a multiple of `ALIGN` bytes.
            ///
            /// # Errors
            ///
            /// Gives the value back if the arena is full.
            #[inline]
            pub fn try_alloc_aligned<const ALIGN: usize, T>(&self, value: T) -> Result<&'id mut T, Full<T>> {
                const { assert_no_drop::<T>() };
                self.at().try_alloc_aligned::<ALIGN, T>(value)
            }

            /// Room of any size and alignment. What has no size takes none, but what aligning its place may take.
            ///
            /// # Panics
            ///
            /// If the arena is full.
            #[inline(always)]
            #[track_caller]
            pub fn alloc_layout(&self, layout: Layout) -> &'id mut [MaybeUninit<u8>] {
                or_panic!(self.at().try_alloc_layout(layout))
            }

            /// Room of any size and alignment.
            ///
            /// # Errors
            ///
            /// If the arena is full.
            #[inline]
            pub fn try_alloc_layout(&self, layout: Layout) -> Result<&'id mut [MaybeUninit<u8>], AllocError> {
                self.at().try_alloc_layout(layout)
            }

            /// Places a value that is dropped by the box that is returned. Its bytes stay taken
            /// until the scope ends.
            ///
            /// # Panics
            ///
            /// If the arena is full.
            #[inline(always)]
            #[track_caller]
            pub fn alloc_box<T>(&self, value: T) -> ArenaBox<'id, T> {
                self.at().alloc_box(value)
            }

            /// Places a value that is dropped by the box that is returned.
            ///
            /// # Errors
            ///
            /// Gives the value back if the arena is full.
            #[inline]
            pub fn try_alloc_box<T>(&self, value: T) -> Result<ArenaBox<'id, T>, Full<T>> {
                self.at().try_alloc_box(value)
            }

            /// Places a value that is dropped when the scope ends. Values are dropped in reverse
            /// order, each even if another panics. Costs 32 bytes more, but not right behind another one of its
            /// type: such a run is paid for once.
            ///
            /// `T: 'static`, because a destructor could otherwise look at a neighbour that has
            /// been dropped already; `T: Send`, because a scope may end on another thread.
            ///
            /// # Panics
            ///
            /// If the arena is full.
            #[inline]
            #[track_caller]
            pub fn alloc_drop<T: 'static + Send>(&self, value: T) -> &'id mut T {
                or_panic!(self.at().try_alloc_drop(value))
            }

            /// Places a value that is dropped when the scope ends.
            ///
            /// # Errors
            ///
            /// Gives the value back if the arena is full.
            #[inline]
            pub fn try_alloc_drop<T: 'static + Send>(&self, value: T) -> Result<&'id mut T, Full<T>> {
                self.at().try_alloc_drop(value)
            }

            /// A vector that grows in the arena, empty as yet. Takes no room until it is used.
            #[inline]
            pub fn vec<$($own,)? T>(&$($own)? self) -> ArenaVec<$s, 'id, T> {
                ArenaVec::at(self.at())
            }

            /// A vector with room for `capacity` values.
            ///
            /// # Panics
            ///
            /// If the arena is full.
            #[inline]
            #[track_caller]
            pub fn vec_with_capacity<$($own,)? T>(&$($own)? self, capacity: usize) -> ArenaVec<$s, 'id, T> {
                ArenaVec::with_capacity_or_panic(self.at(), capacity)
            }

            /// A vector with room for `capacity` values.
            ///
            /// # Errors
            ///
            /// If the arena is full.
            #[inline]
            pub fn try_vec_with_capacity<$($own,)? T>(&$($own)? self, capacity: usize) -> Result<ArenaVec<$s, 'id, T>, AllocError> {
                ArenaVec::with_capacity(self.at(), capacity)
            }

            /// A string that grows in the arena, empty as yet. Takes no room until it is used.
            #[inline]
            pub fn string$(<$own>)?(&$($own)? self) -> ArenaString<$s, 'id> {
                ArenaString::at(self.at())
            }

            /// A string with room for `capacity` bytes.
            ///
            /// # Panics
            ///
            /// If the arena is full.
            #[inline]
            #[track_caller]
            pub fn string_with_capacity$(<$own>)?(&$($own)? self, capacity: usize) -> ArenaString<$s, 'id> {
                or_panic!(self.try_string_with_capacity(capacity))
            }

            /// A string with room for `capacity` bytes.
            ///
            /// # Errors
            ///
            /// If the arena is full.
            #[inline]
            pub fn try_string_with_capacity$(<$own>)?(&$($own)? self, capacity: usize) -> Result<ArenaString<$s, 'id>, AllocError> {
                ArenaString::with_capacity(self.at(), capacity)
            }

            /// A pool for up to `capacity` values that come and go one by one.
            ///
            /// # Panics
            ///
            /// If the arena has no room for the capacity.
            #[inline]
            #[track_caller]
            pub fn pool<T>(&self, capacity: usize) -> Pool<'id, T> {
                or_panic!(self.try_pool(capacity))
            }

            /// A pool for up to `capacity` values that come and go one by one.
            ///
            /// # Errors
            ///
            /// If the arena has no room for the capacity.
            #[inline]
            pub fn try_pool<T>(&self, capacity: usize) -> Result<Pool<'id, T>, AllocError> {
                Pool::new(self.at(), capacity)
            }

            /// Places a value to be reached by handle: 4 bytes, `Copy`, and no borrow.
            ///
            /// # Panics
            ///
            /// If the arena is full, or the place is beyond the 32 GiB that handles reach.
            #[inline(always)]
            #[track_caller]
            pub fn insert<T>(&self, value: T) -> Handle<'id, T> {
                const { assert_no_drop::<T>() };
                self.at().insert(value)
            }

            /// Places a value to be reached by handle.
            ///
            /// # Errors
            ///
            /// Gives the value back if there is no room that a handle can reach.
            #[inline]
            pub fn try_insert<T>(&self, value: T) -> Result<Handle<'id, T>, Full<T>> {
                const { assert_no_drop::<T>() };
                self.at().try_insert(value)
            }

            /// Copies a slice, to be reached by handle. Its length lies in front of it.
            ///
            /// # Panics
            ///
            /// As [`insert`](Self::insert).
            #[inline]
            #[track_caller]
            pub fn insert_slice_copy<T: Copy>(&self, source: &[T]) -> Handle<'id, [T]> {
                or_panic!(self.at().try_insert_slice_copy(source))
            }

            /// Copies a slice, to be reached by handle.
            ///
            /// # Errors
            ///
            /// If there is no room that a handle can reach.
            #[inline]
            pub fn try_insert_slice_copy<T: Copy>(&self, source: &[T]) -> Result<Handle<'id, [T]>, AllocError> {
                self.at().try_insert_slice_copy(source)
            }

            /// Copies a string, to be reached by handle. Its length lies in front of it.
            ///
            /// # Panics
            ///
            /// As [`insert`](Self::insert).
            #[inline]
            #[track_caller]
            pub fn insert_str(&self, source: &str) -> Handle<'id, str> {
                or_panic!(self.at().try_insert_str(source))
            }

            /// Copies a string, to be reached by handle.
            ///
            /// # Errors
            ///
            /// If there is no room that a handle can reach.
            #[inline]
            pub fn try_insert_str(&self, source: &str) -> Result<Handle<'id, str>, AllocError> {
                self.at().try_insert_str(source)
            }
        }
    };
}

allocation_methods! {
    /// Allocation. Every method has a `try_` twin that returns an error where the other panics.
    impl<'id> Scope<'id, L>, growing for 's 's
}

allocation_methods! {
    /// The allocation methods of a [`Scope`], counted under the tag.
    impl<'s, 'id> Tagged<'s, 'id, L>, growing for 's
}
