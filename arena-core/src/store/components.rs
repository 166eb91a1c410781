//! `Components`: values for some of the keys of another store.

use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::ops::{Index, IndexMut};

use super::key::Name;
use super::sparse::Sparse;
use super::{Key, Pool, Soa, SoaRow};
use crate::account::StoreStats;
use crate::alloc::{At, exhausted};
use crate::arena::opening::Invariant;
use crate::error::{AllocError, Full, Reason, Request};

/// Values that belong to some of the values of another store, by the [`Key`] of these.
///
/// [`Scope::components`](crate::Scope::components) makes them, with the capacity of the store of the
/// keys. They lie without gaps, in an order of their own, so going through them costs what they
/// are, not what the other store is. Finding one costs two reads. [`join`](crate::join) goes through
/// several at once.
///
/// Costs 16 bytes per slot beside the value: address space for all of them, and memory for those
/// that are used.
///
/// ```
/// # #[cfg(feature = "std")] {
/// # let mut arena = arena_core::SceneArena::reserve("scene", 1 << 20).unwrap();
/// struct Lamp;
/// struct Light(f32);
///
/// arena.scope(|scene| {
///     let mut lamps = scene.pool::<Lamp>(100);
///     let mut lights = scene.components::<Lamp, Light>(100);
///     let (desk, floor) = (lamps.insert(Lamp), lamps.insert(Lamp));
///     lights.insert(desk, Light(0.5));
///     lights[desk].0 += 0.25;
///     assert_eq!(lights.get(floor).map(|light| light.0), None);
///     assert_eq!(lights.values().iter().map(|light| light.0).sum::<f32>(), 0.75);
///
///     lamps.remove(desk);
///     assert_eq!(lights.prune(&lamps), 1, "the light went after its lamp");
/// });
/// # }
/// ```
///
/// # When the owner of a component dies
///
/// The other store does not know of its components, so removing a value there leaves them behind.
/// What happens to a component whose key is dead:
///
/// * [`prune`](Self::prune) drops it. Call it once per frame, or after removals.
/// * The next value in the slot of the dead one has a key of its own, which never finds it. A
///   component that is inserted for that key takes its place, and it is dropped.
/// * Until then it is still there for who asks with the dead key or goes through all components. A
///   [`join`](crate::join) that includes the store of the keys never shows it.
/// * Inserting for a dead key gives the value back if a newer key of its slot has a component, for
///   that shows that it is dead. It goes through if not, as nothing here could tell. (A component that was left
///   behind for more than 2³⁰ uses of its slot looks newer than it is; `prune` in between.)
pub struct Components<'id, K, T> {
    sparse: Sparse<T>,
    refusal: AllocError,
    brand: Invariant<'id>,
    /// Keys can be read out of it.
    keys: PhantomData<Key<'id, K>>,
}

/// A store whose keys other things can belong to.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a store of `{K}`, and cannot tell which of their keys are dead",
    label = "this should be the store of `{K}`"
)]
pub trait Owners<'id, K> {
    /// Whether the value of a key is still there.
    fn owns(&self, key: Key<'id, K>) -> bool;
}

impl<'id, K> Owners<'id, K> for Pool<'id, K> {
    fn owns(&self, key: Key<'id, K>) -> bool {
        self.contains(key)
    }
}

impl<'id, K: SoaRow> Owners<'id, K> for Soa<'id, K> {
    fn owns(&self, key: Key<'id, K>) -> bool {
        self.contains(key)
    }
}

/// What has components can be a component itself.
impl<'id, K, T> Owners<'id, K> for Components<'id, K, T> {
    fn owns(&self, key: Key<'id, K>) -> bool {
        self.contains(key)
    }
}

impl<'id, K, T> Components<'id, K, T> {
    pub(crate) fn new(at: At<'_, 'id>, capacity: usize) -> Result<Self, AllocError> {
        match Sparse::new(at, capacity) {
            Ok(sparse) => {
                let refusal = at.error::<T>(core::alloc::Layout::new::<T>().into(), Reason::DeadKey);
                Ok(Self { sparse, refusal, brand: PhantomData, keys: PhantomData })
            }
            Err(reason) => {
                let request = Sparse::<T>::layout(capacity);
                let request = request.map_or(Request { size: usize::MAX, align: align_of::<T>() }, Into::into);
                Err(at.error::<Self>(request, reason))
            }
        }
    }

