//! `BoxPool`: an object pool. Its boxes own their values and return themselves.
//!
//! # Why `&self` is enough to insert
//!
//! The slots lie in an `UnsafeCell`. Every function here that makes a reference to them drops it
//! before it returns, and runs no code of a user meanwhile: not a closure, and not a destructor,
//! which is why a box is dropped in two steps, first the value and then its slot. The pool is not
//! `Sync`, so no other thread is in such a function at the same time. So no two of these references
//! are alive at once, however a destructor uses the pool it is run by.
//!
//! The values lie elsewhere, in the memory of the store, at addresses that do not change. A box has
//! its value to itself from the insertion until it returns the slot.
//!
//! # Why a box cannot outlive its pool
//!
//! It borrows the pool. What it returns to can therefore neither move nor go. A box that is
//! forgotten never comes back: its value stays in its slot, and is dropped with the pool. Nobody
//! refers to it then, because every reference to it was borrowed from the box or, by
//! [`PoolBox::leak`], from the pool. The pool is invariant in `T`, so that the type it drops the
//! value as is the very type it was inserted as.

use core::cell::UnsafeCell;
use core::fmt;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};
use core::ptr::NonNull;

use super::slots::Slots;
use crate::account::{StoreKind, StoreStats};
use crate::alloc::{At, exhausted};
use crate::arena::opening::Invariant;
use crate::error::{AllocError, Full, Reason, Request};

/// A pool of values that are owned one by one, by boxes that return themselves.
///
/// [`Scope::box_pool`](crate::Scope::box_pool) makes one with a capacity. It inserts by `&self`, so
/// any number of boxes may be alive at a time; each borrows the pool. There are no keys, and there
/// is no iteration: a value is its box's alone. For values that others refer to, take a
/// [`Pool`](crate::Pool).
///
/// A box costs no heap allocation, and the slot of one that was dropped is used again at once, the
/// lowest first. The pool costs 4.13 bytes per slot beside the value.
///
/// ```
/// # #[cfg(feature = "std")] {
/// # let mut arena = arena_core::SceneArena::reserve("scene", 1 << 20).unwrap();
/// arena.scope(|scene| {
///     let messages = scene.box_pool::<String>(100);
///     let mut queue = vec![messages.insert(String::from("first"))];
///     queue.push(messages.insert(String::from("second")));
///     queue[0].push('!');
///     assert_eq!((queue[0].as_str(), messages.len()), ("first!", 2));
///     queue.clear();
///     assert!(messages.is_empty(), "the boxes have returned");
/// });
/// # }
/// ```
///
/// A box cannot be kept when its pool is gone:
///
/// ```compile_fail,E0505
/// # fn pool<'id>(scene: &arena_core::Scene<'id>) {
/// let pool = scene.box_pool::<u64>(10);
/// let kept = pool.insert(1);
/// drop(pool);
/// assert_eq!(*kept, 1);
/// # }
/// ```
///
/// # Threads
///
/// The pool can be sent to another thread if its values can, while no box is out. It is not `Sync`,
/// and boxes stay on their thread, because two threads would take and return slots of one bitmap
/// without a lock. Send `&T` or `&mut T` of a box, or take the value out with
/// [`PoolBox::into_inner`].
///
/// ```compile_fail,E0277
/// # fn pool<'id>(scene: &arena_core::Scene<'id>) {
/// let pool = scene.box_pool::<u64>(10);
/// std::thread::scope(|threads| {
///     threads.spawn(|| pool.insert(1));
/// });
/// # }
/// ```
pub struct BoxPool<'id, T> {
    slots: UnsafeCell<Slots<T>>,
    full: AllocError,
    brand: Invariant<'id>,
}

/// Owns a value in a [`BoxPool`]; dropping it drops the value and returns the slot.
///
/// It is not `Pin`, and there is no way to make it so: a pool that is forgotten gives up its memory
/// at the end of the scope without dropping the values, which pinning forbids.
pub struct PoolBox<'p, T> {
    value: NonNull<T>,
    index: u32,
    slots: &'p UnsafeCell<Slots<T>>,
}

impl<'id, T> BoxPool<'id, T> {
    pub(crate) fn new(at: At<'_, 'id>, capacity: usize) -> Result<Self, AllocError> {
        match Slots::new(at, StoreKind::BoxPool, capacity) {
            Ok(slots) => {
                let full = at.error::<T>(core::alloc::Layout::new::<T>().into(), Reason::StoreFull { capacity });
                Ok(Self { slots: UnsafeCell::new(slots), full, brand: core::marker::PhantomData })
            }
            Err(reason) => {
                let request = Slots::<T>::layout(capacity);
                let request = request.map_or(Request { size: usize::MAX, align: align_of::<T>() }, Into::into);
                Err(at.error::<Self>(request, reason))
            }
        }
    }

