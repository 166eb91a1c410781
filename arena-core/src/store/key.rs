//! `Key`: names a value in a store, and notices when the value is gone.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::num::NonZeroU32;

use crate::arena::opening::Invariant;

/// A slot and the generation of a value in it.
pub(super) type Name = (u32, NonZeroU32);

/// The generations that each slot of one store goes through: even while it is empty, odd while there
/// is a value in it, and one more with every change.
///
/// They begin somewhere else in each store, so that a key of another store is noticed. The last one is
/// even and two short of coming round to the first; a slot that has got there has retired. So what a
/// key of this store says is never ahead of what its slot says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Generations {
    last: u32,
}

impl Generations {
    /// Those of the `number`th store of an arena. Numbers repeat after 256.
    pub(super) const fn of_store(number: u32) -> Self {
        Self { last: (number << 24).wrapping_sub(2) }
    }

    /// That of a slot that was never used.
    #[inline(always)]
    pub(super) const fn first(self) -> u32 {
        self.last.wrapping_add(2)
    }

    /// That of a slot that is not used any more.
    #[inline(always)]
    pub(super) const fn last(self) -> u32 {
        self.last
    }

    /// Panics in debug builds if a key is of another store: because its slot has not come as far, or
    /// was never used (`None`).
    #[inline(always)]
    #[track_caller]
    pub(super) fn check(self, key: NonZeroU32, slot: Option<u32>) {
        if cfg!(debug_assertions) {
            let age = |generation: u32| generation.wrapping_sub(self.first());
            let known = slot.is_some_and(|slot| age(key.get()) <= age(slot));
            assert!(known, "a key was used with a store of its scope that it is not from");
        }
    }
}

/// Names a value in a store of the scope with brand `'id`: 8 bytes, `Copy`, and `Option` costs
/// nothing.
///
/// A store gives one for each value it takes in. When the value has been removed the key gives
/// `None`, also after its slot was reused: a generation counts the uses of each slot, and after
/// 2³¹ - 1 of them the slot retires, so that no key ever repeats.
///
/// A key of another scope does not compile. One of another store of the same type in the same scope
/// panics in debug builds. In release builds it gives `None`: the generations of each store begin
/// somewhere else, and only after 2²³ uses of a slot can they meet those of another. Even then it
/// gives a value of the store it is used with, and nothing worse.
pub struct Key<'id, T> {
    /// Odd, as the generation of every slot in use is.
    generation: NonZeroU32,
    index: u32,
    brand: Invariant<'id>,
    /// Invariant in `T`.
    kind: PhantomData<*mut T>,
}

const _: () = assert!(size_of::<Option<Key<'static, u8>>>() == 8);

// SAFETY: a key alone is a number. Together with its store, which is `Send` only with `T: Send`,
// it gives access to a `T` on another thread; so it asks for both, as a handle does.
unsafe impl<T: Send + Sync> Send for Key<'_, T> {}
// SAFETY: keys are `Copy`, so sharing one is sending one.
unsafe impl<T: Send + Sync> Sync for Key<'_, T> {}

impl<T> Key<'_, T> {
    #[inline(always)]
    pub(super) fn new((index, generation): Name) -> Self {
        Self { generation, index, brand: PhantomData, kind: PhantomData }
    }

    /// The slot and its generation.
    #[inline(always)]
    pub(super) fn name(self) -> Name {
        (self.index, self.generation)
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
    pub(super) fn name(self) -> Name {
        (self.index, self.generation)
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
