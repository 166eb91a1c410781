//! `Core`: the memory of an arena and the cursor in it.
//!
//! An arena owns a `Core`, and an open scope *is* that `Core`, seen under a brand. So there is one
//! cursor however deep scopes nest, and opening one copies nothing.
//!
//! # What holds at all times
//!
//! 1. `base <= cursor <= end <= top <= limit`; all but the last are multiples of 8 and keep the
//!    invariants of [`bump`](super::bump).
//! 2. The bytes from `base` to `end` are readable and writable, belong to `memory`, and `base` has
//!    provenance over them and over all that may be committed later, up to the limit.
//! 3. Bytes from the cursor to the top belong to nobody. Those above the top belong to stores, which
//!    commit them as they grow. Bytes below it belong to whoever they were
//!    handed to, until the cursor goes back below them.
//! 4. The cursor goes back in two cases only: a scope opens or ends (which takes `&mut Core`), or
//!    the owner of the *last* region gives it back ([`Core::give_back`]).
//! 5. If the cursor is at or below `watch`, the end of a nested scope has nothing to do but put it
//!    back: nothing is on the list of ends, nothing was abandoned and no figure published since it
//!    opened, and the peak is known. Whatever changes that sets `watch` to 0.

mod last;
mod scopes;
mod stores;

use core::alloc::Layout;
use core::cell::Cell;
use core::ptr::NonNull;

use super::bump::{self, Place};
use super::memory::Memory;
#[cfg(debug_assertions)]
use super::openings::{Open, Openings};
use super::shadow;
use crate::account::meter::{Saves, Window};
use crate::account::{ArenaStats, Shared, Stats};
use crate::alloc::ends::{Ends, Entry};
use crate::error::Reason;

pub(crate) use scopes::Mark;
pub(crate) use stores::Store;

#[derive(Debug)]
pub(crate) struct Core {
    /// Where the next allocation goes.
    cursor: Cell<NonNull<u8>>,
    /// The end of what is committed, or the top if that is lower, or what ends where counters are settled.
    end: Cell<NonNull<u8>>,
    base: NonNull<u8>,
    /// The address up to which there is nothing to look at when a scope ends (5), or 0.
    watch: Cell<usize>,
    /// Bytes that vectors and strings left behind.
    abandoned: Cell<usize>,
    /// Bytes from the base that are committed. Grows, and shrinks by `trim` only.
    committed: Cell<usize>,
    /// Bytes from the base to the lowest store. Stores are stacked downwards from the limit.
    top: Cell<usize>,
    /// Bytes from the base to the lowest store there has been since the last `trim`. From here on memory
    /// may be committed although no store is there.
    lowest: Cell<usize>,
    /// Stores that were made since the arena was empty.
    stores: Cell<u32>,
    /// Bytes from the base to the limit.
    reserved: usize,
    ends: Ends,
    stats: Shared,
    saves: Saves,
    window: Window,
    #[cfg(debug_assertions)]
    openings: Openings,
    memory: Memory,
}

// SAFETY: what keeps `Core` from being `Send` by itself are its pointers. `cursor`, `end` and
// `base` point into `memory`, which moves along and may be used from any thread. `ends` points at
// entries in that memory; their values are `Send` (`alloc_drop` demands it) and are dropped by
// whoever holds the core. Values without a destructor that are not `Send` stay behind when the core
// goes to another thread: they are reached through `&'id mut T`, `ArenaBox` and `Handle` only, each
// of which has the bounds of `T`. Nothing in here is shared with another thread except `stats`,
// which is `Sync`. A `Core` is not `Sync`: two threads that bump one cursor would get the same bytes.
unsafe impl Send for Core {}

impl Core {
    pub(crate) fn new(memory: Memory, name: &'static str, class: &'static str) -> Self {
        let (base, committed, reserved) = memory.range();
        debug_assert!((base.addr().get() | reserved) % bump::MIN_ALIGN == 0);
        let stats = Stats::new(name, class, reserved);
        let core = Self {
            cursor: Cell::new(base),
            end: Cell::new(base),
            base,
            watch: Cell::new(0),
            abandoned: Cell::new(0),
            committed: Cell::new(0),
            top: Cell::new(reserved),
            lowest: Cell::new(reserved),
            stores: Cell::new(0),
            reserved,
            ends: Ends::new(),
            stats: stats.share(),
            saves: Saves::new(),
            window: Window::new(),
            #[cfg(debug_assertions)]
            openings: Openings::new(base),
            memory,
        };
        // SAFETY: all of a buffer is there, and nothing of it is handed out yet.
        unsafe { shadow::set_aside(base, committed) };
        core.set_committed(committed);
        core
    }

