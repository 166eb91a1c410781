//! `join`: several stores at once, by the keys that are in all of them.
//!
//! # Why no two references are to one value
//!
//! A join takes a reference to each store, so the borrow checker has seen to it already that a store
//! of which values are changed occurs once, and is not used otherwise while the join lasts. What is
//! left to show is that a join gives out each value of such a store once:
//!
//! 1. The smallest store *drives*: it gives keys, and no two of them are of the same slot. (A pool
//!    walks its slots upwards. Components have a slot in one name at most, and the names are gone
//!    through once. The positions of a [`Dense`] have different slots. What a `Soa` says that its
//!    `Dense` is may be a lie, so it is asked once, when the join begins.)
//! 2. A store finds a value by slot, and values of different slots lie in different places.
//! 3. What says where values are (bitmaps, generations, names, entries) is memory of its own, which
//!    nobody writes while the stores are borrowed.
//!
//! So the references to values may last as long as the borrows of the stores, while the join goes on
//! reading what 3 lists. Nothing here relies on keys that a user made: the drivers' are their own.

use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::ptr::NonNull;

use super::dense::Dense;
use super::key::Name;
use super::pool_iter::Live;
use super::slots::Slots;
use super::sparse::{Entry, Sparse};
use super::{Components, Key, OwnCapacity, Pool, RefOf, Soa, SoaRow};

/// Goes through the values of two to six stores that have the same key.
///
/// It takes a tuple of references to [`Components`] of one kind of key, and to the [`Pool`] or [`Soa`] of the
/// keys; values of a `&mut` can be changed. (The rows of a `Soa` cannot: a join of `&soa` gives views to
/// read.) The smallest of them decides the order and the cost: for
/// each key in it the others are asked, until one has no value for it.
///
/// ```
/// # #[cfg(feature = "std")] {
/// use arena_core::join;
///
/// struct Ship { name: &'static str }
/// struct Fuel(u32);
/// struct Cargo(u32);
/// # let mut arena = arena_core::SceneArena::reserve("scene", 1 << 20).unwrap();
///
/// arena.scope(|scene| {
///     let mut ships = scene.pool::<Ship>(100);
///     let mut fuel = scene.components(100);
///     let mut cargo = scene.components(100);
///     for (name, load) in [("Anna", Some(7)), ("Berta", None), ("Clara", Some(2))] {
///         let ship = ships.insert(Ship { name });
///         fuel.insert(ship, Fuel(10));
///         if let Some(load) = load {
///             cargo.insert(ship, Cargo(load));
///         }
///     }
///     for (_, (fuel, cargo)) in join((&mut fuel, &cargo)) {
///         fuel.0 -= cargo.0;
///     }
///     let left: Vec<_> = join((&ships, &fuel)).map(|(_, (ship, fuel))| (ship.name, fuel.0)).collect();
///     assert_eq!(left, [("Anna", 3), ("Berta", 10), ("Clara", 8)]);
/// });
/// # }
/// ```
///
/// A store that is changed cannot occur twice:
///
/// ```compile_fail,E0499
/// # use arena_core::{Components, join};
/// # fn twice<'id>(fuel: &mut Components<'id, u8, u32>) {
/// for (_, (a, b)) in join((&mut *fuel, &mut *fuel)) {
///     core::mem::swap(a, b);
/// }
/// # }
/// ```
///
/// A component whose owner is dead is shown, unless the store of the keys takes part; see
/// [`Components`].
pub fn join<'id, K, S: JoinTuple<'id, K>>(stores: S) -> Join<'id, K, S> {
    let (access, driver) = stores.open();
    Join { access, driver, walk: S::walk(&access, driver), keys: PhantomData }
}

/// The values of several stores by key; [`join`] makes it.
pub struct Join<'id, K, S: JoinTuple<'id, K>> {
    access: S::Access,
    /// Which of the stores gives the keys.
    driver: usize,
    walk: Walk,
    keys: PhantomData<Key<'id, K>>,
}

/// How far a driver has come.
#[derive(Debug, Clone, Copy)]
#[doc(hidden)]
pub struct Walk {
    live: Option<Live>,
    position: usize,
    /// Keys that are left.
    left: usize,
}

mod sealed {
    /// Keeps the traits of this file from being implemented elsewhere.
    pub trait Sealed<'id, K> {}
}

