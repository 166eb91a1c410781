const _: () = {
    const _: () = ::core::assert!(
        ! ::core::mem::needs_drop:: < Pair > () || ::core::mem::needs_drop:: < u8 > () ||
        ::core::mem::needs_drop:: < u16 > (),
        "`Pair` implements `Drop`, but a store of columns takes its values apart, and so never drops one as a whole: remove its `impl Drop`, or keep each value in one piece with `store = pool`"
    );
    #[automatically_derived]
    impl ::arena::Resident for Pair {
        type Lifetime = ::arena::lifetime::Scene;
        const NAME: &'static ::core::primitive::str = "Pair";
        #[inline]
        fn tag() -> &'static ::arena::TagInfo {
            ::arena::Tag::info(&Physics)
        }
    }
    impl Pair {
        /// Moves this `Pair` into the scope. The bytes are counted under the tag of the type.
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
        /// Moves this `Pair` into the scope. The bytes are counted under the tag of the type.
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
        /// Moves this `Pair` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
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
        /// Moves this `Pair` into the scope and returns a handle to it. The bytes are counted under the tag of the type.
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
        /// Moves each `Pair` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
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
        /// Moves each `Pair` of `values` into the scope, one after another. The bytes are counted under the tag of the type.
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
        /// Makes `Pair` of its fields in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room left; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn new_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
            field_0: u8,
            field_1: u16,
        ) -> &'id mut Self
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::alloc_in(scope, Self { 0: field_0, 1: field_1 })
        }
        /// Makes `Pair` of its fields in the scope. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// If the arena has no room left, the value comes back in the error.
        #[inline]
        fn try_new_in<'id, L>(
            scope: &::arena::Scope<'id, L>,
            field_0: u8,
            field_1: u16,
        ) -> ::core::result::Result<&'id mut Self, ::arena::Full<Self>>
        where
            L: ::arena::Hosts<Self, <Self as ::arena::Resident>::Lifetime>,
        {
            ::arena::__private::try_alloc_in(scope, Self { 0: field_0, 1: field_1 })
        }
    }
};
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// Names a `Pair` in its store.
type PairKey<'scene> = ::arena::Key<'scene, Pair>;
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// A store of `Pair`: a column for each field, and rows found by their keys.
///
/// It derefs to the store of the library, which has the methods.
struct PairStore<'scene>(::arena::Soa<'scene, Pair>);
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// References to the fields of a `Pair` in its store.
struct PairRef<'row>(
    /// The `0` of a `Pair`.
    pub(crate) &'row u8,
    /// The `1` of a `Pair`.
    &'row u16,
);
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// References to the fields of a `Pair` in its store, to change them.
struct PairMut<'row>(
    /// The `0` of a `Pair`.
    pub(crate) &'row mut u8,
    /// The `1` of a `Pair`.
    &'row mut u16,
);
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// The columns of a store of `Pair`, in the order of its rows.
struct PairColumns<'row>(
    /// The `0` of each `Pair`.
    pub(crate) &'row [u8],
    /// The `1` of each `Pair`.
    &'row [u16],
);
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
/// The columns of a store of `Pair`, to change them, several at once.
struct PairColumnsMut<'row>(
    /// The `0` of each `Pair`.
    pub(crate) &'row mut [u8],
    /// The `1` of each `Pair`.
    &'row mut [u16],
);
#[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")]
const _: () = {
    impl<'scene> PairStore<'scene> {
        /// For how many values of `Pair` `new_in` makes room.
        const CAPACITY: ::core::primitive::usize = 16_384;
        /// Makes a store in the scope, with room for `CAPACITY` values. The bytes are counted under the tag of the type.
        ///
        /// # Panics
        ///
        /// Panics if the arena has no room for the capacity; the `try_` twin does not.
        #[inline]
        #[track_caller]
        fn new_in<L>(scope: &::arena::Scope<'scene, L>) -> Self
        where
            L: ::arena::Hosts<Pair, <Pair as ::arena::Resident>::Lifetime>,
        {
            Self::with_capacity_in(scope, Self::CAPACITY)
        }
        /// Makes a store in the scope, with room for `CAPACITY` values. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// Returns an error if the arena has no room for the capacity.
        #[inline]
        fn try_new_in<L>(
            scope: &::arena::Scope<'scene, L>,
        ) -> ::core::result::Result<Self, ::arena::AllocError>
        where
            L: ::arena::Hosts<Pair, <Pair as ::arena::Resident>::Lifetime>,
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
        fn with_capacity_in<L>(
            scope: &::arena::Scope<'scene, L>,
            capacity: ::core::primitive::usize,
        ) -> Self
        where
            L: ::arena::Hosts<Pair, <Pair as ::arena::Resident>::Lifetime>,
        {
            Self(::arena::__private::soa_in(scope, capacity))
        }
        /// Makes a store in the scope, with room for `capacity` values. The bytes are counted under the tag of the type.
        ///
        /// # Errors
        ///
        /// Returns an error if the arena has no room for the capacity.
        #[inline]
        fn try_with_capacity_in<L>(
            scope: &::arena::Scope<'scene, L>,
            capacity: ::core::primitive::usize,
        ) -> ::core::result::Result<Self, ::arena::AllocError>
        where
            L: ::arena::Hosts<Pair, <Pair as ::arena::Resident>::Lifetime>,
        {
            ::core::result::Result::map(
                ::arena::__private::try_soa_in(scope, capacity),
                Self,
            )
        }
        /// The column of `0`: that of each `Pair`, in the order of the rows.
        #[inline(always)]
        #[must_use]
        fn column_0(&self) -> &[u8] {
            ::arena::Soa::columns(&self.0).0
        }
        /// The column of `0`, to be changed. `columns_mut` gives several at once.
        #[inline(always)]
        #[must_use]
        fn column_0_mut(&mut self) -> &mut [u8] {
            ::arena::Soa::columns_mut(&mut self.0).0
        }
        /// The column of `1`: that of each `Pair`, in the order of the rows.
        #[inline(always)]
        #[must_use]
        fn column_1(&self) -> &[u16] {
            ::arena::Soa::columns(&self.0).1
        }
        /// The column of `1`, to be changed. `columns_mut` gives several at once.
        #[inline(always)]
        #[must_use]
        fn column_1_mut(&mut self) -> &mut [u16] {
            ::arena::Soa::columns_mut(&mut self.0).1
        }
    }
    #[automatically_derived]
    impl<'scene> ::core::ops::Deref for PairStore<'scene> {
        type Target = ::arena::Soa<'scene, Pair>;
        #[inline]
        fn deref(&self) -> &Self::Target {
            &self.0
        }
    }
    #[automatically_derived]
    impl<'scene> ::core::ops::DerefMut for PairStore<'scene> {
        #[inline]
        fn deref_mut(&mut self) -> &mut Self::Target {
            &mut self.0
        }
    }
    #[automatically_derived]
    impl<'scene> ::core::fmt::Debug for PairStore<'scene>
    where
        ::arena::Soa<'scene, Pair>: ::core::fmt::Debug,
    {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::core::fmt::Debug::fmt(&self.0, f)
        }
    }
    #[automatically_derived]
    impl<'row, 'scene> ::core::iter::IntoIterator for &'row PairStore<'scene> {
        type Item = <&'row ::arena::Soa<
            'scene,
            Pair,
        > as ::core::iter::IntoIterator>::Item;
        type IntoIter = <&'row ::arena::Soa<
            'scene,
            Pair,
        > as ::core::iter::IntoIterator>::IntoIter;
        #[inline]
        fn into_iter(self) -> Self::IntoIter {
            let this: &'row ::arena::Soa<'scene, Pair> = &self.0;
            ::core::iter::IntoIterator::into_iter(this)
        }
    }
    #[automatically_derived]
    impl<'row, 'scene> ::core::iter::IntoIterator for &'row mut PairStore<'scene> {
        type Item = <&'row mut ::arena::Soa<
            'scene,
            Pair,
        > as ::core::iter::IntoIterator>::Item;
        type IntoIter = <&'row mut ::arena::Soa<
            'scene,
            Pair,
        > as ::core::iter::IntoIterator>::IntoIter;
        #[inline]
        fn into_iter(self) -> Self::IntoIter {
            let this: &'row mut ::arena::Soa<'scene, Pair> = &mut self.0;
            ::core::iter::IntoIterator::into_iter(this)
        }
    }
    #[automatically_derived]
    impl<'scene> ::arena::stores::JoinShared<'scene, Pair> for PairStore<'scene> {
        type Member<'row> = &'row ::arena::Soa<'scene, Pair> where Self: 'row;
        fn shared(&self) -> Self::Member<'_> {
            &self.0
        }
    }
    #[automatically_derived]
    impl<'scene> ::arena::stores::Owners<'scene, Pair> for PairStore<'scene> {
        fn owns(&self, key: ::arena::Key<'scene, Pair>) -> ::core::primitive::bool {
            self.0.contains(key)
        }
    }
    #[automatically_derived]
    impl<'scene> ::arena::stores::Store for PairStore<'scene> {
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
        L: ::arena::Hosts<Pair, <Pair as ::arena::Resident>::Lifetime>,
    > ::arena::stores::MakeIn<'scene, L> for PairStore<'scene> {
        fn try_make_in(
            scope: &::arena::Scope<'scene, L>,
            capacity: ::core::primitive::usize,
        ) -> ::core::result::Result<Self, ::arena::AllocError> {
            Self::try_with_capacity_in(scope, capacity)
        }
    }
    #[automatically_derived]
    impl<'scene> ::arena::stores::OwnCapacity for PairStore<'scene> {
        const CAPACITY: ::core::primitive::usize = Self::CAPACITY;
    }
    #[automatically_derived]
    impl<'row> ::core::clone::Clone for PairRef<'row> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'row> ::core::marker::Copy for PairRef<'row> {}
    #[automatically_derived]
    impl<'row> ::core::fmt::Debug for PairRef<'row>
    where
        &'row u8: ::core::fmt::Debug,
        &'row u16: ::core::fmt::Debug,
    {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut shown = ::core::fmt::Formatter::debug_tuple(f, "PairRef");
            ::core::fmt::DebugTuple::field(&mut shown, &self.0);
            ::core::fmt::DebugTuple::field(&mut shown, &self.1);
            ::core::fmt::DebugTuple::finish(&mut shown)
        }
    }
    #[automatically_derived]
    impl<'row> ::core::fmt::Debug for PairMut<'row>
    where
        &'row mut u8: ::core::fmt::Debug,
        &'row mut u16: ::core::fmt::Debug,
    {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut shown = ::core::fmt::Formatter::debug_tuple(f, "PairMut");
            ::core::fmt::DebugTuple::field(&mut shown, &self.0);
            ::core::fmt::DebugTuple::field(&mut shown, &self.1);
            ::core::fmt::DebugTuple::finish(&mut shown)
        }
    }
    #[automatically_derived]
    impl<'row> ::core::clone::Clone for PairColumns<'row> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'row> ::core::marker::Copy for PairColumns<'row> {}
    #[automatically_derived]
    impl<'row> ::core::fmt::Debug for PairColumns<'row>
    where
        &'row [u8]: ::core::fmt::Debug,
        &'row [u16]: ::core::fmt::Debug,
    {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut shown = ::core::fmt::Formatter::debug_tuple(f, "PairColumns");
            ::core::fmt::DebugTuple::field(&mut shown, &self.0);
            ::core::fmt::DebugTuple::field(&mut shown, &self.1);
            ::core::fmt::DebugTuple::finish(&mut shown)
        }
    }
    #[automatically_derived]
    impl<'row> ::core::fmt::Debug for PairColumnsMut<'row>
    where
        &'row mut [u8]: ::core::fmt::Debug,
        &'row mut [u16]: ::core::fmt::Debug,
    {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut shown = ::core::fmt::Formatter::debug_tuple(f, "PairColumnsMut");
            ::core::fmt::DebugTuple::field(&mut shown, &self.0);
            ::core::fmt::DebugTuple::field(&mut shown, &self.1);
            ::core::fmt::DebugTuple::finish(&mut shown)
        }
    }
    #[automatically_derived]
    impl<'row> ::core::convert::From<PairMut<'row>> for PairRef<'row> {
        #[inline]
        fn from(row: PairMut<'row>) -> Self {
            let PairMut { 0: field_0, 1: field_1, .. } = row;
            PairRef { 0: field_0, 1: field_1 }
        }
    }
    #[allow(missing_debug_implementations, reason = "nobody can name it")]
    struct Table<'id>(::arena::__private::Table<'id, (u8, (u16, ()))>);
    #[allow(missing_debug_implementations, reason = "nobody can name it")]
    struct Rows<'row>(::arena::__private::Rows<'row, (u8, (u16, ()))>);
    #[allow(missing_debug_implementations, reason = "nobody can name it")]
    struct RowsMut<'row>(::arena::__private::RowsMut<'row, (u8, (u16, ()))>);
    #[automatically_derived]
    impl<'row> ::core::clone::Clone for Rows<'row> {
        #[inline]
        fn clone(&self) -> Self {
            Self(::core::clone::Clone::clone(&self.0))
        }
    }
    #[automatically_derived]
    impl<'row> ::core::iter::Iterator for Rows<'row> {
        type Item = PairRef<'row>;
        #[inline(always)]
        fn next(&mut self) -> ::core::option::Option<Self::Item> {
            ::core::option::Option::map(
                ::core::iter::Iterator::next(&mut self.0),
                <Pair as ::arena::__private::SoaFields<(u8, (u16, ()))>>::view,
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
                    <Pair as ::arena::__private::SoaFields<
                        (u8, (u16, ())),
                    >>::view(fields),
                ),
            )
        }
    }
    #[automatically_derived]
    impl<'row> ::core::iter::DoubleEndedIterator for Rows<'row> {
        #[inline(always)]
        fn next_back(&mut self) -> ::core::option::Option<Self::Item> {
            ::core::option::Option::map(
                ::core::iter::DoubleEndedIterator::next_back(&mut self.0),
                <Pair as ::arena::__private::SoaFields<(u8, (u16, ()))>>::view,
            )
        }
    }
    #[automatically_derived]
    impl<'row> ::core::iter::ExactSizeIterator for Rows<'row> {}
    #[automatically_derived]
    impl<'row> ::core::iter::FusedIterator for Rows<'row> {}
    #[automatically_derived]
    impl<'row> ::core::iter::Iterator for RowsMut<'row> {
        type Item = PairMut<'row>;
        #[inline(always)]
        fn next(&mut self) -> ::core::option::Option<Self::Item> {
            ::core::option::Option::map(
                ::core::iter::Iterator::next(&mut self.0),
                <Pair as ::arena::__private::SoaFields<(u8, (u16, ()))>>::view_mut,
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
                    <Pair as ::arena::__private::SoaFields<
                        (u8, (u16, ())),
                    >>::view_mut(fields),
                ),
            )
        }
    }
    #[automatically_derived]
    impl<'row> ::core::iter::DoubleEndedIterator for RowsMut<'row> {
        #[inline(always)]
        fn next_back(&mut self) -> ::core::option::Option<Self::Item> {
            ::core::option::Option::map(
                ::core::iter::DoubleEndedIterator::next_back(&mut self.0),
                <Pair as ::arena::__private::SoaFields<(u8, (u16, ()))>>::view_mut,
            )
        }
    }
    #[automatically_derived]
    impl<'row> ::core::iter::ExactSizeIterator for RowsMut<'row> {}
    #[automatically_derived]
    impl<'row> ::core::iter::FusedIterator for RowsMut<'row> {}
    #[automatically_derived]
    impl ::arena::__private::SoaFields<(u8, (u16, ()))> for Pair {
        #[inline(always)]
        fn split(self) -> (u8, (u16, ())) {
            let Self { 0: field_0, 1: field_1 } = self;
            (field_0, (field_1, ()))
        }
        #[inline(always)]
        fn join(fields: (u8, (u16, ()))) -> Self {
            let (field_0, (field_1, ())) = fields;
            Self { 0: field_0, 1: field_1 }
        }
        #[inline(always)]
        fn view<'row>(
            fields: <(u8, (u16, ())) as ::arena::__private::ColumnViews<'row>>::Refs,
        ) -> ::arena::soa::RefOf<'row, Self> {
            let (field_0, (field_1, ())) = fields;
            PairRef { 0: field_0, 1: field_1 }
        }
        #[inline(always)]
        fn view_mut<'row>(
            fields: <(u8, (u16, ())) as ::arena::__private::ColumnViews<'row>>::Muts,
        ) -> ::arena::soa::MutOf<'row, Self> {
            let (field_0, (field_1, ())) = fields;
            PairMut { 0: field_0, 1: field_1 }
        }
        #[inline(always)]
        fn slices<'row>(
            fields: <(u8, (u16, ())) as ::arena::__private::ColumnViews<'row>>::Slices,
        ) -> ::arena::soa::SlicesOf<'row, Self> {
            let (field_0, (field_1, ())) = fields;
            PairColumns {
                0: field_0,
                1: field_1,
            }
        }
        #[inline(always)]
        fn slices_mut<'row>(
            fields: <(u8, (u16, ())) as ::arena::__private::ColumnViews<'row>>::SlicesMut,
        ) -> ::arena::soa::SlicesMutOf<'row, Self> {
            let (field_0, (field_1, ())) = fields;
            PairColumnsMut {
                0: field_0,
                1: field_1,
            }
        }
    }
    #[automatically_derived]
    impl<'row> ::arena::soa::SoaViews<'row> for Pair {
        type Ref = PairRef<'row>;
        type Mut = PairMut<'row>;
        type Slices = PairColumns<'row>;
        type SlicesMut = PairColumnsMut<'row>;
        type Rows = Rows<'row>;
        type RowsMut = RowsMut<'row>;
    }
    #[automatically_derived]
    impl ::arena::SoaRow for Pair {
        type Table<'id> = Table<'id>;
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
