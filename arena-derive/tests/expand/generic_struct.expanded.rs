#[allow(deprecated, reason = "`Old` is needed for one more release")]
const _: () = {
    const _: () = ::core::assert!(
        ! ::core::mem::needs_drop:: < Old < 'static > > (),
        "the field `old` of `Grid` needs `Drop`, but an arena frees its memory without running destructors: hold arena data instead (`&'scene str`, `&'scene [T]`, or a `Handle`), or, if `Grid` borrows nothing, declare it with `#[arena(drop)]` to run destructors when the scope ends, or leave out `derive(Arena)` and place it with `alloc_box`, which its owner drops"
    );
    const _: () = ::core::assert!(
        ! ::core::mem::needs_drop:: < & 'static dyn for < 'x > Fn(& 'x str) -> & 'x str >
        (),
        "the field `callback` of `Grid` needs `Drop`, but an arena frees its memory without running destructors: hold arena data instead (`&'scene str`, `&'scene [T]`, or a `Handle`), or, if `Grid` borrows nothing, declare it with `#[arena(drop)]` to run destructors when the scope ends, or leave out `derive(Arena)` and place it with `alloc_box`, which its owner drops"
    );
    #[automatically_derived]
    impl<'scene, L, const N: usize> ::arena::Resident for Grid<'scene, L, N>
    where
        L: Copy,
    {
        type Lifetime = ::arena::lifetime::Scene;
        const NAME: &'static ::core::primitive::str = "Grid";
        #[inline]
        fn tag() -> &'static ::arena::TagInfo {
            ::arena::Tag::info(&Physics)
        }
    }
    impl<'scene, L, const N: usize> Grid<'scene, L, N>
    where
        L: Copy,
    {
        /// Moves this `Grid` into the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn alloc_in<'_id, _L>(self, scope: &::arena::Scope<'_id, _L>) -> &'_id mut Self
        where
            _L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_in(scope, self)
        }
        /// Moves this `Grid` into the scope. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        fn try_alloc_in<'_id, _L>(
            self,
            scope: &::arena::Scope<'_id, _L>,
        ) -> ::core::result::Result<&'_id mut Self, ::arena::Full<Self>>
        where
            _L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_in(scope, self)
        }
        /// Moves this `Grid` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn insert_in<'_id, _L>(
            self,
            scope: &::arena::Scope<'_id, _L>,
        ) -> ::arena::Handle<'_id, Self>
        where
            _L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::insert_in(scope, self)
        }
        /// Moves this `Grid` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        fn try_insert_in<'_id, _L>(
            self,
            scope: &::arena::Scope<'_id, _L>,
        ) -> ::core::result::Result<::arena::Handle<'_id, Self>, ::arena::Full<Self>>
        where
            _L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_insert_in(scope, self)
        }
        /// Moves each `Grid` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn alloc_slice_in<'_id, _L, I>(
            scope: &::arena::Scope<'_id, _L>,
            values: I,
        ) -> &'_id mut [Self]
        where
            _L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
            I: ::core::iter::IntoIterator<Item = Self>,
        {
            ::arena::__private::alloc_slice_in(scope, values)
        }
        /// Moves each `Grid` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// Returns an error if the arena has no room left.
        #[inline]
        fn try_alloc_slice_in<'_id, _L, I>(
            scope: &::arena::Scope<'_id, _L>,
            values: I,
        ) -> ::core::result::Result<&'_id mut [Self], ::arena::AllocError>
        where
            _L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
            I: ::core::iter::IntoIterator<Item = Self>,
        {
            ::arena::__private::try_alloc_slice_in(scope, values)
        }
        /// Makes `Grid` of its fields in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn new_in<'_id, _L>(
            scope: &::arena::Scope<'_id, _L>,
            cells: &'scene [[L; N]],
            old: Old<'scene>,
            parent: Option<&'scene Self>,
            compare: for<'id> fn(&'id L, &'scene L) -> bool,
            callback: &'scene dyn for<'x> Fn(&'x str) -> &'x str,
        ) -> &'_id mut Self
        where
            _L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_in(
                scope,
                Self {
                    cells: cells,
                    old: old,
                    parent: parent,
                    compare: compare,
                    callback: callback,
                },
            )
        }
        /// Makes `Grid` of its fields in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        fn try_new_in<'_id, _L>(
            scope: &::arena::Scope<'_id, _L>,
            cells: &'scene [[L; N]],
            old: Old<'scene>,
            parent: Option<&'scene Self>,
            compare: for<'id> fn(&'id L, &'scene L) -> bool,
            callback: &'scene dyn for<'x> Fn(&'x str) -> &'x str,
        ) -> ::core::result::Result<&'_id mut Self, ::arena::Full<Self>>
        where
            _L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_in(
                scope,
                Self {
                    cells: cells,
                    old: old,
                    parent: parent,
                    compare: compare,
                    callback: callback,
                },
            )
        }
    }
};
