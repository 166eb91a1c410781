//! `Key`: names a value in a store, and notices when the value is gone.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::num::NonZeroU32;

use crate::arena::opening::Invariant;

/// Names a value in a store of the scope with brand `'id`: 8 bytes, `Copy`, and `Option` costs
/// nothing.
///
/// A store gives one for each value it takes in. When the value has been removed the key gives
/// `None`, also after its slot was reused: a generation counts the uses of each slot, and after
/// 2³¹ of them the slot retires, so that no key ever repeats.
///
/// A key of another scope does not compile. One of another store of the same type in the same
/// scope is caught in debug builds (a key is 12 bytes there); in release builds it gives `None` or
/// a value of that other store.
pub struct Key<'id, T> {
    /// Odd, as the generation of every slot in use is.
    generation: NonZeroU32,
    index: u32,
    #[cfg(debug_assertions)]
    store: u32,
    brand: Invariant<'id>,
    /// Invariant in `T`.
    kind: PhantomData<*mut T>,
}

#[cfg(not(debug_assertions))]
const _: () = assert!(size_of::<Option<Key<'static, u8>>>() == 8);

// SAFETY: a key alone is a number. Together with its store, which is `Send` only with `T: Send`,
// it gives access to a `T` on another thread; so it asks for both, as a handle does.
unsafe impl<T: Send + Sync> Send for Key<'_, T> {}
// SAFETY: keys are `Copy`, so sharing one is sending one.
unsafe impl<T: Send + Sync> Sync for Key<'_, T> {}

impl<T> Key<'_, T> {
    #[inline(always)]
    pub(super) fn new(index: u32, generation: NonZeroU32, store: u32) -> Self {
        #[cfg(not(debug_assertions))]
        let _ = store;
        Self {
            generation,
            index,
            #[cfg(debug_assertions)]
            store,
            brand: PhantomData,
            kind: PhantomData,
        }
    }

    /// The slot. Not checked against anything.
    #[inline(always)]
    pub(super) fn index(self) -> usize {
        self.index as usize
    }

    #[inline(always)]
    pub(super) fn generation(self) -> u32 {
        self.generation.get()
    }

    /// The slot and its generation.
    #[inline(always)]
    pub(super) fn name(self) -> (u32, NonZeroU32) {
        (self.index, self.generation)
    }

    /// What [`check`](Self::check) compares, in debug builds.
    #[inline(always)]
    pub(super) fn store(self) -> u32 {
        #[cfg(debug_assertions)]
        return self.store;
        #[cfg(not(debug_assertions))]
        return 0;
    }

    /// Panics in debug builds if the key is of another store.
    #[inline(always)]
    #[track_caller]
    pub(super) fn check(self, store: u32) {
        #[cfg(debug_assertions)]
        assert_eq!(self.store, store, "a key was used with a store of its scope that it is not from");
        #[cfg(not(debug_assertions))]
        let _ = store;
    }

    /// The key as plain numbers, for save files, C and scripts. `attach` of the store checks it on
    /// the way back.
    #[must_use]
    pub fn detach(self) -> RawKey {
        RawKey { generation: self.generation, index: self.index }
    }
}

impl<T> Clone for Key<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Key<'_, T> {}

impl<T> PartialEq for Key<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.detach() == other.detach()
    }
}

impl<T> Eq for Key<'_, T> {}

impl<T> PartialOrd for Key<'_, T> {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Key<'_, T> {
    /// By slot, and within one by age.
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.detach().cmp(&other.detach())
    }
}

impl<T> Hash for Key<'_, T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.detach().hash(state);
    }
}

impl<T> fmt::Debug for Key<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({}v{})", self.index, self.generation)
    }
}

/// A [`Key`] without its brand and its type: a number that can leave the program.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RawKey {
    generation: NonZeroU32,
    index: u32,
}

impl RawKey {
    pub(super) fn index(self) -> u32 {
        self.index
    }

    pub(super) fn generation(self) -> NonZeroU32 {
        self.generation
    }
}

impl PartialOrd for RawKey {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RawKey {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        (self.index, self.generation).cmp(&(other.index, other.generation))
    }
}

impl fmt::Debug for RawKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawKey({}v{})", self.index, self.generation)
    }
}

/// The index in the low half, the generation in the high one. Never 0.
impl From<RawKey> for u64 {
    fn from(key: RawKey) -> Self {
        Self::from(key.generation.get()) << 32 | Self::from(key.index)
    }
}

/// A number that no key gives: its generation is even.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAKey(pub u64);

impl fmt::Display for NotAKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#x} is not a key: it was not made by `detach`", self.0)
    }
}

impl core::error::Error for NotAKey {}

impl TryFrom<u64> for RawKey {
    type Error = NotAKey;

    fn try_from(number: u64) -> Result<Self, NotAKey> {
        let [low, high] = [number & 0xFFFF_FFFF, number >> 32].map(u32::try_from);
        match (low, high) {
            (Ok(index), Ok(generation)) if generation % 2 == 1 => {
                Ok(Self { generation: NonZeroU32::new(generation).ok_or(NotAKey(number))?, index })
            }
            _ => Err(NotAKey(number)),
        }
    }
}