/// A store that takes part in a [`join`]: a reference to [`Components`], to a [`Pool`] or [`Soa`], or to one
/// with a name of its own, as the derive generates it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot take part in a join over the keys of `{K}`",
    note = "a join takes references to `Components<'id, K, _>` and to the `Pool<'id, K>` or `Soa<'id, K>` of the keys, \
            all with the same `K`; the rows of a `Soa` are read only"
)]
pub trait JoinMember<'id, K>: sealed::Sealed<'id, K> {
    /// What the join gives of this store for each key.
    type Item;
    #[doc(hidden)]
    type Access: Copy;
    /// Where a value is.
    #[doc(hidden)]
    type Found;

    /// What the join reads.
    #[doc(hidden)]
    fn open(self) -> Self::Access;

    /// Where to begin going through the keys.
    #[doc(hidden)]
    fn walk(access: &Self::Access) -> Walk;

    /// The next key.
    #[doc(hidden)]
    fn step(access: &Self::Access, walk: &mut Walk) -> Option<Name>;

    /// Whether there is a value for this key, and where.
    #[doc(hidden)]
    fn find(access: &Self::Access, name: Name) -> Option<Self::Found>;

    /// Makes what `find` found the item.
    ///
    /// # Safety
    ///
    /// It was found in the store that was opened, whose borrow lasts; and if that is an exclusive
    /// one, this is called once for each value.
    #[doc(hidden)]
    unsafe fn item(access: &Self::Access, found: Self::Found) -> Self::Item;
}

/// A store with a name of its own that takes part in a join by `&store`. The derive implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot take part in a join over the keys of `{K}`",
    note = "a join takes references to `Components<'id, K, _>` and to the `Pool<'id, K>` or `Soa<'id, K>` of the keys, \
            all with the same `K`; the rows of a `Soa` are read only"
)]
pub trait JoinShared<'id, K>: OwnCapacity {
    /// What it takes part as.
    type Member<'a>: JoinMember<'id, K>
    where
        Self: 'a;

    /// The store it is made of.
    fn shared(&self) -> Self::Member<'_>;
}

/// A store with a name of its own that takes part in a join by `&mut store`. The derive implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot take part in a join over the keys of `{K}`",
    note = "a join takes references to `Components<'id, K, _>` and to the `Pool<'id, K>` or `Soa<'id, K>` of the keys, \
            all with the same `K`; the rows of a `Soa` are read only"
)]
pub trait JoinExclusive<'id, K>: OwnCapacity {
    /// What it takes part as.
    type Member<'a>: JoinMember<'id, K>
    where
        Self: 'a;

    /// The store it is made of.
    fn exclusive(&mut self) -> Self::Member<'_>;
}

/// What is read of components during a join.
#[doc(hidden)]
#[derive(Debug)]
pub struct ComponentsAccess<'a, T> {
    entries: &'a [Entry],
    names: &'a [Name],
    /// Also keeps the join on its thread, whatever `T` is.
    values: NonNull<T>,
}

impl<T> Clone for ComponentsAccess<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ComponentsAccess<'_, T> {}

impl<'a, T> ComponentsAccess<'a, T> {
    fn new(sparse: &'a Sparse<T>) -> Self {
        Self { entries: sparse.entries(), names: sparse.names(), values: sparse.values().cast() }
    }
}

/// What is read of a pool during a join.
#[doc(hidden)]
#[derive(Debug)]
pub struct PoolAccess<'a, T> {
    slots: &'a Slots<T>,
    /// Keeps the join on its thread, whatever `T` is.
    thread: PhantomData<NonNull<T>>,
}

impl<T> Clone for PoolAccess<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for PoolAccess<'_, T> {}

/// What is read of a `Soa` during a join.
#[doc(hidden)]
pub struct SoaAccess<'a, 'id, T: SoaRow> {
    soa: &'a Soa<'id, T>,
    names: &'a Dense,
}

impl<T: SoaRow> Clone for SoaAccess<'_, '_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: SoaRow> Copy for SoaAccess<'_, '_, T> {}

impl<T: SoaRow> fmt::Debug for SoaAccess<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SoaAccess").field("len", &self.names.len()).finish()
    }
}

