//! Room for stores: stacked downwards from the limit, each its own until its scope ends.

use core::alloc::Layout;
use core::ptr::NonNull;

use super::Core;
use crate::alloc::ends::Entry;
use crate::arena::bump;
use crate::arena::memory::Committer;
use crate::arena::shadow;
use crate::error::Reason;

/// Room for a store.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) start: NonNull<u8>,
    /// Bytes from the base to the start.
    pub(crate) place: usize,
    pub(crate) committer: Committer,
    /// How many were made before it since the arena was empty.
    pub(crate) number: u32,
}

impl Core {
    /// Takes room for a store: aligned, not committed, and its own until the scope ends.
    pub(crate) fn take_store(&self, layout: Layout) -> Result<Store, Reason> {
        let of_entry = Layout::new::<Entry>();
        let entry = self.bump(of_entry).or_else(|| self.grow(of_entry)).ok_or_else(|| self.refusal(of_entry))?;
        let (base, top) = (self.base.addr().get(), self.top.get());
        let align = layout.align().max(bump::MIN_ALIGN);
        // Also one without any bytes has a place of its own, below those before it: so it is found when it ends.
        let size = layout.size().max(1);
        let start = (base + top).checked_sub(size).map(|start| bump::align_down(start, align));
        let Some(start) = start.filter(|&start| start >= self.cursor.get().addr().get()) else {
            self.cursor.set(entry);
            return Err(Reason::Full);
        };
        // SAFETY: fresh room for an entry, in the scope that is open. What it does when that ends is
        // safe: the store, and all that refers to it, ends with its scope.
        unsafe {
            entry.cast().write(Entry::of_store(top));
            self.at_end(entry.cast());
        }
        let place = start - base;
        self.top.set(place);
        self.set_end();
        self.publish();
        let number = self.stores.replace(self.stores.get().wrapping_add(1));
        // SAFETY: between the cursor and the former top.
        let start = unsafe { self.base.add(place) };
        // SAFETY: the store's from now on.
        unsafe { shadow::hand_out(start, layout.size()) };
        Ok(Store { start, place, committer: self.memory.committer(), number })
    }

    /// The stores below `top` are gone. What they committed stays, for the next ones to find it warm.
    ///
    /// # Safety
    ///
    /// Nobody refers to them any more.
    pub(crate) unsafe fn lift_top(&self, top: usize) {
        let old = self.top.replace(top);
        self.lowest.set(self.lowest.get().min(old));
        // SAFETY: within the arena; nobody refers to these stores, says the caller.
        unsafe { self.forget_stores(old, top) };
        self.stats.stores.end_below(top);
        self.set_end();
    }

    /// Tells checkers that the stores between `old` and `top` are nobody's any more.
    ///
    /// # Safety
    ///
    /// So it is.
    unsafe fn forget_stores(&self, old: usize, top: usize) {
        if cfg!(miri) {
            // Between them lies what was never committed, so this is told to the platform's stand-in.
            let from = self.committed.get().max(old);
            if from < top {
                // SAFETY: as promised by the caller; and what lies above `committed` is none of the
                // cursor's.
                let _ = unsafe { self.memory.decommit(from, top) };
            }
        } else {
            // SAFETY: as promised by the caller; checkers do not touch it.
            unsafe { shadow::take_back(self.base.add(old), top - old) };
        }
    }
}