    /// How many components there are.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.sparse.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many slots of keys there is room for.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.sparse.capacity()
    }

    /// What the store uses and holds, as its row in a report says it.
    #[must_use]
    pub fn stats(&self) -> StoreStats {
        self.sparse.stats()
    }

    #[inline(always)]
    #[track_caller]
    fn name(&self, key: Key<'id, K>) -> Name {
        Sparse::<T>::check(self.sparse.entries(), key.name());
        key.name()
    }

    /// Gives a key a component, and returns the one it had.
    ///
    /// # Panics
    ///
    /// If the key is of a slot beyond the capacity, a newer key of its slot has a component, or the
    /// system refuses memory.
    #[inline]
    #[track_caller]
    pub fn insert(&mut self, key: Key<'id, K>, value: T) -> Option<T> {
        match self.try_insert(key, value) {
            Ok(before) => before,
            Err(full) => exhausted(full.error),
        }
    }

    /// Gives a key a component, and returns the one it had.
    ///
    /// # Errors
    ///
    /// Gives the value back if the key is of a slot beyond the capacity, a newer key of its slot has
    /// a component, or the system refuses memory.
    #[inline]
    pub fn try_insert(&mut self, key: Key<'id, K>, value: T) -> Result<Option<T>, Full<T>> {
        let name = self.name(key);
        let refusal = &self.refusal;
        self.sparse
            .insert(name, value)
            .map_err(|(value, reason)| Full { value, error: AllocError { reason, ..*refusal } })
    }

    /// The component of a key.
    #[inline]
    #[must_use]
    pub fn get(&self, key: Key<'id, K>) -> Option<&T> {
        // SAFETY: there is a value, and it is borrowed as the store is.
        self.sparse.get(self.name(key)).map(|value| unsafe { value.as_ref() })
    }

    /// The component of a key, to be changed.
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self, key: Key<'id, K>) -> Option<&mut T> {
        // SAFETY: there is a value, and it is borrowed as the store is.
        self.sparse.get(self.name(key)).map(|mut value| unsafe { value.as_mut() })
    }

    /// Whether a key has a component.
    #[inline]
    #[must_use]
    pub fn contains(&self, key: Key<'id, K>) -> bool {
        self.sparse.get(self.name(key)).is_some()
    }

    /// Takes the component of a key out. Another takes its place, so the order changes.
    #[inline]
    pub fn remove(&mut self, key: Key<'id, K>) -> Option<T> {
        self.sparse.remove(self.name(key))
    }

    /// Keeps the components that `keep` says to, and drops the others. It is asked about the last one
    /// first; if it or a destructor panics, those not looked at yet stay.
    pub fn retain(&mut self, mut keep: impl FnMut(Key<'id, K>, &mut T) -> bool) {
        self.sparse.retain(|name, value| keep(Key::new(name), value));
    }

    /// Drops the components of values that have been removed, and says how many there were.
    pub fn prune(&mut self, owners: &impl Owners<'id, K>) -> usize {
        let before = self.len();
        self.retain(|key, _| owners.owns(key));
        before - self.len()
    }

    /// Drops all components.
    pub fn clear(&mut self) {
        self.sparse.clear();
    }

    /// Keys and components, in the order of [`values`](Self::values).
    pub fn iter(&self) -> Iter<'_, 'id, K, T> {
        Iter { names: self.sparse.names().iter(), values: self.values().iter(), kind: PhantomData }
    }

    /// Keys and components to be changed.
    pub fn iter_mut(&mut self) -> IterMut<'_, 'id, K, T> {
        let mut values = self.sparse.values();
        // SAFETY: the values are written, and borrowed exclusively as the store is.
        let values = unsafe { values.as_mut() }.iter_mut();
        IterMut { names: self.sparse.names().iter(), values, kind: PhantomData }
    }

    /// The keys that have a component.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = Key<'id, K>> + ExactSizeIterator + Clone {
        self.sparse.names().iter().map(|&name| Key::new(name))
    }

    /// The components, which lie side by side.
    #[must_use]
    pub fn values(&self) -> &[T] {
        // SAFETY: the values are written, and borrowed as the store is.
        unsafe { self.sparse.values().as_ref() }
    }

    /// The components, to be changed.
    #[must_use]
    pub fn values_mut(&mut self) -> &mut [T] {
        // SAFETY: the values are written, and borrowed exclusively as the store is.
        unsafe { self.sparse.values().as_mut() }
    }

    /// What a join reads.
    #[inline]
    pub(super) fn sparse(&self) -> &Sparse<T> {
        &self.sparse
    }
}

