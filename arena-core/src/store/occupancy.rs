//! `Occupancy`: which slots of a store are taken, and which is the lowest that is not.
//!
//! One bit per slot, and above that two levels of summaries: a bit there says that the 64 words
//! (or 4096) below it are full. Finding the lowest free slot takes three steps at most, whatever
//! the pattern of holes, and one while the word it was found in last has room. A free list
//! threaded through the holes would miss the cache on every insertion instead.

use core::num::NonZeroU64;
use core::ptr::NonNull;

/// Bits per word.
pub(super) const WORD: usize = 64;

const LEVELS: usize = 3;

/// Bitmaps over slots, in memory of somebody else.
///
/// The first [`ready`](Self::ready) slots are initialized, a multiple of 64.
#[derive(Debug)]
pub(super) struct Occupancy {
    /// `levels[0]` has a bit per slot, `levels[n + 1]` a bit per word of `levels[n]`.
    levels: [NonNull<u64>; LEVELS],
    /// Slots that are initialized.
    ready: usize,
    /// The lowest word that may have room; all words below it are full. It is ready, or the first.
    hint: usize,
}

impl Occupancy {
    /// How many words each level has for this many slots.
    pub(super) const fn words(capacity: usize) -> [usize; LEVELS] {
        // There is one word at least, for the hint to begin with.
        let slots = if capacity == 0 { 1 } else { capacity.div_ceil(WORD) };
        let words = slots.div_ceil(WORD);
        [slots, words, words.div_ceil(WORD)]
    }

    /// # Safety
    ///
    /// Each pointer is aligned and will be valid, up to the words that [`extend`](Self::extend)
    /// is told to initialize, for as long as this value is used. The first word of each level is valid
    /// already. Nobody else accesses them.
    pub(super) unsafe fn new(levels: [NonNull<u64>; LEVELS]) -> Self {
        // Until it is ready the first word says that there is no room.
        // SAFETY: as promised by the caller.
        unsafe { levels[0].write(u64::MAX) };
        Self { levels, ready: 0, hint: 0 }
    }

    #[inline(always)]
    pub(super) fn ready(&self) -> usize {
        self.ready
    }

    /// Where the words of the slots begin.
    pub(super) fn first_word(&self) -> NonNull<u64> {
        self.levels[0]
    }

    /// The word of 64 slots with this index.
    #[inline(always)]
    pub(super) fn word(&self, index: usize) -> u64 {
        debug_assert!(index < self.ready / WORD);
        // SAFETY: callers ask for words of ready slots only.
        unsafe { self.levels[0].add(index).read() }
    }

    /// Makes slots up to `ready`, a multiple of 64, free; those from `limit` on are taken for good.
    ///
    /// # Safety
    ///
    /// The words for that many slots are accessible, on every level.
    pub(super) unsafe fn extend(&mut self, ready: usize, limit: usize) {
        for word in self.ready / WORD..ready / WORD {
            let first = word * WORD;
            let beyond = (first + WORD).saturating_sub(limit).min(WORD);
            let taken = if beyond == 0 { 0 } else { u64::MAX << (WORD - beyond) };
            // SAFETY: as promised by the caller.
            unsafe { self.levels[0].add(word).write(taken) };
            // A summary word comes into being with its first word below.
            for level in 1..LEVELS {
                let span = WORD.pow(u32::try_from(level).unwrap_or(0));
                if word % span == 0 {
                    // Words that do not exist yet count as full.
                    // SAFETY: as above.
                    unsafe { self.levels[level].add(word / span).write(u64::MAX) };
                }
            }
            self.ready = first + WORD;
            if taken != u64::MAX {
                self.mark_roomy(word);
            }
        }
    }

    /// Takes the lowest free slot.
    #[inline(always)]
    pub(super) fn take_lowest(&mut self) -> Option<usize> {
        let mut index = self.hint;
        // SAFETY: there is a word at the hint, if only one that says that there is no room.
        if unsafe { self.levels[0].add(index).read() } == u64::MAX {
            index = self.find_roomy()?;
        }
        // SAFETY: the word is one of ready slots.
        let word = unsafe { self.levels[0].add(index).as_mut() };
        // SAFETY: it has room: looked at just now, or by `find_roomy`.
        let bit = unsafe { NonZeroU64::new_unchecked(!*word) }.trailing_zeros() as usize;
        // Sets that bit without waiting for its number.
        *word |= *word + 1;
        if *word == u64::MAX {
            self.mark_full(index);
        }
        Some(index * WORD + bit)
    }

    /// Frees a slot that is taken.
    #[inline(always)]
    pub(super) fn free(&mut self, slot: usize) {
        let index = slot / WORD;
        // SAFETY: callers free slots that were taken, which are ready.
        let word = unsafe { self.levels[0].add(index).as_mut() };
        let was_full = *word == u64::MAX;
        *word &= !(1 << (slot % WORD));
        // Not the minimum of the two, which would have the next removal wait for this one.
        if index < self.hint {
            self.hint = index;
        }
        if was_full {
            self.mark_roomy(index);
        }
    }