macro_rules! member {
    ($a:lifetime, [$($reference:tt)*], $as:ident, $Named:ident::$member:ident) => {
        impl<$a, 'id, K, T> sealed::Sealed<'id, K> for $($reference)* Components<'id, K, T> {}
        impl<$a, 'id, T> sealed::Sealed<'id, T> for $($reference)* Pool<'id, T> {}
        impl<$a, 'id, K, S: OwnCapacity + $Named<'id, K>> sealed::Sealed<'id, K> for $($reference)* S {}

        impl<$a, 'id, K, T> JoinMember<'id, K> for $($reference)* Components<'id, K, T> {
            type Item = $($reference)* T;
            type Access = ComponentsAccess<$a, T>;
            type Found = NonNull<T>;

            fn open(self) -> Self::Access {
                ComponentsAccess::new(self.sparse())
            }

            fn walk(access: &Self::Access) -> Walk {
                Walk { live: None, position: 0, left: access.names.len() }
            }

            #[inline(always)]
            fn step(access: &Self::Access, walk: &mut Walk) -> Option<Name> {
                let name = access.names.get(walk.position)?;
                walk.position += 1;
                walk.left -= 1;
                Some(*name)
            }

            #[inline(always)]
            fn find(access: &Self::Access, name: Name) -> Option<NonNull<T>> {
                Sparse::<T>::check(access.entries, name);
                let position = Sparse::<T>::find(access.entries, name)?;
                // SAFETY: the entry of a key has the position of a value.
                Some(unsafe { access.values.add(position) })
            }

            #[inline(always)]
            #[allow(unused_mut, reason = "one of the two borrows it exclusively")]
            unsafe fn item(_: &Self::Access, mut found: NonNull<T>) -> Self::Item {
                // SAFETY: as promised by the caller.
                unsafe { found.$as() }
            }
        }

        impl<$a, 'id, T> JoinMember<'id, T> for $($reference)* Pool<'id, T> {
            type Item = $($reference)* T;
            type Access = PoolAccess<$a, T>;
            type Found = NonNull<T>;

            fn open(self) -> Self::Access {
                PoolAccess { slots: &self.slots, thread: PhantomData }
            }

            fn walk(access: &Self::Access) -> Walk {
                Walk { live: Some(Live::new(access.slots)), position: 0, left: access.slots.len() }
            }

            #[inline(always)]
            fn step(access: &Self::Access, walk: &mut Walk) -> Option<Name> {
                let slot = walk.live.as_mut()?.next(access.slots)?;
                walk.left -= 1;
                Some((slot, access.slots.live(slot as usize)?))
            }

            #[inline(always)]
            fn find(access: &Self::Access, name: Name) -> Option<NonNull<T>> {
                access.slots.check(name);
                access.slots.find(name)
            }

            #[inline(always)]
            #[allow(unused_mut, reason = "one of the two borrows it exclusively")]
            unsafe fn item(_: &Self::Access, mut found: NonNull<T>) -> Self::Item {
                // SAFETY: as promised by the caller.
                unsafe { found.$as() }
            }
        }

        /// A store with a name of its own. What it is made of is asked for once, when the join begins.
        impl<$a, 'id, K, S: OwnCapacity + $Named<'id, K>> JoinMember<'id, K> for $($reference)* S {
            type Item = <S::Member<$a> as JoinMember<'id, K>>::Item;
            type Access = <S::Member<$a> as JoinMember<'id, K>>::Access;
            type Found = <S::Member<$a> as JoinMember<'id, K>>::Found;

            fn open(self) -> Self::Access {
                $Named::$member(self).open()
            }

            fn walk(access: &Self::Access) -> Walk {
                S::Member::walk(access)
            }

            #[inline(always)]
            fn step(access: &Self::Access, walk: &mut Walk) -> Option<Name> {
                S::Member::step(access, walk)
            }

            #[inline(always)]
            fn find(access: &Self::Access, name: Name) -> Option<Self::Found> {
                S::Member::find(access, name)
            }

            #[inline(always)]
            unsafe fn item(access: &Self::Access, found: Self::Found) -> Self::Item {
                // SAFETY: as promised by the caller.
                unsafe { S::Member::item(access, found) }
            }
        }
    };
}

member!('a, [&'a], as_ref, JoinShared::shared);
member!('a, [&'a mut], as_mut, JoinExclusive::exclusive);

impl<'id, T: SoaRow> sealed::Sealed<'id, T> for &Soa<'id, T> {}

