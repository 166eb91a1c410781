//! The list of destructors that run when a scope ends.
//!
//! Entries lie in the arena, each in front of (or beside) the values it drops, and are chained
//! from the newest to the oldest. Only the end of a scope runs them. An opening and the drop of an
//! arena throw the list away unread: what a leaked scope left behind stays leaked, as with every
//! `mem::forget`.

use core::cell::Cell;
use core::ptr::NonNull;

/// The newest entry, or none.
#[derive(Debug)]
pub(crate) struct DropList {
    newest: Cell<DropMark>,
}

/// Where a list stood when a nested scope was opened.
pub(crate) type DropMark = Option<NonNull<Entry>>;

/// One run of values of one type, to be dropped together.
#[derive(Debug)]
pub(crate) struct Entry {
    older: Option<NonNull<Self>>,
    data: NonNull<u8>,
    len: usize,
    run: unsafe fn(NonNull<u8>, usize),
}

impl Entry {
    /// An entry for `len` values that begin at `data`.
    pub(crate) fn new<T>(data: NonNull<T>, len: usize) -> Self {
        Self { older: None, data: data.cast(), len, run: drop_slice::<T> }
    }
}

/// Drops `len` values of type `T` at `data`.
///
/// # Safety
///
/// They are initialized, owned by the caller, and not used again.
unsafe fn drop_slice<T>(data: NonNull<u8>, len: usize) {
    let values = NonNull::slice_from_raw_parts(data.cast::<T>(), len);
    // SAFETY: as promised by the caller.
    unsafe { values.drop_in_place() };
}

impl DropList {
    pub(crate) const fn new() -> Self {
        Self { newest: Cell::new(None) }
    }

    /// Puts an entry on the list.
    ///
    /// # Safety
    ///
    /// `entry` lies in the arena this list belongs to, below its cursor, for as long as it is on
    /// the list, and so do its values; they are initialized and nobody else drops them.
    #[inline]
    pub(crate) unsafe fn push(&self, mut entry: NonNull<Entry>) {
        // SAFETY: the caller hands the entry over; nobody else refers to it.
        unsafe { entry.as_mut() }.older = self.newest.get();
        self.newest.set(Some(entry));
    }

    /// Where the list stands now.
    pub(crate) fn mark(&self) -> DropMark {
        self.newest.get()
    }

    /// Runs the destructors that were added since `mark`, the newest first. Those of a nested scope
    /// that was leaked are among them.
    ///
    /// An entry leaves the list before it runs, so none runs twice. If one panics the rest still
    /// runs while the panic is on its way; a second panic then aborts, as in every `Drop`.
    ///
    /// # Safety
    ///
    /// Nobody refers to the values of these entries any more, and `mark` is `None` or an entry that
    /// is still on the list.
    pub(crate) unsafe fn run(&self, mark: DropMark) {
        struct Rest<'a>(&'a DropList, DropMark);
        impl Drop for Rest<'_> {
            fn drop(&mut self) {
                // SAFETY: promised to the `run` that made this guard.
                unsafe { self.0.run(self.1) };
            }
        }
        if self.newest.get() == mark {
            return;
        }
        let rest = Rest(self, mark);
        while let Some(entry) = self.newest.get().filter(|entry| Some(*entry) != mark) {
            // SAFETY: entries on the list are valid (contract of `push`).
            let Entry { older, data, len, run } = unsafe { entry.read() };
            self.newest.set(older);
            // SAFETY: `push` vouched for the values, the caller for there being no user of them,
            // and the entry is off the list, so this is the only time.
            unsafe { run(data, len) };
        }
        core::mem::forget(rest);
    }
}
