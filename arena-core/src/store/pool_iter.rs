//! Iteration over a pool: by the bits of what is alive, so that holes cost nothing.

use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;

use super::occupancy::WORD;
use super::slots::Slots;
use super::{Key, Pool};

/// Walks the slots that have values, from both ends.
///
/// It holds no borrow; each step is told which slots it walks. A word of 64 slots is read once,
/// when the walk comes to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Live {
    /// What is left of the word the front is in.
    front: u64,
    /// What is left of the word the back is in.
    back: u64,
    front_word: usize,
    /// One past the word the back is in.
    back_word: usize,
}

impl Live {
    pub(super) fn new<T>(slots: &Slots<T>) -> Self {
        let words = slots.ready() / WORD;
        // Neither end has read a word yet: the front is before the first, the back behind the last.
        Self { front: 0, back: 0, front_word: 0, back_word: words }
    }

    /// The lowest slot that is left.
    #[inline(always)]
    pub(super) fn next<T>(&mut self, slots: &Slots<T>) -> Option<u32> {
        while self.front == 0 {
            if self.front_word == self.back_word {
                // Only the word of the back can have any left.
                let bits = self.back;
                self.back &= bits.wrapping_sub(1);
                return (bits != 0).then(|| slot(self.back_word, bits.trailing_zeros()));
            }
            self.front = slots.live_word(self.front_word);
            self.front_word += 1;
        }
        let bits = self.front;
        self.front &= bits - 1;
        Some(slot(self.front_word - 1, bits.trailing_zeros()))
    }

    /// The highest slot that is left.
    #[inline]
    pub(super) fn next_back<T>(&mut self, slots: &Slots<T>) -> Option<u32> {
        while self.back == 0 {
            if self.front_word == self.back_word {
                // Only the word of the front can have any left.
                let bits = self.front;
                let bit = 63 - bits.leading_zeros().min(63);
                self.front &= !(1 << bit);
                return (bits != 0).then(|| slot(self.front_word - 1, bit));
            }
            self.back_word -= 1;
            self.back = slots.live_word(self.back_word);
        }
        let bit = 63 - self.back.leading_zeros();
        self.back &= !(1 << bit);
        Some(slot(self.back_word, bit))
    }

    /// Calls `f` for every slot that is left, from the front, without a branch per hole.
    #[inline(always)]
    pub(super) fn fold<T, A>(mut self, slots: &Slots<T>, mut state: A, mut f: impl FnMut(A, u32) -> A) -> A {
        loop {
            if self.front == u64::MAX {
                // A full word needs no search for its bits.
                for bit in 0..64 {
                    state = f(state, slot(self.front_word - 1, bit));
                }
            } else {
                while self.front != 0 {
                    let bit = self.front.trailing_zeros();
                    self.front &= self.front - 1;
                    state = f(state, slot(self.front_word - 1, bit));
                }
            }
            if self.front_word == self.back_word {
                break;
            }
            self.front = slots.live_word(self.front_word);
            self.front_word += 1;
        }
        while self.back != 0 {
            let bit = self.back.trailing_zeros();
            self.back &= self.back - 1;
            state = f(state, slot(self.back_word, bit));
        }
        state
    }
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "slots have 32-bit indices")]
fn slot(word: usize, bit: u32) -> u32 {
    (word * WORD) as u32 + bit
}

/// Keys and values of a [`Pool`].
pub struct Iter<'a, 'id, T> {
    pool: &'a Pool<'id, T>,
    live: Live,
    left: usize,
}

impl<'a, 'id, T> Iter<'a, 'id, T> {
    pub(super) fn new(pool: &'a Pool<'id, T>) -> Self {
        Self { pool, live: Live::new(&pool.slots), left: pool.len() }
    }

    #[inline(always)]
    fn item(pool: &'a Pool<'id, T>, index: u32) -> (Key<'id, T>, &'a T) {
        // SAFETY: the walk gives slots with values, which are ready; the pool is borrowed.
        unsafe {
            let key = Key::new((index, pool.slots.generation_of_live(index as usize)));
            (key, pool.slots.value(index as usize).as_ref())
        }
    }
}

impl<T> Clone for Iter<'_, '_, T> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

/// Keys and values of a [`Pool`], to be changed.
pub struct IterMut<'a, 'id, T> {
    pool: core::ptr::NonNull<Pool<'id, T>>,
    live: Live,
    left: usize,
    borrow: PhantomData<&'a mut Pool<'id, T>>,
}

// SAFETY: it stands for `&mut Pool`.
unsafe impl<T: Send> Send for IterMut<'_, '_, T> {}
// SAFETY: as above; a shared one gives nothing.
unsafe impl<T: Sync> Sync for IterMut<'_, '_, T> {}

impl<'a, 'id, T> IterMut<'a, 'id, T> {
    pub(super) fn new(pool: &'a mut Pool<'id, T>) -> Self {
        let (live, left) = (Live::new(&pool.slots), pool.len());
        Self { pool: pool.into(), live, left, borrow: PhantomData }
    }

    #[inline(always)]
    fn pool(&self) -> &'a Pool<'id, T> {
        // SAFETY: the pool is borrowed exclusively for `'a` by this iterator, which itself only
        // reads it; the values lie elsewhere.
        unsafe { self.pool.as_ref() }
    }

    #[inline(always)]
    #[expect(clippy::mut_from_ref, reason = "the iterator holds the pool exclusively for `'a`")]
    fn item(pool: &'a Pool<'id, T>, index: u32) -> (Key<'id, T>, &'a mut T) {
        // SAFETY: the walk gives slots with values, each once, so no two references are to one.
        unsafe {
            let key = Key::new((index, pool.slots.generation_of_live(index as usize)));
            (key, pool.slots.value(index as usize).as_mut())
        }
    }
}

