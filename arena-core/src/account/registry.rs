//! The stores of one arena, for its ledgers to list.
//!
//! A sheet is given to a store for as long as the scope of that store lasts, and then to the next
//! store of the same type and tag. A program that makes the same stores in every frame therefore
//! allocates on the heap in its first frame only.

use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use super::store_stats::{Figures, Sheet, StoreKind, StoreStats};
use crate::account::TagInfo;

/// Which stores there are, and were. Written by the arena; ledgers read it from any thread.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    /// How many stores lie in open scopes. Only the arena changes it, and it spares the end of a
    /// scope without stores the lock.
    open: AtomicUsize,
    lists: Mutex<Lists>,
}

#[derive(Debug, Default)]
struct Lists {
    entries: Vec<Entry>,
    /// The entries of stores in open scopes, in the order in which these were made.
    open: Vec<usize>,
    /// Where the next store is likely to find its sheet: behind that of the last one.
    next: usize,
}

#[derive(Debug)]
struct Entry {
    sheet: Arc<Sheet>,
    taken: bool,
}

/// How many stores there were when a scope was opened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StoreMark(usize);

impl Registry {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The lists. They are whole even if a thread panicked while it held them: nothing in here runs
    /// code of a user.
    fn lists(&self) -> MutexGuard<'_, Lists> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A store was made, whose part the figures become.
    pub(crate) fn register(
        &self,
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
        lists.open.push(index);
        lists.next = index + 1;
        self.open.store(lists.open.len(), Relaxed);
        // SAFETY: entries are never removed, and the figures become part of a store of this arena.
        unsafe { Figures::new(&entry.sheet) }
    }

    /// What to give to [`end`](Self::end) when the scope that opens now has ended.
    #[inline(always)]
    pub(crate) fn mark(&self) -> StoreMark {
        StoreMark(self.open.load(Relaxed))
    }

    /// All scopes have ended.
    #[inline(always)]
    pub(crate) fn end_all(&self) {
        self.end(StoreMark(0));
    }

    /// A scope has ended, and with it the stores made since the mark.
    #[inline(always)]
    pub(crate) fn end(&self, mark: StoreMark) {
        if self.open.load(Relaxed) > mark.0 {
            self.end_since(mark);
        }
    }

    #[cold]
    #[inline(never)]
    fn end_since(&self, mark: StoreMark) {
        let mut lists = self.lists();
        let Lists { entries, open, next } = &mut *lists;
        if let Some(&first) = open.get(mark.0) {
            *next = first;
        }
        for index in open.drain(mark.0..) {
            entries[index].taken = false;
            entries[index].sheet.end();
        }
        self.open.store(mark.0, Relaxed);
    }

    /// The figures of every store there was, in the order of first use.
    pub(crate) fn read(&self) -> Vec<StoreStats> {
        self.lists().entries.iter().map(|entry| entry.sheet.read()).collect()
    }
}
