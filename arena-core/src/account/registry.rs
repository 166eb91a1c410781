//! The stores of one arena, for its ledgers to list.
//!
//! A sheet is given to a store for as long as the scope of that store lasts, and then to the next
//! store of the same type and tag. A program that makes the same stores in every frame therefore
//! allocates on the heap in its first frame only.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use super::store_stats::{Figures, Sheet, StoreKind, StoreStats};
use crate::account::TagInfo;

/// Which stores there are, and were. Written by the arena; ledgers read it from any thread.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    lists: Mutex<Lists>,
}

#[derive(Debug, Default)]
struct Lists {
    entries: Vec<Entry>,
    /// Where the stores of open scopes lie, and their entries, in the order in which they were made.
    open: Vec<(usize, usize)>,
    /// Where the next store is likely to find its sheet: behind that of the last one.
    next: usize,
}

#[derive(Debug)]
struct Entry {
    sheet: Arc<Sheet>,
    taken: bool,
}

impl Registry {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The lists. They are whole even if a thread panicked while it held them: nothing in here runs
    /// code of a user.
    fn lists(&self) -> MutexGuard<'_, Lists> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A store was made at this place, and the figures become part of it. Each lies below the one before.
    pub(crate) fn register(
        &self,
        place: usize,
        name: &'static str,
        kind: StoreKind,
        tag: Option<&'static TagInfo>,
        used: usize,
        capacity: usize,
    ) -> Figures {
        let mut lists = self.lists();
        let lists = &mut *lists;
        let count = lists.entries.len();
        let fits = |&index: &usize| {
            let entry = &lists.entries[index];
            !entry.taken && entry.sheet.is_of(name, kind, tag)
        };
        let index = (lists.next..count).chain(0..lists.next.min(count)).find(fits).unwrap_or(count);
        if index == count {
            let sheet = Arc::new(Sheet::new(name, kind, tag));
            lists.entries.push(Entry { sheet, taken: false });
        }
        let entry = &mut lists.entries[index];
        entry.taken = true;
        entry.sheet.open(used, capacity);
        lists.open.push((place, index));
        lists.next = index + 1;
        // SAFETY: entries are never removed, and the figures become part of a store of this arena.
        unsafe { Figures::new(&entry.sheet) }
    }

    /// The stores that lie below this place have ended.
    pub(crate) fn end_below(&self, place: usize) {
        let mut lists = self.lists();
        let Lists { entries, open, next } = &mut *lists;
        while let Some(&(_, index)) = open.last().filter(|(store, _)| *store < place) {
            open.pop();
            entries[index].taken = false;
            entries[index].sheet.end();
            // The next store is likely to be the one that was made first of these.
            *next = index;
        }
    }

    /// Bytes that stores have committed and not given back.
    pub(crate) fn committed(&self) -> usize {
        self.lists().entries.iter().map(|entry| entry.sheet.committed()).sum()
    }

    /// Everything that stores have committed has been given back.
    pub(crate) fn trim(&self) {
        self.lists().entries.iter().for_each(|entry| entry.sheet.trim());
    }

    /// The figures of every store there was, in the order of first use.
    pub(crate) fn read(&self) -> Vec<StoreStats> {
        self.lists().entries.iter().map(|entry| entry.sheet.read()).collect()
    }
}
