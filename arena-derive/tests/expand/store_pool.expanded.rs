const _: () = {
    #[automatically_derived]
    impl<'scene, T> ::arena::Resident for Shape<'scene, T> {
        type Lifetime = ::arena::lifetime::Scene;
        const NAME: &'static ::core::primitive::str = "Shape";
        #[inline]
        fn tag() -> &'static ::arena::TagInfo {
            ::arena::Tag::info(&Physics)
        }
    }
    impl<'scene, T> Shape<'scene, T> {
        /// Moves this `Shape` into the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub fn alloc_in<'id, L>(self, scope: &::arena::Scope<'id, L>) -> &'id mut Self
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_in(scope, self)
        }
        /// Moves this `Shape` into the scope. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        pub fn try_alloc_in<'id, L>(
            self,
            scope: &::arena::Scope<'id, L>,
        ) -> ::core::result::Result<&'id mut Self, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_in(scope, self)
        }
        /// Moves this `Shape` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub fn insert_in<'id, L>(
            self,
            scope: &::arena::Scope<'id, L>,
        ) -> ::arena::Handle<'id, Self>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::insert_in(scope, self)
        }
        /// Moves this `Shape` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        pub fn try_insert_in<'id, L>(
            self,
            scope: &::arena::Scope<'id, L>,
        ) -> ::core::result::Result<::arena::Handle<'id, Self>, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_insert_in(scope, self)
        }
        /// Moves each `Shape` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub fn alloc_slice_in<'id, L, I>(
            scope: &::arena::Scope<'id, L>,
            values: I,
        ) -> &'id mut [Self]
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
            I: ::core::iter::IntoIterator<Item = Self>,
        {
            ::arena::__private::alloc_slice_in(scope, values)
        }
        /// Moves each `Shape` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// Returns an error if the arena has no room left.
        #[inline]
        pub fn try_alloc_slice_in<'id, L, I>(
            scope: &::arena::Scope<'id, L>,
            values: I,
        ) -> ::core::result::Result<&'id mut [Self], ::arena::AllocError>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
            I: ::core::iter::IntoIterator<Item = Self>,
        {
            ::arena::__private::try_alloc_slice_in(scope, values)
        }
        /// Makes `Shape::Point` in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub fn new_point_in<'id, L>(scope: &::arena::Scope<'id, L>) -> &'id mut Self
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_in(scope, Self::Point {})
        }
        /// Makes `Shape::Point` in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        pub fn try_new_point_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
        ) -> ::core::result::Result<&'id mut Self, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_in(scope, Self::Point {})
        }
        /// Makes `Shape::Named` of its fields in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub fn new_named_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
            field_0: &'scene str,
            field_1: T,
        ) -> &'id mut Self
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_in(
                scope,
                Self::Named {
                    0: field_0,
                    1: field_1,
                },
            )
        }
        /// Makes `Shape::Named` of its fields in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        pub fn try_new_named_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
            field_0: &'scene str,
            field_1: T,
        ) -> ::core::result::Result<&'id mut Self, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_in(
                scope,
                Self::Named {
                    0: field_0,
                    1: field_1,
                },
            )
        }
    }
};
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// Names a `Shape` in its store.
pub type ShapeKey<'scene, T = u8> = ::arena::Key<'scene, Shape<'scene, T>>;
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// A store of `Shape`: each at an address that never changes, found by its key.
///
/// It derefs to the store of the library, which has the methods.
pub struct ShapeStore<'scene, T = u8>(::arena::Pool<'scene, Shape<'scene, T>>);
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
const _: () = {
    impl<'scene, T> ShapeStore<'scene, T> {
        /// For how many values of `Shape` `new_in` makes room.
        pub const CAPACITY: ::core::primitive::usize = 16_384;
        /// Makes a store in the scope, with room for `CAPACITY` values. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room for the capacity; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub fn new_in<L>(scope: &::arena::Scope<'scene, L>) -> Self
        where
            L: ::arena::Hosts<
                Shape<'scene, T>,
                <Shape<'scene, T> as ::arena::Resident>::Lifetime,
            >,
        {
            Self::with_capacity_in(scope, Self::CAPACITY)
        }
        /// Makes a store in the scope, with room for `CAPACITY` values. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// Returns an error if the arena has no room for the capacity.
        #[inline]
        pub fn try_new_in<L>(
            scope: &::arena::Scope<'scene, L>,
        ) -> ::core::result::Result<Self, ::arena::AllocError>
        where
            L: ::arena::Hosts<
                Shape<'scene, T>,
                <Shape<'scene, T> as ::arena::Resident>::Lifetime,
            >,
        {
            Self::try_with_capacity_in(scope, Self::CAPACITY)
        }
        /// Makes a store in the scope, with room for `capacity` values. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room for the capacity; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub fn with_capacity_in<L>(
            scope: &::arena::Scope<'scene, L>,
            capacity: ::core::primitive::usize,
        ) -> Self
        where
            L: ::arena::Hosts<
                Shape<'scene, T>,
                <Shape<'scene, T> as ::arena::Resident>::Lifetime,
            >,
        {
            Self(::arena::__private::pool_in(scope, capacity))
        }
        /// Makes a store in the scope, with room for `capacity` values. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// Returns an error if the arena has no room for the capacity.
        #[inline]
        pub fn try_with_capacity_in<L>(
            scope: &::arena::Scope<'scene, L>,
            capacity: ::core::primitive::usize,
        ) -> ::core::result::Result<Self, ::arena::AllocError>
        where
            L: ::arena::Hosts<
                Shape<'scene, T>,
                <Shape<'scene, T> as ::arena::Resident>::Lifetime,
            >,
        {
            ::core::result::Result::map(
                ::arena::__private::try_pool_in(scope, capacity),
                Self,
            )
        }
    }
    #[automatically_derived]
    impl<'scene, T> ::core::ops::Deref for ShapeStore<'scene, T> {
        type Target = ::arena::Pool<'scene, Shape<'scene, T>>;
        #[inline]
        fn deref(&self) -> &Self::Target {
            &self.0
        }
    }
    #[automatically_derived]
    impl<'scene, T> ::core::ops::DerefMut for ShapeStore<'scene, T> {
        #[inline]
        fn deref_mut(&mut self) -> &mut Self::Target {
            &mut self.0
        }
    }
    #[automatically_derived]
    impl<'scene, T> ::core::fmt::Debug for ShapeStore<'scene, T>
    where
        ::arena::Pool<'scene, Shape<'scene, T>>: ::core::fmt::Debug,
    {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::core::fmt::Debug::fmt(&self.0, f)
        }
    }
    #[automatically_derived]
    impl<'row, 'scene, T> ::core::iter::IntoIterator for &'row ShapeStore<'scene, T> {
        type Item = <&'row ::arena::Pool<
            'scene,
            Shape<'scene, T>,
        > as ::core::iter::IntoIterator>::Item;
        type IntoIter = <&'row ::arena::Pool<
            'scene,
            Shape<'scene, T>,
        > as ::core::iter::IntoIterator>::IntoIter;
        #[inline]
        fn into_iter(self) -> Self::IntoIter {
            let this: &'row ::arena::Pool<'scene, Shape<'scene, T>> = &self.0;
            ::core::iter::IntoIterator::into_iter(this)
        }
    }
    #[automatically_derived]
    impl<'row, 'scene, T> ::core::iter::IntoIterator
    for &'row mut ShapeStore<'scene, T> {
        type Item = <&'row mut ::arena::Pool<
            'scene,
            Shape<'scene, T>,
        > as ::core::iter::IntoIterator>::Item;
        type IntoIter = <&'row mut ::arena::Pool<
            'scene,
            Shape<'scene, T>,
        > as ::core::iter::IntoIterator>::IntoIter;
        #[inline]
        fn into_iter(self) -> Self::IntoIter {
            let this: &'row mut ::arena::Pool<'scene, Shape<'scene, T>> = &mut self.0;
            ::core::iter::IntoIterator::into_iter(this)
        }
    }
    #[automatically_derived]
    impl<'scene, T> ::arena::stores::JoinShared<'scene, Shape<'scene, T>>
    for ShapeStore<'scene, T> {
        type Member<'row> = &'row ::arena::Pool<'scene, Shape<'scene, T>>
        where
            Self: 'row;
        fn shared(&self) -> Self::Member<'_> {
            &self.0
        }
    }
    #[automatically_derived]
    impl<'scene, T> ::arena::stores::JoinExclusive<'scene, Shape<'scene, T>>
    for ShapeStore<'scene, T> {
        type Member<'row> = &'row mut ::arena::Pool<'scene, Shape<'scene, T>>
        where
            Self: 'row;
        fn exclusive(&mut self) -> Self::Member<'_> {
            &mut self.0
        }
    }
    #[automatically_derived]
    impl<'scene, T> ::arena::stores::Owners<'scene, Shape<'scene, T>>
    for ShapeStore<'scene, T> {
        fn owns(
            &self,
            key: ::arena::Key<'scene, Shape<'scene, T>>,
        ) -> ::core::primitive::bool {
            self.0.contains(key)
        }
    }
    #[automatically_derived]
    impl<'scene, T> ::arena::stores::Store for ShapeStore<'scene, T> {
        fn clear(&mut self) {
            ::arena::stores::Store::clear(&mut self.0);
        }
        fn stats(&self) -> ::arena::StoreStats {
            ::arena::stores::Store::stats(&self.0)
        }
    }
    #[automatically_derived]
    impl<
        'scene,
        T,
        L: ::arena::Hosts<
                Shape<'scene, T>,
                <Shape<'scene, T> as ::arena::Resident>::Lifetime,
            >,
    > ::arena::stores::MakeIn<'scene, L> for ShapeStore<'scene, T> {
        fn try_make_in(
            scope: &::arena::Scope<'scene, L>,
            capacity: ::core::primitive::usize,
        ) -> ::core::result::Result<Self, ::arena::AllocError> {
            Self::try_with_capacity_in(scope, capacity)
        }
    }
    #[automatically_derived]
    impl<'scene, T> ::arena::stores::OwnCapacity for ShapeStore<'scene, T> {
        const CAPACITY: ::core::primitive::usize = Self::CAPACITY;
    }
};