/// The keys of a [`Pool`].
pub struct Keys<'a, 'id, T>(pub(super) Iter<'a, 'id, T>);

/// The values of a [`Pool`].
pub struct Values<'a, 'id, T>(pub(super) Iter<'a, 'id, T>);

/// The values of a [`Pool`], to be changed.
pub struct ValuesMut<'a, 'id, T>(pub(super) IterMut<'a, 'id, T>);

macro_rules! walk {
    ($Iter:ident: $Item:ty, |$it:ident| $pool:expr) => {
        impl<'a, 'id, T> Iterator for $Iter<'a, 'id, T> {
            type Item = $Item;

            #[inline]
            fn next(&mut self) -> Option<Self::Item> {
                let $it = &*self;
                let pool = $pool;
                let index = self.live.next(&pool.slots)?;
                self.left -= 1;
                Some(Self::item(pool, index))
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.left, Some(self.left))
            }

            #[inline]
            fn fold<A, F: FnMut(A, Self::Item) -> A>(self, state: A, mut f: F) -> A {
                let $it = &self;
                let pool = $pool;
                self.live.fold(&pool.slots, state, |state, index| f(state, Self::item(pool, index)))
            }
        }

        impl<T> DoubleEndedIterator for $Iter<'_, '_, T> {
            #[inline]
            fn next_back(&mut self) -> Option<Self::Item> {
                let $it = &*self;
                let pool = $pool;
                let index = self.live.next_back(&pool.slots)?;
                self.left -= 1;
                Some(Self::item(pool, index))
            }
        }

        impl<T> ExactSizeIterator for $Iter<'_, '_, T> {}
        impl<T> FusedIterator for $Iter<'_, '_, T> {}

        impl<T> fmt::Debug for $Iter<'_, '_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($Iter)).field("left", &self.left).finish()
            }
        }
    };
}

walk!(Iter: (Key<'id, T>, &'a T), |it| it.pool);
walk!(IterMut: (Key<'id, T>, &'a mut T), |it| it.pool());

macro_rules! half {
    ($Half:ident: $Item:ty, $position:tt) => {
        impl<'a, 'id, T> Iterator for $Half<'a, 'id, T> {
            type Item = $Item;

            #[inline]
            fn next(&mut self) -> Option<Self::Item> {
                self.0.next().map(|item| item.$position)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }

            #[inline]
            fn fold<A, F: FnMut(A, Self::Item) -> A>(self, state: A, mut f: F) -> A {
                self.0.fold(state, |state, item| f(state, item.$position))
            }
        }

        impl<T> DoubleEndedIterator for $Half<'_, '_, T> {
            #[inline]
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.next_back().map(|item| item.$position)
            }
        }

        impl<T> ExactSizeIterator for $Half<'_, '_, T> {}
        impl<T> FusedIterator for $Half<'_, '_, T> {}

        impl<T> fmt::Debug for $Half<'_, '_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($Half)).field("left", &self.0.left).finish()
            }
        }
    };
}

half!(Keys: Key<'id, T>, 0);
half!(Values: &'a T, 1);
half!(ValuesMut: &'a mut T, 1);

impl<T> Clone for Keys<'_, '_, T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Clone for Values<'_, '_, T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// Takes the values out of a [`Pool`]; [`Pool::drain`] makes it.
pub struct Drain<'a, 'id, T> {
    pool: &'a mut Pool<'id, T>,
    live: Live,
}

impl<'a, 'id, T> Drain<'a, 'id, T> {
    pub(super) fn new(pool: &'a mut Pool<'id, T>) -> Self {
        let live = Live::new(&pool.slots);
        Self { pool, live }
    }

    fn take(&mut self, index: u32) -> Option<(Key<'id, T>, T)> {
        let name = (index, self.pool.slots.live(index as usize)?);
        Some((Key::new(name), self.pool.slots.remove(name)?))
    }
}

impl<'id, T> Iterator for Drain<'_, 'id, T> {
    type Item = (Key<'id, T>, T);

    fn next(&mut self) -> Option<Self::Item> {
        let index = self.live.next(&self.pool.slots)?;
        self.take(index)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.pool.len(), Some(self.pool.len()))
    }
}

impl<T> DoubleEndedIterator for Drain<'_, '_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let index = self.live.next_back(&self.pool.slots)?;
        self.take(index)
    }
}

impl<T> ExactSizeIterator for Drain<'_, '_, T> {}
impl<T> FusedIterator for Drain<'_, '_, T> {}

impl<T> Drop for Drain<'_, '_, T> {
    fn drop(&mut self) {
        self.pool.clear();
    }
}

impl<T> fmt::Debug for Drain<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Drain").field("left", &self.pool.len()).finish()
    }
}

impl<'a, 'id, T> IntoIterator for &'a Pool<'id, T> {
    type Item = (Key<'id, T>, &'a T);
    type IntoIter = Iter<'a, 'id, T>;

    fn into_iter(self) -> Iter<'a, 'id, T> {
        self.iter()
    }
}

impl<'a, 'id, T> IntoIterator for &'a mut Pool<'id, T> {
    type Item = (Key<'id, T>, &'a mut T);
    type IntoIter = IterMut<'a, 'id, T>;

    fn into_iter(self) -> IterMut<'a, 'id, T> {
        self.iter_mut()
    }
}
