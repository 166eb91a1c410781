//! `Occupancy`: which slots of a store are free, and which is the lowest of them.
//!
//! One bit per slot, and above that two levels of summaries: a bit there says that some of the 64 words
//! (or 4096) below it have free slots. Finding the lowest free slot takes three steps at most, whatever
//! the pattern of holes. A free list threaded through the holes would miss the cache on every insertion
//! instead.
//!
//! The word that slots are taken from is held apart, and the bitmaps have it as one without free slots. So
//! taking a slot reads and writes one field whose address is known in advance: in a loop, each waits for the one
//! before it, and a word in the bitmap would have to be found first.

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
    /// The free slots of the word that they are taken from. No lower word has any.
    current: u64,
    /// Where the slots of that word end; 0 if there is none yet.
    end: usize,
    /// `levels[0]` has a bit per slot, `levels[n + 1]` a bit per word of `levels[n]` that is not 0.
    levels: [NonNull<u64>; LEVELS],
    /// Slots that are initialized.
    ready: usize,
}

impl Occupancy {
    /// How many words each level has for this many slots.
    pub(super) const fn words(capacity: usize) -> [usize; LEVELS] {
        let slots = capacity.div_ceil(WORD);
        let words = slots.div_ceil(WORD);
        [slots, words, words.div_ceil(WORD)]
    }

    /// # Safety
    ///
    /// Each pointer is aligned and will be valid, up to the words that [`extend`](Self::extend)
    /// is told to initialize, for as long as this value is used. Nobody else accesses them.
    pub(super) unsafe fn new(levels: [NonNull<u64>; LEVELS]) -> Self {
        Self { current: 0, end: 0, levels, ready: 0 }
    }

    #[inline(always)]
    pub(super) fn ready(&self) -> usize {
        self.ready
    }

    /// Where the words of the slots begin.
    pub(super) fn first_word(&self) -> NonNull<u64> {
        self.levels[0]
    }

    /// Which of the 64 slots of this word are not free.
    #[inline(always)]
    pub(super) fn taken(&self, index: usize) -> u64 {
        debug_assert!(index < self.ready / WORD);
        // SAFETY: callers ask for words of ready slots only.
        let free = unsafe { self.levels[0].add(index).read() };
        if (index + 1) * WORD == self.end { !self.current } else { !free }
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
            let free = if beyond == WORD { 0 } else { u64::MAX >> beyond };
            // SAFETY: as promised by the caller.
            unsafe { self.levels[0].add(word).write(free) };
            // A summary word comes into being with its first word below.
            for level in 1..LEVELS {
                let span = WORD.pow(u32::try_from(level).unwrap_or(0));
                if word % span == 0 {
                    // SAFETY: as above.
                    unsafe { self.levels[level].add(word / span).write(0) };
                }
            }
            self.ready = first + WORD;
            if free != 0 {
                self.mark_roomy(word);
            }
        }
    }

    /// Takes the lowest free slot.
    #[inline(always)]
    pub(super) fn take_lowest(&mut self) -> Option<usize> {
        let free = match NonZeroU64::new(self.current) {
            Some(free) => free,
            None => self.next_word()?,
        };
        self.current = free.get() & (free.get() - 1);
        Some(self.end - WORD + free.trailing_zeros() as usize)
    }

    /// Frees a slot that is taken. Says whether it is in the current word or below, as it is whenever more are
    /// taken than were when one was freed before: the last that was taken is the highest then.
    #[inline(always)]
    pub(super) fn free(&mut self, slot: usize) -> bool {
        let index = slot / WORD;
        debug_assert!(self.taken(index) & 1 << (slot % WORD) != 0, "slot {slot} is free already");
        if slot < self.end {
            if slot < self.end - WORD {
                self.go_down(index);
            }
            self.current |= 1 << (slot % WORD);
            return true;
        }
        // SAFETY: callers free slots that were taken, which are ready.
        let word = unsafe { self.levels[0].add(index).as_mut() };
        let was_full = *word == 0;
        *word |= 1 << (slot % WORD);
        if was_full {
            self.mark_roomy(index);
        }
        false
    }

    /// Goes on to the lowest word with free slots, when the current one has none: by the summaries.
    #[cold]
    #[inline(never)]
    fn next_word(&mut self) -> Option<NonZeroU64> {
        let top_words = (self.ready / WORD).div_ceil(WORD * WORD);
        // SAFETY: summary words exist for every ready word below them.
        let roomy = |level: usize, index: usize| unsafe { self.levels[level].add(index).read() };
        let top = (self.end / WORD / (WORD * WORD)..top_words).find(|&index| roomy(2, index) != 0)?;
        let middle = top * WORD + roomy(2, top).trailing_zeros() as usize;
        let index = middle * WORD + roomy(1, middle).trailing_zeros() as usize;
        self.end = (index + 1) * WORD;
        // SAFETY: summaries speak of ready words.
        let free = unsafe { self.levels[0].add(index).replace(0) };
        self.mark_full(index);
        NonZeroU64::new(free)
    }

    /// Puts the current word back into the bitmap, and makes a lower one current, which has no free slots yet.
    ///
    /// Inlined although it is rare: removals would have to set registers aside for a call.
    #[inline(always)]
    fn go_down(&mut self, index: usize) {
        let left = self.end / WORD - 1;
        let free = core::mem::take(&mut self.current);
        self.end = (index + 1) * WORD;
        if free != 0 {
            // SAFETY: a word with free slots is ready.
            unsafe { self.levels[0].add(left).write(free) };
            self.mark_roomy(left);
        }
    }

    /// Notes in the summaries that a word has no free slots any more.
    fn mark_full(&mut self, index: usize) {
        let mut index = index;
        for level in 1..LEVELS {
            // SAFETY: summary words exist for every ready word below them.
            let word = unsafe { self.levels[level].add(index / WORD).as_mut() };
            *word &= !(1 << (index % WORD));
            if *word != 0 {
                return;
            }
            index /= WORD;
        }
    }

    /// Notes in the summaries that a word has free slots again.
    #[cold]
    fn mark_roomy(&mut self, index: usize) {
        let mut index = index;
        for level in 1..LEVELS {
            // SAFETY: as for `mark_full`.
            let word = unsafe { self.levels[level].add(index / WORD).as_mut() };
            *word |= 1 << (index % WORD);
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
        let mut most = 0;
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
                assert!(occupancy.free(slot) || taken.len() < most, "{slot}");
                most = most.max(taken.len() + 1);
                free.insert(slot);
            }
            // Some word, as the bits of it say and as the set does.
            if let Some(word) = random().checked_rem(occupancy.ready() / WORD) {
                let bits = free.range(word * WORD..(word + 1) * WORD).fold(0, |bits, slot| bits | 1 << (slot % WORD));
                assert_eq!(occupancy.taken(word), !bits, "{word}");
            }
        }
        taken.into_iter().for_each(|slot| _ = occupancy.free(slot));
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
            holes.iter().rev().for_each(|&hole| _ = occupancy.free(hole));
            let mut sorted = holes;
            sorted.sort_unstable();
            assert_eq!(sorted.map(|_| occupancy.take_lowest()), sorted.map(Some));
            assert_eq!(occupancy.take_lowest(), None);
        }
    }
}
