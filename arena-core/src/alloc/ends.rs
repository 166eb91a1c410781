//! The list of what is to be done when a scope ends: destructors to run, stores to close.
//!
//! Entries lie in the arena, each in front of (or beside) the values it drops, and are chained
//! from the newest to the oldest. Only the end of a scope runs them. An opening and the drop of an
//! arena throw the list away unread: what a leaked scope left behind stays leaked, as with every
//! `mem::forget`.
//!
//! Entries are taken from the cursor, and the list is a stack. So those of a scope are the ones at or
//! above where the cursor stood when it opened, and they come first.
//!
//! One entry does for a whole *run*: values of one type that were placed one right behind the other.
//! A run may begin before a scope opens and go on inside it. What lies in the scope is dropped with
//! it, and the run is cut there.

use core::cell::Cell;
use core::marker::PhantomData;
use core::ptr::NonNull;

use crate::arena::bump::MIN_ALIGN;
use crate::arena::core::Core;

/// The newest entry, or [`NOTHING`].
#[derive(Debug)]
pub(crate) struct Ends {
    newest: Cell<NonNull<Entry>>,
}

/// Something to be done, and to what.
#[derive(Debug)]
pub(crate) struct Entry {
    older: NonNull<Self>,
    kind: Kind,
    data: NonNull<u8>,
    /// The address where a run ends; the number of values of a slice; the former top below a store.
    extent: usize,
}

/// Ends everything at or above an address that an entry is about.
type End = unsafe fn(&Core, NonNull<Entry>, NonNull<u8>);

/// What there is to be done. Kinds are told apart by the address of the function that does it.
///
/// A function may have two addresses, if two parts of a program are compiled apart; then a new entry is
/// made where there was no need. Two functions have one address if they are the same instructions, which
/// compilers and linkers look for. Those do the same to the values of both, wherever they are; but where the
/// values may be is not in the instructions. So a run takes no type that asks for more than every place offers.
#[derive(Debug, Clone, Copy)]
struct Kind {
    #[cfg(not(miri))]
    end: End,
    /// Under Miri a generic function has another address each time it is asked for, a constant has not.
    #[cfg(miri)]
    end: &'static End,
}

impl Kind {
    #[cfg(not(miri))]
    const fn new(end: &'static End) -> Self {
        Self { end: *end }
    }

    #[cfg(miri)]
    const fn new(end: &'static End) -> Self {
        Self { end }
    }

    /// What [`NOTHING`] is asked when a scope ends in front of it.
    const NOTHING: Self = {
        unsafe fn end_nothing(_: &Core, _: NonNull<Entry>, _: NonNull<u8>) {}
        Self::new(&(end_nothing as End))
    };
    const STORE: Self = Self::new(&(end_store as End));

    #[inline(always)]
    fn is(self, other: Self) -> bool {
        #[cfg(not(miri))]
        return core::ptr::fn_addr_eq(self.end, other.end);
        #[cfg(miri)]
        return core::ptr::eq(self.end, other.end);
    }
}

/// The kinds of entries about values of type `T`.
struct Of<T>(PhantomData<T>);

impl<T> Of<T> {
    const RUN: Kind = Kind::new(&(end_run::<T> as End));
    const SLICE: Kind = Kind::new(&(end_slice::<T> as End));
}

/// The end of every list. It is no entry of an arena and is never written: that spares whoever looks at
/// the newest entry the question whether there is one.
static NOTHING: Last = Last(Entry {
    older: NonNull::dangling(),
    kind: Kind::NOTHING,
    data: NonNull::dangling(),
    // No run ends at the null address.
    extent: 0,
});

struct Last(Entry);

// SAFETY: it is never written.
unsafe impl Sync for Last {}

impl Entry {
    /// Drops a value, and those that are going to follow it in a run.
    pub(crate) fn of_value<T>(data: NonNull<T>) -> Self {
        if const { !Self::is_for_runs::<T>() } {
            return Self::of_slice(data, 1);
        }
        Self { older: nothing(), kind: Of::<T>::RUN, data: data.cast(), extent: data.addr().get() + size_of::<T>() }
    }

    /// Drops `len` values that begin at `data`, in their order.
    pub(crate) fn of_slice<T>(data: NonNull<T>, len: usize) -> Self {
        Self { older: nothing(), kind: Of::<T>::SLICE, data: data.cast(), extent: len }
    }

    /// Ends a store. What is free of stores reached to `top` before there was this one.
    pub(crate) fn of_store(top: usize) -> Self {
        Self { older: nothing(), kind: Kind::STORE, data: NonNull::dangling(), extent: top }
    }

    /// Whether values of this type can be in a run: if one begins at the cursor, whatever that is, and takes
    /// all the room from there to the start of the next.
    pub(crate) const fn is_for_runs<T>() -> bool {
        size_of::<T>() > 0 && size_of::<T>() % MIN_ALIGN == 0 && align_of::<T>() <= MIN_ALIGN
    }
}

fn nothing() -> NonNull<Entry> {
    NonNull::from(&NOTHING.0)
}