    /// Finds the lowest word with room, by the summaries.
    #[cold]
    #[inline(never)]
    fn find_roomy(&mut self) -> Option<usize> {
        let words = self.ready / WORD;
        let top_words = words.div_ceil(WORD * WORD);
        // SAFETY: summary words exist for every ready word below them.
        let roomy = |level: usize, index: usize| unsafe { !self.levels[level].add(index).read() };
        let top = (self.hint / (WORD * WORD)..top_words).find(|&index| roomy(2, index) != 0)?;
        let middle = top * WORD + roomy(2, top).trailing_zeros() as usize;
        let index = middle * WORD + roomy(1, middle).trailing_zeros() as usize;
        self.hint = index;
        Some(index)
    }

    /// Notes in the summaries that a word has become full.
    #[cold]
    fn mark_full(&mut self, index: usize) {
        let mut index = index;
        for level in 1..LEVELS {
            // SAFETY: summary words exist for every ready word below them.
            let word = unsafe { self.levels[level].add(index / WORD).as_mut() };
            *word |= 1 << (index % WORD);
            if *word != u64::MAX {
                return;
            }
            index /= WORD;
        }
    }

    /// Notes in the summaries that a word has room again.
    #[cold]
    fn mark_roomy(&mut self, index: usize) {
        let mut index = index;
        for level in 1..LEVELS {
            // SAFETY: as for `mark_full`.
            let word = unsafe { self.levels[level].add(index / WORD).as_mut() };
            *word &= !(1 << (index % WORD));
            index /= WORD;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::vec::Vec;

    /// An occupancy, and the memory it lies in.
    fn make(capacity: usize) -> (Occupancy, Vec<Vec<u64>>) {
        let mut memory: Vec<Vec<u64>> = Occupancy::words(capacity).iter().map(|&n| std::vec![0xAA; n]).collect();
        let mut levels = memory.iter_mut().map(|level| NonNull::new(level.as_mut_ptr()).unwrap());
        let levels = [levels.next().unwrap(), levels.next().unwrap(), levels.next().unwrap()];
        // SAFETY: the vectors are with the caller as long as it is, and have a word for each.
        (unsafe { Occupancy::new(levels) }, memory)
    }

    /// Drives an occupancy and a set of free slots in step.
    fn compare(capacity: usize, steps: usize, mut seed: u64) {
        let (mut occupancy, _memory) = make(capacity);
        let mut free = BTreeSet::new();
        let mut taken = Vec::new();
        let mut random = move || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(seed >> 33).unwrap()
        };
        for _ in 0..steps {
            if random() % 5 < 3 {
                let want = free.pop_first();
                let got = occupancy.take_lowest();
                assert_eq!(got, want);
                match got {
                    Some(slot) => taken.push(slot),
                    None if occupancy.ready() < capacity => {
                        let ready =
                            (occupancy.ready() + WORD * (1 + random() % 9)).min(capacity.next_multiple_of(WORD));
                        free.extend(occupancy.ready()..ready.min(capacity));
                        // SAFETY: there are words for the whole capacity.
                        unsafe { occupancy.extend(ready, capacity) };
                    }
                    None => {}
                }
            } else if !taken.is_empty() {
                let slot = taken.swap_remove(random() % taken.len());
                occupancy.free(slot);
                free.insert(slot);
            }
        }
        taken.into_iter().for_each(|slot| occupancy.free(slot));
        let all = occupancy.ready().min(capacity);
        assert!((0..all).all(|slot| occupancy.take_lowest() == Some(slot)));
        assert_eq!(occupancy.take_lowest(), None);
    }

    #[test]
    fn the_lowest_free_slot_is_found() {
        let steps = if cfg!(miri) { 60 } else { 60_000 };
        for (seed, capacity) in (1..).zip([1, 63, 64, 65, 130, 4096, 5000, 20_000]) {
            compare(capacity, steps, seed);
        }
    }

    /// So many slots that the uppermost level has several words.
    #[test]
    fn the_lowest_of_half_a_million_is_found() {
        const EACH: usize = WORD * WORD * WORD;
        let capacity = if cfg!(miri) { WORD * WORD } else { 2 * EACH + 70_000 };
        let (mut occupancy, _memory) = make(capacity);
        // SAFETY: there are words for the whole capacity.
        unsafe { occupancy.extend(capacity.next_multiple_of(WORD), capacity) };
        assert!((0..capacity).all(|slot| occupancy.take_lowest() == Some(slot)));
        for holes in
            [[7, EACH, 2 * EACH + 65_000], [EACH - 1, EACH + 5000, 2 * EACH], [EACH + 1, EACH + 2, 2 * EACH - 1]]
        {
            let holes = holes.map(|hole| hole % capacity);
            holes.iter().rev().for_each(|&hole| occupancy.free(hole));
            let mut sorted = holes;
            sorted.sort_unstable();
            assert_eq!(sorted.map(|_| occupancy.take_lowest()), sorted.map(Some));
            assert_eq!(occupancy.take_lowest(), None);
        }
    }
}