    /// The slots, to look at before this returns.
    #[inline(always)]
    fn look<R>(&self, f: impl FnOnce(&Slots<T>) -> R) -> R {
        // SAFETY: see the module's documentation; every closure in this file ends at once.
        f(unsafe { &*self.slots.get() })
    }

    /// How many boxes are out.
    #[must_use]
    pub fn len(&self) -> usize {
        self.look(Slots::len)
    }

    /// Whether no box is out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many boxes can be out at a time.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.look(Slots::capacity)
    }

    /// What the pool uses and holds, as its row in a report says it.
    #[must_use]
    pub fn stats(&self) -> StoreStats {
        self.look(Slots::stats)
    }

    /// Puts a value into the lowest free slot, and gives the box that owns it.
    ///
    /// # Panics
    ///
    /// If all slots are taken, or the system refuses memory.
    #[inline]
    #[track_caller]
    pub fn insert(&self, value: T) -> PoolBox<'_, T> {
        match self.try_insert(value) {
            Ok(owner) => owner,
            Err(full) => exhausted(full.error),
        }
    }

    /// Puts a value into the lowest free slot, and gives the box that owns it.
    ///
    /// # Errors
    ///
    /// Gives the value back if all slots are taken, or the system refuses memory.
    #[inline]
    pub fn try_insert(&self, value: T) -> Result<PoolBox<'_, T>, Full<T>> {
        // SAFETY: see the module's documentation; moving a value in runs none of its code.
        let slots = unsafe { &mut *self.slots.get() };
        match slots.insert(value) {
            Ok((index, _)) => {
                // SAFETY: there is a value in that slot now.
                let value = unsafe { slots.value(index as usize) };
                Ok(PoolBox { value, index, slots: &self.slots })
            }
            Err(value) => Err(Full { value, error: AllocError { reason: slots.refusal(), ..self.full } }),
        }
    }

    /// Drops the values whose boxes were forgotten or leaked, and frees their slots.
    ///
    /// No box is out when this is called, because each would borrow the pool.
    pub fn clear(&mut self) {
        self.slots.get_mut().clear();
    }
}

/// On the pool and not on what it is made of, so that it names `'id`, as for [`Pool`](crate::Pool).
impl<T> Drop for BoxPool<'_, T> {
    fn drop(&mut self) {
        self.slots.get_mut().drop_values();
    }
}

/// Returns the slot of a value that is gone.
struct Return<'p, T> {
    index: u32,
    slots: &'p UnsafeCell<Slots<T>>,
}

impl<T> Drop for Return<'_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: see the module's documentation for the reference. The slot is that of a box, and so
        // was in use; the value has been dropped or moved out.
        unsafe { (*self.slots.get()).vacate_unnamed(self.index as usize) };
    }
}

impl<'p, T> PoolBox<'p, T> {
    /// Takes the value out and returns the slot.
    ///
    /// An associated function, so that it does not hide a method of `T`.
    #[must_use = "the value is dropped if it is not used"]
    pub fn into_inner(this: Self) -> T {
        let this = ManuallyDrop::new(this);
        let slot = Return { index: this.index, slots: this.slots };
        // SAFETY: the box owned the value and will not drop it; its slot is returned after this.
        let value = unsafe { this.value.read() };
        drop(slot);
        value
    }

    /// Gives up the box, for a reference that lasts as long as the pool is borrowed. The value keeps
    /// its slot, and is dropped with the pool or by [`BoxPool::clear`].
    #[must_use = "the value keeps its slot until the pool goes"]
    pub fn leak(this: Self) -> &'p mut T {
        let mut this = ManuallyDrop::new(this);
        // SAFETY: the box owned the value and gives it to this reference. The pool, which is borrowed
        // for `'p`, drops it after that.
        unsafe { this.value.as_mut() }
    }
}

impl<T> Drop for PoolBox<'_, T> {
    #[inline]
    fn drop(&mut self) {
        // Returned even if the destructor panics; and only after it, because the destructor may
        // insert into this very pool.
        let _slot = Return { index: self.index, slots: self.slots };
        // SAFETY: the box owns the value, and is not used any more.
        unsafe { self.value.drop_in_place() };
    }
}

impl<T> Deref for PoolBox<'_, T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: the box owns the value, and is borrowed.
        unsafe { self.value.as_ref() }
    }
}

impl<T> DerefMut for PoolBox<'_, T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the box owns the value, and is borrowed exclusively.
        unsafe { self.value.as_mut() }
    }
}

impl<T> AsRef<T> for PoolBox<'_, T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T> AsMut<T> for PoolBox<'_, T> {
    fn as_mut(&mut self) -> &mut T {
        self
    }
}

impl<T: fmt::Debug> fmt::Debug for PoolBox<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: fmt::Display> fmt::Display for PoolBox<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T> fmt::Debug for BoxPool<'_, T> {
    /// The values are not shown: each may be in use by its box.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BoxPool").field("len", &self.len()).field("capacity", &self.capacity()).finish()
    }
}
