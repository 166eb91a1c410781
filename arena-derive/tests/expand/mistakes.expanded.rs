::core::compile_error! {
    "unknown key `liftime` for `Mesh`; did you mean `lifetime`?"
}
::core::compile_error! {
    "`tag` of `Mesh` is first given here"
}
::core::compile_error! {
    "`tag` of `Mesh` is given again; keep one of them"
}
::core::compile_error! {
    "`drop` of `Mesh` takes no value: write `drop` alone, or leave it out"
}
::core::compile_error! {
    "`name` is not expected on the field `name`; it belongs on the struct `Mesh`"
}
::core::compile_error! {
    "`Mesh` is declared `drop` and must not borrow `'a` data: its destructor runs when the scope ends, and could look at data that is already gone; let it own the data, or remove `drop`"
}
const _: () = {
    #[automatically_derived]
    impl<'a> ::arena::Resident for Mesh<'a> {
        type Lifetime = ::arena::lifetime::Frame;
        const NAME: &'static ::core::primitive::str = "Mesh";
        fn tag() -> &'static ::arena::TagInfo {
            ::arena::Tag::info(&Renderer)
        }
    }
    impl<'a> Mesh<'a> {
        /// Moves this `Mesh` into the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn alloc_in<'id, L>(self, scope: &::arena::Scope<'id, L>) -> &'id mut Self
        where
            L: ::arena::Lifetime,
        {
            loop {}
        }
        /// Moves this `Mesh` into the scope. The bytes are counted under the tag of the type.
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
            L: ::arena::Lifetime,
        {
            loop {}
        }
        /// Moves this `Mesh` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
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
            L: ::arena::Lifetime,
        {
            loop {}
        }
        /// Moves this `Mesh` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
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
            L: ::arena::Lifetime,
        {
            loop {}
        }
        /// Moves each `Mesh` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
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
            L: ::arena::Lifetime,
            I: ::core::iter::IntoIterator<Item = Self>,
        {
            loop {}
        }
        /// Moves each `Mesh` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
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
            L: ::arena::Lifetime,
            I: ::core::iter::IntoIterator<Item = Self>,
        {
            loop {}
        }
        /// Makes `Mesh` of its fields in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn new_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
            name: String,
            indices: &'a [u32],
        ) -> &'id mut Self
        where
            L: ::arena::Lifetime,
        {
            loop {}
        }
        /// Makes `Mesh` of its fields in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        fn try_new_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
            name: String,
            indices: &'a [u32],
        ) -> ::core::result::Result<&'id mut Self, ::arena::Full<Self>>
        where
            L: ::arena::Lifetime,
        {
            loop {}
        }
    }
};