    /// Replaces the name; figures begin anew, and earlier ledgers keep the old ones.
    pub(crate) fn rename(&mut self, name: &'static str) {
        let stats = Stats::new(name, self.stats.class, self.reserved());
        stats.set_committed(self.committed());
        #[cfg(feature = "std")]
        self.stats.retire();
        self.stats = stats.share();
        self.watch.set(0);
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.stats
    }

    #[inline]
    pub(crate) fn base(&self) -> NonNull<u8> {
        self.base
    }

    /// Bytes between the base and the cursor.
    #[inline]
    pub(crate) fn position(&self) -> usize {
        self.cursor.get().addr().get() - self.base.addr().get()
    }

    /// Bytes that are taken: those below the cursor, and those of stores.
    #[inline]
    pub(crate) fn used(&self) -> usize {
        self.position() + (self.reserved() - self.top.get())
    }

    pub(crate) fn committed(&self) -> usize {
        self.committed.get()
    }

    pub(crate) fn reserved(&self) -> usize {
        self.reserved
    }

    /// The figures of this moment.
    pub(crate) fn read(&self) -> ArenaStats {
        self.publish();
        self.stats.read()
    }

    /// Publishes the figures of this moment, which a scope that ends will have to do again.
    fn publish(&self) {
        self.stats.settle(self.used());
        self.stats.set_abandoned(self.abandoned.get());
        self.watch.set(0);
    }

    /// Publishes the figures of this moment, and says from where on a scope that ends has to do more
    /// than put the cursor back.
    fn look_again(&self) {
        self.stats.settle(self.used());
        let watch = if self.ends.is_empty() { self.base.addr().get() + self.stats.peak() } else { 0 };
        self.watch.set(watch);
    }

    /// Whether a scope that ends now has nothing to do but put the cursor back (5).
    #[inline(always)]
    pub(crate) fn is_quiet(&self) -> bool {
        self.cursor.get().addr().get() <= self.watch.get()
    }

    /// Remembers the peak before the cursor goes back.
    #[inline(always)]
    fn before_less_is_used(&self) {
        if !self.is_quiet() {
            self.publish();
        }
    }

    fn set_committed(&self, committed: usize) {
        self.committed.set(committed);
        self.stats.set_committed(committed);
        self.set_end();
    }

    /// Puts the end where it belongs: to what is committed, but not into a store, and not beyond what can be
    /// counted before counters are settled.
    fn set_end(&self) {
        let end = self.committed.get().min(self.top.get()).min(self.window.end());
        // SAFETY: at most the length of the range that `base` has provenance over (invariant 2); the
        // result is within it or one past its end.
        self.end.set(unsafe { self.base.add(end) });
    }

    /// To be told after the cursor went back: counters are settled less far away.
    #[inline(always)]
    fn went_back(&self) {
        if self.window.go_back(self.position()) {
            self.set_end();
        }
    }

    /// Takes room for a sized type if there is committed room. This is the hot path: for a small
    /// type it compiles to a load, an addition, a comparison and a store.
    #[inline(always)]
    pub(crate) fn bump_sized<T>(&self) -> Option<NonNull<u8>> {
        let (size, align) = (size_of::<T>(), align_of::<T>());
        if const { bump::is_small(size_of::<T>(), align_of::<T>()) } {
            let (cursor, end) = (self.cursor.get(), self.end.get());
            let place = bump::fit_small(cursor.addr().get(), end.addr().get(), size, align)?;
            Some(self.occupy(place))
        } else {
            self.bump_array::<T>(size)
        }
    }

