const _: () = {
    #[automatically_derived]
    impl<T> ::arena::Resident for Source<T> {
        type Lifetime = ::arena::lifetime::Scene;
        const NAME: &'static ::core::primitive::str = "Source";
        #[inline]
        fn tag() -> &'static ::arena::TagInfo {
            ::arena::Tag::info(&Audio)
        }
    }
    impl<T> Source<T>
    where
        Self: ::core::marker::Send + 'static,
    {
        /// Moves this `Source` into the scope. The bytes are counted under the tag of the type. Destructors run when the scope ends.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub(crate) fn alloc_in<'id, L>(
            self,
            scope: &::arena::Scope<'id, L>,
        ) -> &'id mut Self
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_drop_in(scope, self)
        }
        /// Moves this `Source` into the scope. The bytes are counted under the tag of the type. Destructors run when the scope ends.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        pub(crate) fn try_alloc_in<'id, L>(
            self,
            scope: &::arena::Scope<'id, L>,
        ) -> ::core::result::Result<&'id mut Self, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_drop_in(scope, self)
        }
        /// Moves this `Source` into the scope and returns a handle to it. The bytes are counted under the tag of the type. Destructors run when the scope ends.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub(crate) fn insert_in<'id, L>(
            self,
            scope: &::arena::Scope<'id, L>,
        ) -> ::arena::Handle<'id, Self>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::insert_drop_in(scope, self)
        }
        /// Moves this `Source` into the scope and returns a handle to it. The bytes are counted under the tag of the type. Destructors run when the scope ends.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        pub(crate) fn try_insert_in<'id, L>(
            self,
            scope: &::arena::Scope<'id, L>,
        ) -> ::core::result::Result<::arena::Handle<'id, Self>, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_insert_drop_in(scope, self)
        }
        /// Moves each `Source` of `values` into the scope, one after another. The bytes are counted under the tag of the type. Destructors run when the scope ends.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub(crate) fn alloc_slice_in<'id, L, I>(
            scope: &::arena::Scope<'id, L>,
            values: I,
        ) -> &'id mut [Self]
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
            I: ::core::iter::IntoIterator<Item = Self>,
        {
            ::arena::__private::alloc_slice_drop_in(scope, values)
        }
        /// Moves each `Source` of `values` into the scope, one after another. The bytes are counted under the tag of the type. Destructors run when the scope ends.
        ///
        /// # Errors
        ///
        /// Returns an error if the arena has no room left.
        #[inline]
        pub(crate) fn try_alloc_slice_in<'id, L, I>(
            scope: &::arena::Scope<'id, L>,
            values: I,
        ) -> ::core::result::Result<&'id mut [Self], ::arena::AllocError>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
            I: ::core::iter::IntoIterator<Item = Self>,
        {
            ::arena::__private::try_alloc_slice_drop_in(scope, values)
        }
        /// Makes `Source::Silence` in the scope. The bytes are counted under the tag of the type. Destructors run when the scope ends.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub(crate) fn new_silence_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
        ) -> &'id mut Self
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_drop_in(scope, Self::Silence {})
        }
        /// Makes `Source::Silence` in the scope. The bytes are counted under the tag of the type. Destructors run when the scope ends.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        pub(crate) fn try_new_silence_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
        ) -> ::core::result::Result<&'id mut Self, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_drop_in(scope, Self::Silence {})
        }
        /// Makes `Source::File` of its fields in the scope. The bytes are counted under the tag of the type. Destructors run when the scope ends.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub(crate) fn new_file_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
            field_0: String,
            field_1: T,
        ) -> &'id mut Self
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_drop_in(
                scope,
                Self::File {
                    0: field_0,
                    1: field_1,
                },
            )
        }
        /// Makes `Source::File` of its fields in the scope. The bytes are counted under the tag of the type. Destructors run when the scope ends.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        pub(crate) fn try_new_file_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
            field_0: String,
            field_1: T,
        ) -> ::core::result::Result<&'id mut Self, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_drop_in(
                scope,
                Self::File {
                    0: field_0,
                    1: field_1,
                },
            )
        }
        /// Makes `Source::HTTPStream` of its fields in the scope. The bytes are counted under the tag of the type. Destructors run when the scope ends.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub(crate) fn new_http_stream_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
            url: String,
            r#type: u8,
        ) -> &'id mut Self
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_drop_in(
                scope,
                Self::HTTPStream {
                    url: url,
                    r#type: r#type,
                },
            )
        }
        /// Makes `Source::HTTPStream` of its fields in the scope. The bytes are counted under the tag of the type. Destructors run when the scope ends.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        pub(crate) fn try_new_http_stream_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
            url: String,
            r#type: u8,
        ) -> ::core::result::Result<&'id mut Self, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_drop_in(
                scope,
                Self::HTTPStream {
                    url: url,
                    r#type: r#type,
                },
            )
        }
    }
};
