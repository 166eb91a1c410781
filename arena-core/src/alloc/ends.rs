//! The list of what is to be done when a scope ends: destructors to run, stores to close.
//!
//! Entries lie in the arena, each in front of (or beside) the values it drops, and are chained
//! from the newest to the oldest. Only the end of a scope runs them. An opening and the drop of an
//! arena throw the list away unread: what a leaked scope left behind stays leaked, as with every
//! `mem::forget`.
//!
//! Entries are taken from the cursor, and the list is a stack. So those of a scope are the ones at or
//! above where the cursor stood when it opened, and they come first.

use core::cell::Cell;
use core::ptr::NonNull;

use crate::arena::core::Core;

/// The newest entry, or none.
#[derive(Debug)]
pub(crate) struct Ends {
    newest: Cell<Option<NonNull<Entry>>>,
}

/// Something to be done with `len` of something at `data`.
#[derive(Debug)]
pub(crate) struct Entry {
    older: Option<NonNull<Self>>,
    data: NonNull<u8>,
    len: usize,
    run: unsafe fn(&Core, NonNull<u8>, usize),
}

impl Entry {
    /// Drops `len` values that begin at `data`.
    pub(crate) fn of_values<T>(data: NonNull<T>, len: usize) -> Self {
        Self { older: None, data: data.cast(), len, run: drop_slice::<T> }
    }

    /// Ends a store. What is free of stores reached to `top` before there was this one.
    pub(crate) fn of_store(top: usize) -> Self {
        Self { older: None, data: NonNull::dangling(), len: top, run: end_store }
    }
}

/// Drops `len` values of type `T` at `data`.
///
/// # Safety
///
/// They are initialized, owned by the caller, and not used again.
unsafe fn drop_slice<T>(_: &Core, data: NonNull<u8>, len: usize) {
    let values = NonNull::slice_from_raw_parts(data.cast::<T>(), len);
    // SAFETY: as promised by the caller.
    unsafe { values.drop_in_place() };
}

/// Ends the newest store.
///
/// # Safety
///
/// Nobody refers to it any more.
unsafe fn end_store(core: &Core, _: NonNull<u8>, top: usize) {
    // SAFETY: as promised by the caller.
    unsafe { core.lift_top(top) };
}

impl Ends {
    pub(crate) const fn new() -> Self {
        Self { newest: Cell::new(None) }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.newest.get().is_none()
    }

    /// Puts an entry on the list.
    ///
    /// # Safety
    ///
    /// `entry` lies in the arena this list belongs to, between the newest one and the cursor, for as
    /// long as it is on the list. So do its values; they are initialized and nobody else drops them.
    #[inline]
    pub(crate) unsafe fn push(&self, mut entry: NonNull<Entry>) {
        // SAFETY: the caller hands the entry over; nobody else refers to it.
        unsafe { entry.as_mut() }.older = self.newest.get();
        self.newest.set(Some(entry));
    }

    /// Does what is listed in entries at or above `from`, the newest first. Those of a nested scope
    /// that was leaked are among them.
    ///
    /// An entry leaves the list before it runs, so none runs twice. If one panics the rest still
    /// runs while the panic is on its way; a second panic then aborts, as in every `Drop`.
    ///
    /// # Safety
    ///
    /// Nobody refers any more to the values and stores of these entries, which are of `core`.
    pub(crate) unsafe fn run(&self, core: &Core, from: NonNull<u8>) {
        struct Rest<'a>(&'a Ends, &'a Core, NonNull<u8>);
        impl Drop for Rest<'_> {
            fn drop(&mut self) {
                // SAFETY: promised to the `run` that made this guard.
                unsafe { self.0.run(self.1, self.2) };
            }
        }
        let next = || self.newest.get().filter(|entry| entry.addr() >= from.addr());
        if next().is_none() {
            return;
        }
        let rest = Rest(self, core, from);
        while let Some(entry) = next() {
            // SAFETY: entries on the list are valid (contract of `push`).
            let Entry { older, data, len, run } = unsafe { entry.read() };
            self.newest.set(older);
            // SAFETY: `push` vouched for the values, the caller for there being no user of them,
            // and the entry is off the list, so this is the only time.
            unsafe { run(core, data, len) };
        }
        core::mem::forget(rest);
    }
}