    /// Takes room for values one after the other, of `size` bytes together, if there is committed
    /// room.
    #[inline(always)]
    pub(crate) fn bump_array<T>(&self, size: usize) -> Option<NonNull<u8>> {
        let (cursor, end) = (self.cursor.get().addr().get(), self.end.get().addr().get());
        let place = if const { align_of::<T>() <= bump::MIN_ALIGN } {
            bump::fit_bytes(cursor, end, size)
        } else {
            bump::fit(cursor, end, size, align_of::<T>())
        };
        Some(self.occupy(place?))
    }

    /// Takes all that is committed and free: from where, and up to where.
    #[inline(always)]
    pub(crate) fn claim(&self) -> (NonNull<u8>, NonNull<u8>) {
        let (cursor, end) = (self.cursor.replace(self.end.get()), self.end.get());
        // SAFETY: the caller's from now on.
        unsafe { shadow::hand_out(cursor, end.addr().get() - cursor.addr().get()) };
        (cursor, end)
    }

    /// Puts the cursor to `cursor`, which lies within what was claimed last. What lies above has not
    /// been handed out.
    #[inline(always)]
    pub(crate) fn disclaim(&self, cursor: NonNull<u8>) {
        debug_assert!(cursor <= self.cursor.get() && self.cursor == self.end);
        let claimed = self.cursor.replace(cursor);
        // SAFETY: claimed, not handed out, and given back here.
        unsafe { shadow::take_back(cursor, claimed.addr().get() - cursor.addr().get()) };
    }

    /// Takes room for any layout if there is committed room.
    #[inline(always)]
    pub(crate) fn bump(&self, layout: Layout) -> Option<NonNull<u8>> {
        let (cursor, end) = (self.cursor.get(), self.end.get());
        // For an alignment that it knows to be small, the compiler then sees that nothing has to be aligned.
        // SAFETY: invariant 1; the base is so aligned (`Core::new` asks in debug builds), and every `fit` moves on by
        // rounded sizes.
        unsafe { core::hint::assert_unchecked(cursor.addr().get() % bump::MIN_ALIGN == 0) };
        let place = bump::fit(cursor.addr().get(), end.addr().get(), layout.size(), layout.align())?;
        Some(self.occupy(place))
    }

    /// Commits more memory and takes the room from that. What to call when `bump` gave nothing.
    #[cold]
    #[inline(never)]
    pub(crate) fn grow(&self, layout: Layout) -> Option<NonNull<u8>> {
        let place = self.place_in_reserve(layout)?;
        self.commit_to(place.next - self.base.addr().get()).ok()?;
        let start = self.occupy(place);
        self.publish();
        Some(start)
    }

    /// Why `grow` gave nothing: all that is reserved is full, or the system has no memory for it.
    pub(crate) fn refusal(&self, layout: Layout) -> Reason {
        self.place_in_reserve(layout).map_or(Reason::Full, |_| Reason::CommitRefused)
    }

    /// Where a layout would go if everything reserved were committed.
    fn place_in_reserve(&self, layout: Layout) -> Option<Place> {
        let limit = self.base.addr().get() + self.top.get();
        bump::fit(self.cursor.get().addr().get(), limit, layout.size(), layout.align())
    }

    /// Moves the cursor over `place`, which lies between the cursor and the end.
    #[inline(always)]
    fn occupy(&self, place: Place) -> NonNull<u8> {
        let cursor = self.cursor.get();
        let address = cursor.addr().get();
        // SAFETY: the `fit` functions return `cursor <= start <= next <= end`, and from cursor to
        // end everything is one range of `memory` (invariants 1 and 2).
        let (start, next) = unsafe { (cursor.add(place.start - address), cursor.add(place.next - address)) };
        self.cursor.set(next);
        // SAFETY: between the old cursor and the new one.
        unsafe { shadow::hand_out(start, place.next - place.start) };
        start
    }

    /// Commits at least the first `needed` bytes of the reservation.
    pub(crate) fn commit_to(&self, needed: usize) -> Result<(), Reason> {
        if needed > self.top.get() {
            return Err(Reason::Full);
        }
        let committed = self.committed();
        if needed > committed {
            let end = self.memory.commit(committed, needed).ok_or(Reason::CommitRefused)?;
            // SAFETY: committed just now, below the limit; what lies above the top may be a store's already.
            unsafe { shadow::set_aside(self.base.add(committed), end.min(self.top.get()).saturating_sub(committed)) };
            self.set_committed(end);
        }
        self.stats.tags.settle();
        self.window.advance(self.position(), needed);
        self.set_end();
        self.publish();
        Ok(())
    }