/// Drops the values of a run at or above `from`, the last one first. The others still are if one
/// panics.
///
/// # Safety
///
/// The entry is one of [`Entry::of_value`] for a type of runs, valid, and nobody uses these values any more.
/// `from` is not inside a value.
unsafe fn end_run<T>(_: &Core, entry: NonNull<Entry>, from: NonNull<u8>) {
    struct Rest<T> {
        first: NonNull<T>,
        len: usize,
    }
    impl<T> Rest<T> {
        fn drop_all(&mut self) {
            while self.len > 0 {
                self.len -= 1;
                // SAFETY: the last of `len` values, which nobody uses, and which is no longer counted.
                unsafe { self.first.add(self.len).drop_in_place() };
            }
        }
    }
    impl<T> Drop for Rest<T> {
        fn drop(&mut self) {
            self.drop_all();
        }
    }
    // SAFETY: says the caller; the reference ends before any destructor runs.
    let Entry { data, extent, .. } = unsafe { entry.as_ref() };
    let (data, extent) = (data.cast::<T>(), *extent);
    let len = (extent - data.addr().get()) / size_of::<T>();
    let kept = from.addr().get().saturating_sub(data.addr().get()) / size_of::<T>();
    let Some(gone @ 1..) = len.checked_sub(kept) else {
        return;
    };
    // SAFETY: within the run, as are all that follow.
    let first = unsafe { data.add(kept) };
    // SAFETY: as above.
    unsafe { (*entry.as_ptr()).extent = first.addr().get() };
    Rest { first, len: gone }.drop_all();
}

/// Drops a slice if it lies at or above `from`.
///
/// # Safety
///
/// The entry is one of [`Entry::of_slice`], valid, and nobody uses these values any more if they are.
unsafe fn end_slice<T>(_: &Core, entry: NonNull<Entry>, from: NonNull<u8>) {
    if entry.addr() >= from.addr() {
        // SAFETY: says the caller; the reference ends before any destructor runs.
        let Entry { data, extent, .. } = unsafe { entry.as_ref() };
        let values = NonNull::slice_from_raw_parts(data.cast::<T>(), *extent);
        // SAFETY: as promised by the caller.
        unsafe { values.drop_in_place() };
    }
}

/// Ends the newest store if its entry lies at or above `from`.
///
/// # Safety
///
/// The entry is one of [`Entry::of_store`], valid, and nobody refers to the store any more if it does.
unsafe fn end_store(core: &Core, entry: NonNull<Entry>, from: NonNull<u8>) {
    if entry.addr() >= from.addr() {
        // SAFETY: as promised by the caller.
        unsafe { core.lift_top(entry.as_ref().extent) };
    }
}

impl Ends {
    pub(crate) fn new() -> Self {
        Self { newest: Cell::new(nothing()) }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.newest.get() == nothing()
    }

    /// The newest entry, if it is a run of `T` that ends at `address`.
    #[inline(always)]
    pub(crate) fn run_up_to<T>(&self, address: NonNull<u8>) -> Option<NonNull<Entry>> {
        let newest = self.newest.get();
        // SAFETY: entries on the list are valid (contract of `push`), and so is `NOTHING`.
        let Entry { kind, extent, .. } = unsafe { newest.as_ref() };
        let fits = *extent == address.addr().get() && kind.is(Of::<T>::RUN);
        fits.then_some(newest)
    }

    /// Lets a run end at `address`.
    ///
    /// # Safety
    ///
    /// `run` is from [`run_up_to`](Self::run_up_to) a moment ago, and up to `address` there is one more value of
    /// its type, which is in this scope, and which nobody else drops.
    #[inline(always)]
    pub(crate) unsafe fn extend(&self, run: NonNull<Entry>, address: NonNull<u8>) {
        // SAFETY: on the list, so valid; it is not `NOTHING`, which is no run.
        unsafe { (*run.as_ptr()).extent = address.addr().get() };
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
        self.newest.set(entry);
    }

    /// Forgets what is listed.
    pub(crate) fn clear(&self) {
        self.newest.set(nothing());
    }

    /// Does what is listed for what lies at or above `from`, the newest first. That of a nested scope
    /// that was leaked is among it.
    ///
    /// An entry leaves the list before it runs, so none runs twice. If one panics the rest still
    /// runs while the panic is on its way; a second panic then aborts, as in every `Drop`.
    ///
    /// # Safety
    ///
    /// Nobody refers any more to the values and stores that lie there, which are of `core`; `from` is a
    /// place where its cursor was.
    pub(crate) unsafe fn run(&self, core: &Core, from: NonNull<u8>) {
        struct Rest<'a>(&'a Ends, &'a Core, NonNull<u8>);
        impl Drop for Rest<'_> {
            fn drop(&mut self) {
                // SAFETY: promised to the `run` that made this guard.
                unsafe { self.0.run(self.1, self.2) };
            }
        }
        if self.is_empty() {
            return;
        }
        let rest = Rest(self, core, from);
        loop {
            let newest = self.newest.get();
            let whole = newest != nothing() && newest.addr() >= from.addr();
            // SAFETY: entries on the list are valid (contract of `push`), and so is `NOTHING`.
            let Entry { older, kind, .. } = unsafe { newest.as_ref() };
            let (older, kind) = (*older, *kind);
            if whole {
                self.newest.set(older);
            }
            // SAFETY: `push` and `extend` vouched for the values, the caller for there being no user of
            // those that lie there. What ends is no longer listed, so this is the only time. A cursor is
            // never inside a value.
            unsafe { (kind.end)(core, newest, from) };
            if !whole {
                break;
            }
        }
        core::mem::forget(rest);
    }
}