/// Here and not on what it is made of, so that it names `'id`, as for [`Pool`].
impl<K, T> Drop for Components<'_, K, T> {
    fn drop(&mut self) {
        self.sparse.drop_values();
    }
}

impl<'id, K, T> Index<Key<'id, K>> for Components<'id, K, T> {
    type Output = T;

    /// # Panics
    ///
    /// If the key has no component.
    #[inline]
    #[track_caller]
    fn index(&self, key: Key<'id, K>) -> &T {
        match self.get(key) {
            Some(value) => value,
            None => none_of::<K, T>(key),
        }
    }
}

impl<'id, K, T> IndexMut<Key<'id, K>> for Components<'id, K, T> {
    #[inline]
    #[track_caller]
    fn index_mut(&mut self, key: Key<'id, K>) -> &mut T {
        match self.get_mut(key) {
            Some(value) => value,
            None => none_of::<K, T>(key),
        }
    }
}

#[cold]
#[track_caller]
fn none_of<K, T>(key: Key<'_, K>) -> ! {
    let (kind, owner) = (core::any::type_name::<T>(), core::any::type_name::<K>());
    panic!("{key:?} of a `{owner}` has no `{kind}`")
}

impl<K, T: fmt::Debug> fmt::Debug for Components<'_, K, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// Keys and values of [`Components`].
pub struct Iter<'a, 'id, K, T> {
    names: core::slice::Iter<'a, Name>,
    values: core::slice::Iter<'a, T>,
    kind: PhantomData<Key<'id, K>>,
}

impl<K, T> Clone for Iter<'_, '_, K, T> {
    fn clone(&self) -> Self {
        Self { names: self.names.clone(), values: self.values.clone(), ..*self }
    }
}

/// Keys and values of [`Components`], to be changed.
pub struct IterMut<'a, 'id, K, T> {
    names: core::slice::Iter<'a, Name>,
    values: core::slice::IterMut<'a, T>,
    kind: PhantomData<Key<'id, K>>,
}

macro_rules! side_by_side {
    ($Iter:ident: $Item:ty) => {
        impl<'a, 'id, K, T> Iterator for $Iter<'a, 'id, K, T> {
            type Item = (Key<'id, K>, $Item);

            #[inline]
            fn next(&mut self) -> Option<Self::Item> {
                let (&name, value) = (self.names.next()?, self.values.next()?);
                Some((Key::new(name), value))
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.names.size_hint()
            }
        }

        impl<K, T> DoubleEndedIterator for $Iter<'_, '_, K, T> {
            #[inline]
            fn next_back(&mut self) -> Option<Self::Item> {
                let (&name, value) = (self.names.next_back()?, self.values.next_back()?);
                Some((Key::new(name), value))
            }
        }

        impl<K, T> ExactSizeIterator for $Iter<'_, '_, K, T> {}
        impl<K, T> FusedIterator for $Iter<'_, '_, K, T> {}

        impl<K, T> fmt::Debug for $Iter<'_, '_, K, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($Iter)).field("left", &self.names.len()).finish()
            }
        }
    };
}

side_by_side!(Iter: &'a T);
side_by_side!(IterMut: &'a mut T);

impl<'a, 'id, K, T> IntoIterator for &'a Components<'id, K, T> {
    type Item = (Key<'id, K>, &'a T);
    type IntoIter = Iter<'a, 'id, K, T>;

    fn into_iter(self) -> Iter<'a, 'id, K, T> {
        self.iter()
    }
}

impl<'a, 'id, K, T> IntoIterator for &'a mut Components<'id, K, T> {
    type Item = (Key<'id, K>, &'a mut T);
    type IntoIter = IterMut<'a, 'id, K, T>;

    fn into_iter(self) -> IterMut<'a, 'id, K, T> {
        self.iter_mut()
    }
}
