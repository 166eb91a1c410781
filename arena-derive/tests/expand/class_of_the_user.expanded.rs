const _: () = {
    const _: () = ::core::assert!(
        ! ::core::mem::needs_drop:: < & 'static str > (),
        "the field `name` of `Header` needs `Drop`, but an arena frees its memory without running destructors: hold arena data instead (`&'http_request str`, `&'http_request [T]`, or a `Handle`), or, if `Header` borrows nothing, declare it with `#[arena(drop)]` to run destructors when the scope ends, or leave out `derive(Arena)` and place it with `alloc_box`, which its owner drops"
    );
    const _: () = ::core::assert!(
        ! ::core::mem::needs_drop:: < & 'static str > (),
        "the field `scratch` of `Header` needs `Drop`, but an arena frees its memory without running destructors: hold arena data instead (`&'http_request str`, `&'http_request [T]`, or a `Handle`), or, if `Header` borrows nothing, declare it with `#[arena(drop)]` to run destructors when the scope ends, or leave out `derive(Arena)` and place it with `alloc_box`, which its owner drops"
    );
    const _: () = ::core::assert!(
        ! ::core::mem::needs_drop:: < Header < 'static, 'static > > () ||
        ::core::mem::needs_drop:: < & 'static str > () || ::core::mem::needs_drop:: < &
        'static str > (),
        "`Header` needs `Drop`, but an arena frees its memory without running destructors: remove its `impl Drop`, or, if it borrows nothing, declare it with `#[arena(drop)]` to run it when the scope ends, or leave out `derive(Arena)` and place it with `alloc_box`, which its owner drops"
    );
    #[automatically_derived]
    impl<'http_request, 'frame> engine::memory::Resident
    for Header<'http_request, 'frame> {
        type Lifetime = server::HttpRequest;
        const NAME: &'static ::core::primitive::str = "Header";
        #[inline]
        fn tag() -> &'static engine::memory::TagInfo {
            engine::memory::Tag::info(&Parser)
        }
    }
    impl<'http_request, 'frame> Header<'http_request, 'frame> {
        /// Moves this `Header` into the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn alloc_in<'__id, __L>(
            self,
            scope: &engine::memory::Scope<'__id, __L>,
        ) -> &'__id mut Self
        where
            __L: engine::memory::Hosts<
                Self,
                <Self as engine::memory::Resident>::Lifetime,
            >,
        {
            engine::memory::__private::alloc_in(scope, self)
        }
        /// Moves this `Header` into the scope. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        fn try_alloc_in<'__id, __L>(
            self,
            scope: &engine::memory::Scope<'__id, __L>,
        ) -> ::core::result::Result<&'__id mut Self, engine::memory::Full<Self>>
        where
            __L: engine::memory::Hosts<
                Self,
                <Self as engine::memory::Resident>::Lifetime,
            >,
        {
            engine::memory::__private::try_alloc_in(scope, self)
        }
        /// Moves this `Header` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn insert_in<'__id, __L>(
            self,
            scope: &engine::memory::Scope<'__id, __L>,
        ) -> engine::memory::Handle<'__id, Self>
        where
            __L: engine::memory::Hosts<
                Self,
                <Self as engine::memory::Resident>::Lifetime,
            >,
        {
            engine::memory::__private::insert_in(scope, self)
        }
        /// Moves this `Header` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        fn try_insert_in<'__id, __L>(
            self,
            scope: &engine::memory::Scope<'__id, __L>,
        ) -> ::core::result::Result<
            engine::memory::Handle<'__id, Self>,
            engine::memory::Full<Self>,
        >
        where
            __L: engine::memory::Hosts<
                Self,
                <Self as engine::memory::Resident>::Lifetime,
            >,
        {
            engine::memory::__private::try_insert_in(scope, self)
        }
        /// Moves each `Header` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn alloc_slice_in<'__id, __L, __I>(
            scope: &engine::memory::Scope<'__id, __L>,
            values: __I,
        ) -> &'__id mut [Self]
        where
            __L: engine::memory::Hosts<
                Self,
                <Self as engine::memory::Resident>::Lifetime,
            >,
            __I: ::core::iter::IntoIterator<Item = Self>,
        {
            engine::memory::__private::alloc_slice_in(scope, values)
        }
        /// Moves each `Header` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// Returns an error if the arena has no room left.
        #[inline]
        fn try_alloc_slice_in<'__id, __L, __I>(
            scope: &engine::memory::Scope<'__id, __L>,
            values: __I,
        ) -> ::core::result::Result<&'__id mut [Self], engine::memory::AllocError>
        where
            __L: engine::memory::Hosts<
                Self,
                <Self as engine::memory::Resident>::Lifetime,
            >,
            __I: ::core::iter::IntoIterator<Item = Self>,
        {
            engine::memory::__private::try_alloc_slice_in(scope, values)
        }
        /// Makes `Header` of its fields in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn new_in<'__id, __L>(
            scope: &engine::memory::Scope<'__id, __L>,
            name: &'http_request str,
            scratch: &'frame str,
            length: length!(),
        ) -> &'__id mut Self
        where
            __L: engine::memory::Hosts<
                Self,
                <Self as engine::memory::Resident>::Lifetime,
            >,
        {
            engine::memory::__private::alloc_in(
                scope,
                Self {
                    name: name,
                    scratch: scratch,
                    length: length,
                },
            )
        }
        /// Makes `Header` of its fields in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        fn try_new_in<'__id, __L>(
            scope: &engine::memory::Scope<'__id, __L>,
            name: &'http_request str,
            scratch: &'frame str,
            length: length!(),
        ) -> ::core::result::Result<&'__id mut Self, engine::memory::Full<Self>>
        where
            __L: engine::memory::Hosts<
                Self,
                <Self as engine::memory::Resident>::Lifetime,
            >,
        {
            engine::memory::__private::try_alloc_in(
                scope,
                Self {
                    name: name,
                    scratch: scratch,
                    length: length,
                },
            )
        }
    }
};
