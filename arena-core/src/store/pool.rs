//! `Pool`: values of one type that come and go one by one while their scope lives.

use core::fmt;
use core::ops::{Index, IndexMut};
use core::ptr::NonNull;

use super::pool_iter::{Drain, Iter, IterMut, Keys, Live, Values, ValuesMut};
use super::slots::Slots;
use super::{DisjointError, Key, RawKey};
use crate::account::{StoreKind, StoreStats};
use crate::alloc::{At, exhausted};
use crate::arena::opening::Invariant;
use crate::error::{AllocError, Full, Reason, Request};

/// Values of one type, each with a [`Key`], at addresses that never change.
///
/// [`Scope::pool`](crate::Scope::pool) makes one with a capacity. The capacity is taken from the
/// arena at once, as address space; memory follows as values come. Slots of removed values are used
/// again, the lowest first, and iteration skips holes without looking at them. Values are dropped
/// when they are removed and not used, or with the pool.
///
/// Costs 4.13 bytes per slot beside the value.
///
/// A pool is a local value, and cannot be kept past its scope, not even to be dropped:
///
/// ```compile_fail,E0597
/// # use arena_core::{SceneArena, __private::{enter, scope}};
/// let mut arena = SceneArena::reserve("scene", 1 << 20).unwrap();
/// let kept;
/// {
///     // What `scope!(scene in arena)` expands to:
///     let mut opening = arena.open_scope();
///     let mut end_of_scope = unsafe { enter(&mut opening) };
///     let scene = scope(&mut end_of_scope);
///     kept = scene.pool::<String>(10);
/// }
/// ```
///
/// ```
/// # #[cfg(feature = "std")] {
/// # let mut arena = arena_core::SceneArena::reserve("scene", 1 << 20).unwrap();
/// arena.scope(|scene| {
///     let mut names = scene.pool::<String>(100);
///     let ada = names.insert(String::from("Ada"));
///     let bob = names.insert(String::from("Bob"));
///     assert_eq!(names.remove(ada).as_deref(), Some("Ada"));
///     assert_eq!(names.get(ada), None, "the key notices");
///     names[bob].push('!');
///     assert_eq!(names.values().collect::<Vec<_>>(), ["Bob!"]);
/// });
/// # }
/// ```
pub struct Pool<'id, T> {
    pub(super) slots: Slots<T>,
    /// What an insertion without room for it reports.
    error: AllocError,
    brand: Invariant<'id>,
}

/// Positions of a value before and after [`Pool::compact`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move<'id, T> {
    /// The key until now, which gives `None` from now on.
    pub from: Key<'id, T>,
    /// The key from now on.
    pub to: Key<'id, T>,
}

impl<'id, T> Pool<'id, T> {
    pub(crate) fn new(at: At<'_, 'id>, capacity: usize) -> Result<Self, AllocError> {
        let request = Slots::<T>::layout(capacity);
        let request = request.map_or(Request { size: usize::MAX, align: align_of::<T>() }, Into::into);
        match Slots::new(at, StoreKind::Pool, capacity) {
            Ok(slots) => {
                let error = at.error::<T>(core::alloc::Layout::new::<T>().into(), Reason::StoreFull { capacity });
                Ok(Self { slots, error, brand: core::marker::PhantomData })
            }
            Err(reason) => Err(at.error::<Self>(request, reason)),
        }
    }