    /// Commits and touches the first `bytes` of an arena that is still empty.
    #[cfg(all(feature = "std", any(unix, windows, miri)))]
    pub(crate) fn prefault(&mut self, bytes: usize) -> Result<(), Reason> {
        self.publish();
        self.rewind_to_base();
        self.commit_to(bytes)?;
        self.went_back();
        // SAFETY: committed just now; and with the cursor at the base nobody owns any of it.
        if unsafe { self.memory.prefault(bytes) } { Ok(()) } else { Err(Reason::CommitRefused) }
    }

    /// Returns committed memory beyond `keep` bytes to the system. No scope is open.
    pub(crate) fn trim(&mut self, keep: usize) {
        self.publish();
        self.rewind_to_base();
        let committed = self.committed();
        if keep < committed {
            // SAFETY: no scope is open, as the caller holds the arena itself exclusively, and the
            // cursor is at the base. So nobody owns a byte of the range (invariant 3).
            let kept = unsafe { self.memory.decommit(keep, committed) };
            self.set_committed(kept);
        }
        let lowest = self.memory.page_of(self.lowest.replace(self.reserved)).max(self.committed());
        if lowest < self.reserved {
            // SAFETY: as above; no store is left, and nothing of this was counted as committed.
            let _ = unsafe { self.memory.decommit(lowest, self.reserved) };
        }
        self.stats.stores.trim();
    }

    fn set_abandoned(&self, bytes: usize) {
        self.abandoned.set(bytes);
        self.stats.set_abandoned(bytes);
    }

    /// Puts something on the list of what is to be done when the scope ends.
    ///
    /// # Safety
    ///
    /// As for [`Ends::push`]; and the entry was taken from this core in the scope that is open.
    #[inline]
    pub(crate) unsafe fn at_end(&self, entry: NonNull<Entry>) {
        // SAFETY: as promised by the caller.
        unsafe { self.ends.push(entry) };
        self.watch.set(0);
    }

    /// Places a value right behind those of the newest run, if that is one of its type and ends at the
    /// cursor, and if there is committed room. Else gives it back.
    ///
    /// # Safety
    ///
    /// Nobody else drops the value. It may be dropped when the scope ends, wherever that is.
    #[inline(always)]
    pub(crate) unsafe fn add_to_run<T>(&self, value: T) -> Result<NonNull<T>, T> {
        if const { !Entry::is_for_runs::<T>() } {
            return Err(value);
        }
        let Some(run) = self.ends.run_up_to::<T>(self.cursor.get()) else {
            return Err(value);
        };
        let Some(place) = self.bump_sized::<T>() else {
            return Err(value);
        };
        let place = place.cast::<T>();
        debug_assert_eq!(place.addr().get() + size_of::<T>(), self.cursor.get().addr().get());
        // SAFETY: fresh room for a `T`. A type of runs begins at the cursor, which is where the run ended, and
        // fills its room, up to the new cursor.
        unsafe {
            place.write(value);
            self.ends.extend(run, self.cursor.get());
        }
        Ok(place)
    }

    /// Where the next allocation of ordinary alignment goes.
    #[inline(always)]
    pub(crate) fn cursor(&self) -> NonNull<u8> {
        self.cursor.get()
    }

    /// The openings that handles may be of, in debug builds.
    #[cfg(debug_assertions)]
    pub(crate) fn open(&self) -> Open {
        self.openings.open()
    }
}

#[cfg(feature = "std")]
impl Drop for Core {
    /// Tells the ledgers. It touches nothing else: the destructors of a leaked scope stay forgotten,
    /// and a buffer may be gone already.
    fn drop(&mut self) {
        self.publish();
        self.stats.retire();
        if cfg!(arena_planted = "leak") {
            // A bug on purpose, for LeakSanitizer and Valgrind to find (`tests/planted.rs`).
            core::mem::forget(self.stats.clone());
        }
        // SAFETY: what is committed was the arena's, and is the buffer's owner's again.
        unsafe { shadow::hand_out(self.base, self.committed()) };
    }
}