impl<'a, 'id, T: SoaRow> JoinMember<'id, T> for &'a Soa<'id, T> {
    type Item = RefOf<'a, T>;
    type Access = SoaAccess<'a, 'id, T>;
    type Found = RefOf<'a, T>;

    fn open(self) -> Self::Access {
        SoaAccess { soa: self, names: self.dense() }
    }

    fn walk(access: &Self::Access) -> Walk {
        Walk { live: None, position: 0, left: access.names.len() }
    }

    #[inline(always)]
    fn step(access: &Self::Access, walk: &mut Walk) -> Option<Name> {
        let name = access.names.name(walk.position)?;
        walk.position += 1;
        walk.left -= 1;
        Some(name)
    }

    #[inline(always)]
    fn find(access: &Self::Access, name: Name) -> Option<RefOf<'a, T>> {
        access.soa.get(Key::new(name))
    }

    #[inline(always)]
    unsafe fn item(_: &Self::Access, found: RefOf<'a, T>) -> RefOf<'a, T> {
        found
    }
}

/// Stores that can be joined: a tuple of two to six [`JoinMember`]s.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be joined over the keys of `{K}`",
    note = "a join takes a tuple of two to six references to `Components<'id, K, _>` and to the `Pool<'id, K>` or \
            `Soa<'id, K>` of the keys, all with the same `K`; the rows of a `Soa` are read only"
)]
pub trait JoinTuple<'id, K>: sealed::Sealed<'id, K> {
    /// One item of each store.
    type Items;
    #[doc(hidden)]
    type Access: Copy;

    /// What is read of each store, and which of them is the smallest.
    #[doc(hidden)]
    fn open(self) -> (Self::Access, usize);

    #[doc(hidden)]
    fn walk(access: &Self::Access, driver: usize) -> Walk;

    #[doc(hidden)]
    fn step(access: &Self::Access, driver: usize, walk: &mut Walk) -> Option<Name>;

    /// What each store has for a key, if all have something.
    ///
    /// # Safety
    ///
    /// Among the keys this is called with for one `access`, no two are of the same slot.
    #[doc(hidden)]
    unsafe fn items(access: &Self::Access, name: Name) -> Option<Self::Items>;
}

macro_rules! tuple {
    ($($S:ident $store:ident $index:tt),*) => {
        impl<'id, K, $($S: sealed::Sealed<'id, K>),*> sealed::Sealed<'id, K> for ($($S,)*) {}

        impl<'id, K, $($S: JoinMember<'id, K>),*> JoinTuple<'id, K> for ($($S,)*) {
            type Items = ($($S::Item,)*);
            type Access = ($($S::Access,)*);

            fn open(self) -> (Self::Access, usize) {
                let ($($store,)*) = self;
                let access = ($($store.open(),)*);
                let sizes = [$($S::walk(&access.$index).left),*];
                let driver = (0..sizes.len()).min_by_key(|&store| sizes[store]).unwrap_or(0);
                (access, driver)
            }

            fn walk(access: &Self::Access, driver: usize) -> Walk {
                match driver {
                    $($index => $S::walk(&access.$index),)*
                    _ => unreachable!("there are fewer stores"),
                }
            }

            #[inline(always)]
            fn step(access: &Self::Access, driver: usize, walk: &mut Walk) -> Option<Name> {
                match driver {
                    $($index => $S::step(&access.$index, walk),)*
                    _ => None,
                }
            }

            #[inline(always)]
            unsafe fn items(access: &Self::Access, name: Name) -> Option<Self::Items> {
                $(let $store = $S::find(&access.$index, name)?;)*
                // SAFETY: found just now; and for the first and last time, as the caller promises
                // that the key is of a slot that was not asked for before.
                Some(unsafe { ($($S::item(&access.$index, $store),)*) })
            }
        }
    };
}

tuple!(A a 0, B b 1);
tuple!(A a 0, B b 1, C c 2);
tuple!(A a 0, B b 1, C c 2, D d 3);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4);
tuple!(A a 0, B b 1, C c 2, D d 3, E e 4, F f 5);

impl<'id, K, S: JoinTuple<'id, K>> Iterator for Join<'id, K, S> {
    type Item = (Key<'id, K>, S::Items);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let name = S::step(&self.access, self.driver, &mut self.walk)?;
            // SAFETY: the walk goes through the slots of the driver, each once.
            if let Some(items) = unsafe { S::items(&self.access, name) } {
                return Some((Key::new(name), items));
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.walk.left))
    }
}

impl<'id, K, S: JoinTuple<'id, K>> FusedIterator for Join<'id, K, S> {}

impl<'id, K, S: JoinTuple<'id, K>> fmt::Debug for Join<'id, K, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Join").field("at_most", &self.walk.left).finish()
    }
}