    /// How many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many values there can be.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.slots.capacity()
    }

    /// What the pool uses and holds, as its row in a report says it.
    #[must_use]
    pub fn stats(&self) -> StoreStats {
        self.slots.stats()
    }

    #[cold]
    fn error(&self, reason: Reason) -> AllocError {
        AllocError { reason, ..self.error }
    }

    /// Puts a value into the lowest free slot.
    ///
    /// # Panics
    ///
    /// If all slots are taken, or the system refuses memory.
    #[inline]
    #[track_caller]
    pub fn insert(&mut self, value: T) -> Key<'id, T> {
        match self.slots.insert(value) {
            Ok(name) => Key::new(name),
            Err(_) => self.refuse(),
        }
    }

    /// Panics, out of the way of what does not.
    #[cold]
    #[inline(never)]
    #[track_caller]
    fn refuse(&self) -> ! {
        exhausted(self.error(self.slots.refusal()))
    }

    /// Puts a value into the lowest free slot.
    ///
    /// # Errors
    ///
    /// Gives the value back if all slots are taken, or the system refuses memory.
    #[inline]
    pub fn try_insert(&mut self, value: T) -> Result<Key<'id, T>, Full<T>> {
        match self.slots.insert(value) {
            Ok(name) => Ok(Key::new(name)),
            Err(value) => Err(Full { value, error: self.error(self.slots.refusal()) }),
        }
    }

    /// Puts a value into the lowest free slot that is made from its own key.
    ///
    /// # Panics
    ///
    /// If all slots are taken. If the closure panics, the key it was given stays invalid for good.
    #[inline]
    #[track_caller]
    pub fn insert_with_key(&mut self, f: impl FnOnce(Key<'id, T>) -> T) -> Key<'id, T> {
        match self.try_insert_with_key(f) {
            Ok(key) => key,
            Err(error) => exhausted(error),
        }
    }

    /// Puts a value into the lowest free slot that is made from its own key.
    ///
    /// # Errors
    ///
    /// If all slots are taken; the closure is not called then.
    #[inline]
    pub fn try_insert_with_key(&mut self, f: impl FnOnce(Key<'id, T>) -> T) -> Result<Key<'id, T>, AllocError> {
        match self.slots.insert_with(|name| f(Key::new(name))) {
            Ok(name) => Ok(Key::new(name)),
            Err(reason) => Err(self.error(reason)),
        }
    }

    #[inline(always)]
    #[track_caller]
    fn find(&self, key: Key<'id, T>) -> Option<NonNull<T>> {
        self.slots.check(key.name());
        self.slots.find(key.name())
    }

    /// The value of a key, unless it has been removed.
    #[inline(always)]
    #[track_caller]
    #[must_use]
    pub fn get(&self, key: Key<'id, T>) -> Option<&T> {
        let value = self.find(key)?;
        // SAFETY: there is a value, and it is borrowed as the pool is.
        Some(unsafe { value.as_ref() })
    }

    /// The value of a key, unless it has been removed.
    #[inline(always)]
    #[track_caller]
    #[must_use]
    pub fn get_mut(&mut self, key: Key<'id, T>) -> Option<&mut T> {
        let mut value = self.find(key)?;
        // SAFETY: there is a value, and it is borrowed as the pool is.
        Some(unsafe { value.as_mut() })
    }

    /// Whether the value of a key is still there.
    #[inline]
    #[track_caller]
    #[must_use]
    pub fn contains(&self, key: Key<'id, T>) -> bool {
        self.find(key).is_some()
    }

    /// The values of several keys at once.
    ///
    /// `None` stands for each that has been removed.
    ///
    /// # Errors
    ///
    /// If two of the keys are equal.
    pub fn get_disjoint_mut<const N: usize>(
        &mut self,
        keys: [Key<'id, T>; N],
    ) -> Result<[Option<&mut T>; N], DisjointError> {
        for second in 0..N {
            if let Some(first) = (0..second).find(|&first| keys[first] == keys[second]) {
                return Err(DisjointError { positions: (first, second) });
            }
        }
        // SAFETY: there is a value for each that is found. Two keys that are found and differ have
        // different slots, because a slot has one generation at a time.
        Ok(keys.map(|key| self.find(key).map(|mut value| unsafe { value.as_mut() })))
    }

    /// Takes out the value of a key.
    #[inline]
    #[track_caller]
    pub fn remove(&mut self, key: Key<'id, T>) -> Option<T> {
        self.slots.check(key.name());
        self.slots.remove(key.name())
    }

    /// The slot of a key, to look at and perhaps to vacate; `None` if its value has been removed.
    #[inline]
    #[track_caller]
    pub fn entry(&mut self, key: Key<'id, T>) -> Option<Entry<'_, 'id, T>> {
        let value = self.find(key)?;
        Some(Entry { pool: self, key, value })
    }

    /// Checks a number that was a key once: `None` if its value is not there (any more).
    ///
    /// That the number is of this pool cannot be checked. If it is of another, what comes back is
    /// `None` or the key of some value in this one.
    #[must_use]
    pub fn attach(&self, raw: RawKey) -> Option<Key<'id, T>> {
        self.slots.find(raw.name()).map(|_| Key::new(raw.name()))
    }

    /// Keeps the values that `keep` says to, and drops the others, in the order of slots.
    ///
    /// If `keep` or a destructor panics, the values not looked at yet stay.
    pub fn retain(&mut self, mut keep: impl FnMut(Key<'id, T>, &mut T) -> bool) {
        let mut live = Live::new(&self.slots);
        while let Some(index) = live.next(&self.slots) {
            let Some(generation) = self.slots.live(index as usize) else { continue };
            let name = (index, generation);
            // SAFETY: live, so ready; and borrowed as the pool is.
            let mut value = unsafe { self.slots.value(index as usize) };
            // SAFETY: as above.
            if !keep(Key::new(name), unsafe { value.as_mut() }) {
                drop(self.slots.remove(name));
            }
        }
    }

    /// Takes out all values, the lowest slot first. What the iterator is not asked for is dropped
    /// with it; if it is leaked, the rest stays in the pool.
    pub fn drain(&mut self) -> Drain<'_, 'id, T> {
        Drain::new(self)
    }

    /// Drops all values. Their keys give `None` from now on.
    pub fn clear(&mut self) {
        self.slots.clear();
    }

    /// The share of slots that were used and are now holes, between 0 (none) and 1.
    ///
    /// Counted up to the highest value there is, since insertions fill the lowest holes first.
    #[must_use]
    pub fn fragmentation(&self) -> f64 {
        let last = Live::new(&self.slots).next_back(&self.slots);
        #[expect(clippy::cast_precision_loss, reason = "a ratio of two counts below 2^32")]
        last.map_or(0.0, |last| 1.0 - self.len() as f64 / (f64::from(last) + 1.0))
    }

    /// Moves values from the highest slots into the lowest holes until there are none, and says
    /// which moved where. This is the one method that moves values; it changes their keys.
    ///
    /// `moved` is called after each move. If it panics, the moves until then stand.
    pub fn compact(&mut self, mut moved: impl FnMut(Move<'id, T>)) {
        while let Some((from, to)) = self.slots.move_highest_down() {
            moved(Move { from: Key::new(from), to: Key::new(to) });
        }
        self.slots.compacted();
    }

    /// Keys and values, in the order of slots.
    pub fn iter(&self) -> Iter<'_, 'id, T> {
        Iter::new(self)
    }

    /// Keys and values to be changed, in the order of slots.
    pub fn iter_mut(&mut self) -> IterMut<'_, 'id, T> {
        IterMut::new(self)
    }

    /// The keys, in the order of slots.
    pub fn keys(&self) -> Keys<'_, 'id, T> {
        Keys(self.iter())
    }

    /// The values, in the order of slots.
    pub fn values(&self) -> Values<'_, 'id, T> {
        Values(self.iter())
    }

    /// The values to be changed, in the order of slots.
    pub fn values_mut(&mut self) -> ValuesMut<'_, 'id, T> {
        ValuesMut(self.iter_mut())
    }
}

/// A slot with a value in it; [`Pool::entry`] finds it.
pub struct Entry<'a, 'id, T> {
    pool: &'a mut Pool<'id, T>,
    key: Key<'id, T>,
    value: NonNull<T>,
}

impl<'a, 'id, T> Entry<'a, 'id, T> {
    /// The key of the value.
    #[must_use]
    pub fn key(&self) -> Key<'id, T> {
        self.key
    }

    /// The value.
    #[must_use]
    pub fn get(&self) -> &T {
        // SAFETY: `entry` found it, and the pool is borrowed since.
        unsafe { self.value.as_ref() }
    }

    /// The value, to be changed.
    #[must_use]
    pub fn get_mut(&mut self) -> &mut T {
        // SAFETY: as for `get`.
        unsafe { self.value.as_mut() }
    }

    /// The value, for as long as the pool was borrowed.
    #[must_use]
    pub fn into_mut(mut self) -> &'a mut T {
        // SAFETY: as for `get`.
        unsafe { self.value.as_mut() }
    }

    /// Takes the value out.
    #[must_use = "the value is dropped if it is not used"]
    pub fn remove(self) -> T {
        self.pool.remove(self.key).expect("`entry` found a value")
    }
}

/// On the pool and not on what it is made of, so that it names `'id`: a pool that the compiler let
/// be dropped after its scope would look for its values in memory that is somebody else's by then.
impl<T> Drop for Pool<'_, T> {
    fn drop(&mut self) {
        self.slots.drop_values();
    }
}

impl<'id, T> Index<Key<'id, T>> for Pool<'id, T> {
    type Output = T;

    /// # Panics
    ///
    /// If the value has been removed.
    #[inline]
    #[track_caller]
    fn index(&self, key: Key<'id, T>) -> &T {
        match self.get(key) {
            Some(value) => value,
            None => gone(key),
        }
    }
}

impl<'id, T> IndexMut<Key<'id, T>> for Pool<'id, T> {
    #[inline]
    #[track_caller]
    fn index_mut(&mut self, key: Key<'id, T>) -> &mut T {
        match self.get_mut(key) {
            Some(value) => value,
            None => gone(key),
        }
    }
}

#[cold]
#[track_caller]
fn gone<T>(key: Key<'_, T>) -> ! {
    panic!("the `{}` of {key:?} has been removed", core::any::type_name::<T>())
}

impl<T: fmt::Debug> fmt::Debug for Pool<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T: fmt::Debug> fmt::Debug for Entry<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry").field("key", &self.key).field("value", self.get()).finish()
    }
}
