const _: () = {
    const _: () = ::core::assert!(
        ! ::core::mem::needs_drop:: < Marker > (),
        "`Marker` needs `Drop`, but an arena frees its memory without running destructors: remove its `impl Drop`, or, if it borrows nothing, declare it with `#[arena(drop)]` to run it when the scope ends, or leave out `derive(Arena)` and place it with `alloc_box`, which its owner drops"
    );
    #[automatically_derived]
    impl ::arena::Resident for Marker {
        type Lifetime = ::arena::lifetime::Perm;
        const NAME: &'static ::core::primitive::str = "Marker";
        #[inline]
        fn tag() -> &'static ::arena::TagInfo {
            ::arena::Tag::info(&Physics)
        }
    }
    impl Marker {
        /// Moves this `Marker` into the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn alloc_in<'id, L>(self, scope: &::arena::Scope<'id, L>) -> &'id mut Self
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_in(scope, self)
        }
        /// Moves this `Marker` into the scope. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        fn try_alloc_in<'id, L>(
            self,
            scope: &::arena::Scope<'id, L>,
        ) -> ::core::result::Result<&'id mut Self, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_in(scope, self)
        }
        /// Moves this `Marker` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn insert_in<'id, L>(
            self,
            scope: &::arena::Scope<'id, L>,
        ) -> ::arena::Handle<'id, Self>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::insert_in(scope, self)
        }
        /// Moves this `Marker` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        fn try_insert_in<'id, L>(
            self,
            scope: &::arena::Scope<'id, L>,
        ) -> ::core::result::Result<::arena::Handle<'id, Self>, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_insert_in(scope, self)
        }
        /// Moves each `Marker` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn alloc_slice_in<'id, L, I>(
            scope: &::arena::Scope<'id, L>,
            values: I,
        ) -> &'id mut [Self]
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
            I: ::core::iter::IntoIterator<Item = Self>,
        {
            ::arena::__private::alloc_slice_in(scope, values)
        }
        /// Moves each `Marker` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// Returns an error if the arena has no room left.
        #[inline]
        fn try_alloc_slice_in<'id, L, I>(
            scope: &::arena::Scope<'id, L>,
            values: I,
        ) -> ::core::result::Result<&'id mut [Self], ::arena::AllocError>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
            I: ::core::iter::IntoIterator<Item = Self>,
        {
            ::arena::__private::try_alloc_slice_in(scope, values)
        }
        /// Makes `Marker` in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn new_in<'id, L>(scope: &::arena::Scope<'id, L>) -> &'id mut Self
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_in(scope, Self {})
        }
        /// Makes `Marker` in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        fn try_new_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
        ) -> ::core::result::Result<&'id mut Self, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_in(scope, Self {})
        }
    }
};
