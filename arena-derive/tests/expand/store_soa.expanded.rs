const _: () = {
    #[automatically_derived]
    impl<T: Copy> ::arena::Resident for Body<T>
    where
        Self: Sized,
    {
        type Lifetime = ::arena::lifetime::Scene;
        const NAME: &'static ::core::primitive::str = "Body";
        #[inline]
        fn tag() -> &'static ::arena::TagInfo {
            ::arena::Tag::info(&Physics)
        }
    }
    impl<T: Copy> Body<T>
    where
        Self: Sized,
    {
        /// Moves this `Body` into the scope. The bytes are counted under the tag of the type.
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
        /// Moves this `Body` into the scope. The bytes are counted under the tag of the type.
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
        /// Moves this `Body` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
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
        /// Moves this `Body` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
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
        /// Moves each `Body` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
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
        /// Moves each `Body` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
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
        /// Makes `Body` of its fields in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn new_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
            position: [T; 3],
            parent: Option<BodyKey<'static, T>>,
            name: Box<Self>,
        ) -> &'id mut Self
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_in(
                scope,
                Self {
                    position: position,
                    parent: parent,
                    name: name,
                },
            )
        }
        /// Makes `Body` of its fields in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        fn try_new_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
            position: [T; 3],
            parent: Option<BodyKey<'static, T>>,
            name: Box<Self>,
        ) -> ::core::result::Result<&'id mut Self, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_in(
                scope,
                Self {
                    position: position,
                    parent: parent,
                    name: name,
                },
            )
        }
    }
};
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// Names a `Body` in its store.
pub type BodyKey<'scene, T> = ::arena::Key<'scene, Body<T>>;
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// A store of `Body`: a column for each field, and rows found by their keys.
///
/// It derefs to the store of the library, which has the methods.
pub struct Bodies<'scene, T: Copy>(
    ::arena::Soa<'scene, Body<T>>,
)
where
    Body<T>: Sized;
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// References to the fields of a `Body` in its store.
pub struct BodyRef<'row, T: Copy>
where
    Body<T>: Sized,
{
    /// The `position` of a `Body`.
    pub position: &'row [T; 3],
    /// The `parent` of a `Body`.
    parent: &'row Option<BodyKey<'static, T>>,
    skipped: ::core::marker::PhantomData<&'row Body<T>>,
}
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// References to the fields of a `Body` in its store, to change them.
pub struct BodyMut<'row, T: Copy>
where
    Body<T>: Sized,
{
    /// The `position` of a `Body`.
    pub position: &'row mut [T; 3],
    /// The `parent` of a `Body`.
    parent: &'row mut Option<BodyKey<'static, T>>,
    skipped: ::core::marker::PhantomData<&'row mut Body<T>>,
}
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// The columns of a store of `Body`, in the order of its rows.
pub struct BodyColumns<'row, T: Copy>
where
    Body<T>: Sized,
{
    /// The `position` of each `Body`.
    pub position: &'row [[T; 3]],
    /// The `parent` of each `Body`.
    parent: &'row [Option<BodyKey<'static, T>>],
    skipped: ::core::marker::PhantomData<&'row Body<T>>,
}
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// The columns of a store of `Body`, to change them, several at once.
pub struct BodyColumnsMut<'row, T: Copy>
where
    Body<T>: Sized,
{
    /// The `position` of each `Body`.
    pub position: &'row mut [[T; 3]],
    /// The `parent` of each `Body`.
    parent: &'row mut [Option<BodyKey<'static, T>>],
    skipped: ::core::marker::PhantomData<&'row mut Body<T>>,
}
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
const _: () = {
    impl<'scene, T: Copy> Bodies<'scene, T>
    where
        Body<T>: Sized,
    {
        /// For how many values of `Body` `new_in` makes room.
        pub const CAPACITY: ::core::primitive::usize = MANY;
        /// Makes a store in the scope, with room for `CAPACITY` values. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room for the capacity; the `try_` twin does not.
        #[inline]
        #[track_caller]
        pub fn new_in<L>(scope: &::arena::Scope<'scene, L>) -> Self
        where
            L: ::arena::Hosts<Body<T>, <Body<T> as ::arena::Resident>::Lifetime>,
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
            L: ::arena::Hosts<Body<T>, <Body<T> as ::arena::Resident>::Lifetime>,
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
            L: ::arena::Hosts<Body<T>, <Body<T> as ::arena::Resident>::Lifetime>,
        {
            Self(::arena::__private::soa_in(scope, capacity))
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
            L: ::arena::Hosts<Body<T>, <Body<T> as ::arena::Resident>::Lifetime>,
        {
            ::core::result::Result::map(
                ::arena::__private::try_soa_in(scope, capacity),
                Self,
            )
        }
        /// The column of `position`: that of each `Body`, in the order of the rows.
        #[inline(always)]
        #[must_use]
        pub fn position(&self) -> &[[T; 3]] {
            ::arena::Soa::columns(&self.0).position
        }
        /// The column of `position`, to be changed. `columns_mut` gives several at once.
        #[inline(always)]
        #[must_use]
        pub fn position_mut(&mut self) -> &mut [[T; 3]] {
            ::arena::Soa::columns_mut(&mut self.0).position
        }
        /// The column of `parent`: that of each `Body`, in the order of the rows.
        #[inline(always)]
        #[must_use]
        fn parent(&self) -> &[Option<BodyKey<'static, T>>] {
            ::arena::Soa::columns(&self.0).parent
        }
        /// The column of `parent`, to be changed. `columns_mut` gives several at once.
        #[inline(always)]
        #[must_use]
        fn parent_mut(&mut self) -> &mut [Option<BodyKey<'static, T>>] {
            ::arena::Soa::columns_mut(&mut self.0).parent
        }
    }
    #[automatically_derived]
    impl<'scene, T: Copy> ::core::ops::Deref for Bodies<'scene, T>
    where
        Body<T>: Sized,
    {
        type Target = ::arena::Soa<'scene, Body<T>>;
        #[inline]
        fn deref(&self) -> &Self::Target {
            &self.0
        }
    }
    #[automatically_derived]
    impl<'scene, T: Copy> ::core::ops::DerefMut for Bodies<'scene, T>
    where
        Body<T>: Sized,
    {
        #[inline]
        fn deref_mut(&mut self) -> &mut Self::Target {
            &mut self.0
        }
    }
    #[automatically_derived]
    impl<'scene, T: Copy> ::core::fmt::Debug for Bodies<'scene, T>
    where
        Body<T>: Sized,
        ::arena::Soa<'scene, Body<T>>: ::core::fmt::Debug,
    {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::core::fmt::Debug::fmt(&self.0, f)
        }
    }
    #[automatically_derived]
    impl<'row, 'scene, T: Copy> ::core::iter::IntoIterator for &'row Bodies<'scene, T>
    where
        Body<T>: Sized,
    {
        type Item = <&'row ::arena::Soa<
            'scene,
            Body<T>,
        > as ::core::iter::IntoIterator>::Item;
        type IntoIter = <&'row ::arena::Soa<
            'scene,
            Body<T>,
        > as ::core::iter::IntoIterator>::IntoIter;
        #[inline]
        fn into_iter(self) -> Self::IntoIter {
            let this: &'row ::arena::Soa<'scene, Body<T>> = &self.0;
            ::core::iter::IntoIterator::into_iter(this)
        }
    }
    #[automatically_derived]
    impl<'row, 'scene, T: Copy> ::core::iter::IntoIterator
    for &'row mut Bodies<'scene, T>
    where
        Body<T>: Sized,
    {
        type Item = <&'row mut ::arena::Soa<
            'scene,
            Body<T>,
        > as ::core::iter::IntoIterator>::Item;
        type IntoIter = <&'row mut ::arena::Soa<
            'scene,
            Body<T>,
        > as ::core::iter::IntoIterator>::IntoIter;
        #[inline]
        fn into_iter(self) -> Self::IntoIter {
            let this: &'row mut ::arena::Soa<'scene, Body<T>> = &mut self.0;
            ::core::iter::IntoIterator::into_iter(this)
        }
    }
    #[automatically_derived]
    impl<'scene, T: Copy> ::arena::stores::JoinShared<'scene, Body<T>>
    for Bodies<'scene, T>
    where
        Body<T>: Sized,
    {
        type Member<'row> = &'row ::arena::Soa<'scene, Body<T>> where Self: 'row;
        fn shared(&self) -> Self::Member<'_> {
            &self.0
        }
    }
    #[automatically_derived]
    impl<'scene, T: Copy> ::arena::stores::Owners<'scene, Body<T>> for Bodies<'scene, T>
    where
        Body<T>: Sized,
    {
        fn owns(&self, key: ::arena::Key<'scene, Body<T>>) -> ::core::primitive::bool {
            self.0.contains(key)
        }
    }
    #[automatically_derived]
    impl<'scene, T: Copy> ::arena::stores::Store for Bodies<'scene, T>
    where
        Body<T>: Sized,
    {
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
        T: Copy,
        L: ::arena::Hosts<Body<T>, <Body<T> as ::arena::Resident>::Lifetime>,
    > ::arena::stores::MakeIn<'scene, L> for Bodies<'scene, T>
    where
        Body<T>: Sized,
    {
        fn try_make_in(
            scope: &::arena::Scope<'scene, L>,
            capacity: ::core::primitive::usize,
        ) -> ::core::result::Result<Self, ::arena::AllocError> {
            Self::try_with_capacity_in(scope, capacity)
        }
    }
    #[automatically_derived]
    impl<'scene, T: Copy> ::arena::stores::OwnCapacity for Bodies<'scene, T>
    where
        Body<T>: Sized,
    {
        const CAPACITY: ::core::primitive::usize = Self::CAPACITY;
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::core::clone::Clone for BodyRef<'row, T>
    where
        Body<T>: Sized,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::core::marker::Copy for BodyRef<'row, T>
    where
        Body<T>: Sized,
    {}
    #[automatically_derived]
    impl<'row, T: Copy> ::core::fmt::Debug for BodyRef<'row, T>
    where
        Body<T>: Sized,
        &'row [T; 3]: ::core::fmt::Debug,
        &'row Option<BodyKey<'static, T>>: ::core::fmt::Debug,
    {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut shown = ::core::fmt::Formatter::debug_struct(f, "BodyRef");
            ::core::fmt::DebugStruct::field(&mut shown, "position", &self.position);
            ::core::fmt::DebugStruct::field(&mut shown, "parent", &self.parent);
            ::core::fmt::DebugStruct::finish(&mut shown)
        }
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::core::fmt::Debug for BodyMut<'row, T>
    where
        Body<T>: Sized,
        &'row mut [T; 3]: ::core::fmt::Debug,
        &'row mut Option<BodyKey<'static, T>>: ::core::fmt::Debug,
    {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut shown = ::core::fmt::Formatter::debug_struct(f, "BodyMut");
            ::core::fmt::DebugStruct::field(&mut shown, "position", &self.position);
            ::core::fmt::DebugStruct::field(&mut shown, "parent", &self.parent);
            ::core::fmt::DebugStruct::finish(&mut shown)
        }
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::core::clone::Clone for BodyColumns<'row, T>
    where
        Body<T>: Sized,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::core::marker::Copy for BodyColumns<'row, T>
    where
        Body<T>: Sized,
    {}
    #[automatically_derived]
    impl<'row, T: Copy> ::core::fmt::Debug for BodyColumns<'row, T>
    where
        Body<T>: Sized,
        &'row [[T; 3]]: ::core::fmt::Debug,
        &'row [Option<BodyKey<'static, T>>]: ::core::fmt::Debug,
    {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut shown = ::core::fmt::Formatter::debug_struct(f, "BodyColumns");
            ::core::fmt::DebugStruct::field(&mut shown, "position", &self.position);
            ::core::fmt::DebugStruct::field(&mut shown, "parent", &self.parent);
            ::core::fmt::DebugStruct::finish(&mut shown)
        }
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::core::fmt::Debug for BodyColumnsMut<'row, T>
    where
        Body<T>: Sized,
        &'row mut [[T; 3]]: ::core::fmt::Debug,
        &'row mut [Option<BodyKey<'static, T>>]: ::core::fmt::Debug,
    {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut shown = ::core::fmt::Formatter::debug_struct(f, "BodyColumnsMut");
            ::core::fmt::DebugStruct::field(&mut shown, "position", &self.position);
            ::core::fmt::DebugStruct::field(&mut shown, "parent", &self.parent);
            ::core::fmt::DebugStruct::finish(&mut shown)
        }
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::core::convert::From<BodyMut<'row, T>> for BodyRef<'row, T>
    where
        Body<T>: Sized,
    {
        #[inline]
        fn from(row: BodyMut<'row, T>) -> Self {
            let BodyMut { position: field_0, parent: field_1, .. } = row;
            BodyRef {
                position: field_0,
                parent: field_1,
                skipped: ::core::marker::PhantomData,
            }
        }
    }
    #[allow(missing_debug_implementations, reason = "nobody can name it")]
    pub struct Table<'id, T: Copy>(
        ::arena::__private::Table<
            'id,
            ([T; 3], (Option<BodyKey<'static, T>>, (Box<Body<T>>, ()))),
        >,
    )
    where
        Body<T>: Sized;
    #[allow(missing_debug_implementations, reason = "nobody can name it")]
    pub struct Rows<'row, T: Copy>(
        ::arena::__private::Rows<
            'row,
            ([T; 3], (Option<BodyKey<'static, T>>, (Box<Body<T>>, ()))),
        >,
    )
    where
        Body<T>: Sized;
    #[allow(missing_debug_implementations, reason = "nobody can name it")]
    pub struct RowsMut<'row, T: Copy>(
        ::arena::__private::RowsMut<
            'row,
            ([T; 3], (Option<BodyKey<'static, T>>, (Box<Body<T>>, ()))),
        >,
    )
    where
        Body<T>: Sized;
    #[automatically_derived]
    impl<'row, T: Copy> ::core::clone::Clone for Rows<'row, T>
    where
        Body<T>: Sized,
    {
        #[inline]
        fn clone(&self) -> Self {
            Self(::core::clone::Clone::clone(&self.0))
        }
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::core::iter::Iterator for Rows<'row, T>
    where
        Body<T>: Sized,
    {
        type Item = BodyRef<'row, T>;
        #[inline(always)]
        fn next(&mut self) -> ::core::option::Option<Self::Item> {
            ::core::option::Option::map(
                ::core::iter::Iterator::next(&mut self.0),
                <Body<
                    T,
                > as ::arena::__private::SoaFields<
                    ([T; 3], (Option<BodyKey<'static, T>>, (Box<Body<T>>, ()))),
                >>::view,
            )
        }
        #[inline]
        fn size_hint(
            &self,
        ) -> (
            ::core::primitive::usize,
            ::core::option::Option<::core::primitive::usize>,
        ) {
            ::core::iter::Iterator::size_hint(&self.0)
        }
        #[inline(always)]
        fn fold<A, F>(self, state: A, mut f: F) -> A
        where
            F: ::core::ops::FnMut(A, Self::Item) -> A,
        {
            ::core::iter::Iterator::fold(
                self.0,
                state,
                |state, fields| f(
                    state,
                    <Body<
                        T,
                    > as ::arena::__private::SoaFields<
                        ([T; 3], (Option<BodyKey<'static, T>>, (Box<Body<T>>, ()))),
                    >>::view(fields),
                ),
            )
        }
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::core::iter::DoubleEndedIterator for Rows<'row, T>
    where
        Body<T>: Sized,
    {
        #[inline(always)]
        fn next_back(&mut self) -> ::core::option::Option<Self::Item> {
            ::core::option::Option::map(
                ::core::iter::DoubleEndedIterator::next_back(&mut self.0),
                <Body<
                    T,
                > as ::arena::__private::SoaFields<
                    ([T; 3], (Option<BodyKey<'static, T>>, (Box<Body<T>>, ()))),
                >>::view,
            )
        }
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::core::iter::ExactSizeIterator for Rows<'row, T>
    where
        Body<T>: Sized,
    {}
    #[automatically_derived]
    impl<'row, T: Copy> ::core::iter::FusedIterator for Rows<'row, T>
    where
        Body<T>: Sized,
    {}
    #[automatically_derived]
    impl<'row, T: Copy> ::core::iter::Iterator for RowsMut<'row, T>
    where
        Body<T>: Sized,
    {
        type Item = BodyMut<'row, T>;
        #[inline(always)]
        fn next(&mut self) -> ::core::option::Option<Self::Item> {
            ::core::option::Option::map(
                ::core::iter::Iterator::next(&mut self.0),
                <Body<
                    T,
                > as ::arena::__private::SoaFields<
                    ([T; 3], (Option<BodyKey<'static, T>>, (Box<Body<T>>, ()))),
                >>::view_mut,
            )
        }
        #[inline]
        fn size_hint(
            &self,
        ) -> (
            ::core::primitive::usize,
            ::core::option::Option<::core::primitive::usize>,
        ) {
            ::core::iter::Iterator::size_hint(&self.0)
        }
        #[inline(always)]
        fn fold<A, F>(self, state: A, mut f: F) -> A
        where
            F: ::core::ops::FnMut(A, Self::Item) -> A,
        {
            ::core::iter::Iterator::fold(
                self.0,
                state,
                |state, fields| f(
                    state,
                    <Body<
                        T,
                    > as ::arena::__private::SoaFields<
                        ([T; 3], (Option<BodyKey<'static, T>>, (Box<Body<T>>, ()))),
                    >>::view_mut(fields),
                ),
            )
        }
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::core::iter::DoubleEndedIterator for RowsMut<'row, T>
    where
        Body<T>: Sized,
    {
        #[inline(always)]
        fn next_back(&mut self) -> ::core::option::Option<Self::Item> {
            ::core::option::Option::map(
                ::core::iter::DoubleEndedIterator::next_back(&mut self.0),
                <Body<
                    T,
                > as ::arena::__private::SoaFields<
                    ([T; 3], (Option<BodyKey<'static, T>>, (Box<Body<T>>, ()))),
                >>::view_mut,
            )
        }
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::core::iter::ExactSizeIterator for RowsMut<'row, T>
    where
        Body<T>: Sized,
    {}
    #[automatically_derived]
    impl<'row, T: Copy> ::core::iter::FusedIterator for RowsMut<'row, T>
    where
        Body<T>: Sized,
    {}
    #[automatically_derived]
    impl<
        T: Copy,
    > ::arena::__private::SoaFields<
        ([T; 3], (Option<BodyKey<'static, T>>, (Box<Body<T>>, ()))),
    > for Body<T>
    where
        Body<T>: Sized,
    {
        #[inline(always)]
        fn split(self) -> ([T; 3], (Option<BodyKey<'static, T>>, (Box<Body<T>>, ()))) {
            let Self { position: field_0, parent: field_1, name: field_2 } = self;
            (field_0, (field_1, (field_2, ())))
        }
        #[inline(always)]
        fn join(
            fields: ([T; 3], (Option<BodyKey<'static, T>>, (Box<Body<T>>, ()))),
        ) -> Self {
            let (field_0, (field_1, (field_2, ()))) = fields;
            Self {
                position: field_0,
                parent: field_1,
                name: field_2,
            }
        }
        #[inline(always)]
        fn view<'row>(
            fields: <(
                [T; 3],
                (Option<BodyKey<'static, T>>, (Box<Body<T>>, ())),
            ) as ::arena::__private::ColumnViews<'row>>::Refs,
        ) -> ::arena::soa::RefOf<'row, Self> {
            let (field_0, (field_1, (_, ()))) = fields;
            BodyRef {
                position: field_0,
                parent: field_1,
                skipped: ::core::marker::PhantomData,
            }
        }
        #[inline(always)]
        fn view_mut<'row>(
            fields: <(
                [T; 3],
                (Option<BodyKey<'static, T>>, (Box<Body<T>>, ())),
            ) as ::arena::__private::ColumnViews<'row>>::Muts,
        ) -> ::arena::soa::MutOf<'row, Self> {
            let (field_0, (field_1, (_, ()))) = fields;
            BodyMut {
                position: field_0,
                parent: field_1,
                skipped: ::core::marker::PhantomData,
            }
        }
        #[inline(always)]
        fn slices<'row>(
            fields: <(
                [T; 3],
                (Option<BodyKey<'static, T>>, (Box<Body<T>>, ())),
            ) as ::arena::__private::ColumnViews<'row>>::Slices,
        ) -> ::arena::soa::SlicesOf<'row, Self> {
            let (field_0, (field_1, (_, ()))) = fields;
            BodyColumns {
                position: field_0,
                parent: field_1,
                skipped: ::core::marker::PhantomData,
            }
        }
        #[inline(always)]
        fn slices_mut<'row>(
            fields: <(
                [T; 3],
                (Option<BodyKey<'static, T>>, (Box<Body<T>>, ())),
            ) as ::arena::__private::ColumnViews<'row>>::SlicesMut,
        ) -> ::arena::soa::SlicesMutOf<'row, Self> {
            let (field_0, (field_1, (_, ()))) = fields;
            BodyColumnsMut {
                position: field_0,
                parent: field_1,
                skipped: ::core::marker::PhantomData,
            }
        }
    }
    #[automatically_derived]
    impl<'row, T: Copy> ::arena::soa::SoaViews<'row> for Body<T>
    where
        Body<T>: Sized,
    {
        type Ref = BodyRef<'row, T>;
        type Mut = BodyMut<'row, T>;
        type Slices = BodyColumns<'row, T>;
        type SlicesMut = BodyColumnsMut<'row, T>;
        type Rows = Rows<'row, T>;
        type RowsMut = RowsMut<'row, T>;
    }
    #[automatically_derived]
    impl<T: Copy> ::arena::SoaRow for Body<T>
    where
        Body<T>: Sized,
    {
        type Table<'id> = Table<'id, T>;
        #[inline]
        fn make<'id>(
            room: ::arena::__private::Room<'_, 'id>,
        ) -> ::core::result::Result<Self::Table<'id>, ::arena::AllocError> {
            ::core::result::Result::map(::arena::__private::Room::table(room), Table)
        }
        #[inline(always)]
        fn keys<'row>(table: &'row Self::Table<'_>) -> &'row ::arena::__private::Dense {
            ::arena::__private::Table::keys(&table.0)
        }
        #[inline(always)]
        fn read<'row, V>(table: &'row Self::Table<'_>, visit: V) -> V::Output
        where
            V: ::arena::__private::Read<'row, Self>,
        {
            ::arena::__private::Read::visit(visit, &table.0)
        }
        #[inline(always)]
        fn write<'row, V>(table: &'row mut Self::Table<'_>, visit: V) -> V::Output
        where
            V: ::arena::__private::Write<'row, Self>,
        {
            ::arena::__private::Write::visit(visit, &mut table.0)
        }
        #[inline(always)]
        fn rows<'row>(table: &'row Self::Table<'_>) -> ::arena::soa::RowsOf<'row, Self> {
            Rows(::arena::__private::Table::rows(&table.0))
        }
        #[inline(always)]
        fn rows_mut<'row>(
            table: &'row mut Self::Table<'_>,
        ) -> (::arena::__private::Names<'row>, ::arena::soa::RowsMutOf<'row, Self>) {
            let (names, table) = ::arena::__private::Table::rows_mut(&mut table.0);
            (names, RowsMut(table))
        }
    }
};
