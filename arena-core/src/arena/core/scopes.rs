//! Where scopes begin and end: the only places where the cursor goes back over what others own.

use core::ptr::NonNull;

use super::Core;
use crate::account::meter::SavePoint;
#[cfg(debug_assertions)]
use crate::arena::openings::Open;
use crate::arena::shadow;

/// Where a nested scope began.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    cursor: NonNull<u8>,
    abandoned: usize,
    saved: SavePoint,
    #[cfg(debug_assertions)]
    outer: Open,
}

// SAFETY: a mark only remembers: its pointers are compared and put back, on the thread that has the
// core they belong to, which is `Send`. So a future may hold a nested scope across an `await`.
unsafe impl Send for Mark {}

impl Core {
    /// Nothing is allocated any more. What a leaked scope left on the list of ends is forgotten.
    pub(super) fn rewind_to_base(&mut self) {
        self.ends.clear();
        if self.top.get() < self.reserved {
            // SAFETY: the core is borrowed exclusively, so no scope is open, and no store is left.
            unsafe { self.lift_top(self.reserved) };
        }
        self.stores.set(0);
        self.forget_contents(self.base);
        self.cursor.set(self.base);
        self.set_abandoned(0);
        self.stats.tags.reset();
        self.saves.clear();
        self.went_back();
        self.look_again();
    }

    /// Opens a root scope: whatever was there is gone.
    #[inline]
    pub(crate) fn open_root(&mut self) {
        // The end of the last one left nothing, unless it was leaked.
        if self.cursor.get() != self.base {
            self.before_less_is_used();
            self.rewind_to_base();
        }
        self.stats.tags.reset();
        self.saves.clear();
        #[cfg(debug_assertions)]
        self.openings.begin_root();
    }

    /// Ends a root scope: runs what is to be done at its end, and resets, also if a destructor panics.
    ///
    /// # Safety
    ///
    /// Nobody refers to anything in it any more.
    #[inline]
    pub(crate) unsafe fn close_root(&mut self) {
        /// Resets even if a destructor panics.
        struct Close<'a>(&'a mut Core);
        impl Drop for Close<'_> {
            fn drop(&mut self) {
                self.0.rewind_to_base();
                self.0.stats.count_reset();
            }
        }
        self.before_less_is_used();
        if cfg!(arena_planted = "reset_first") {
            // A bug on purpose, for AddressSanitizer and Valgrind to find (`tests/planted.rs`).
            self.forget_contents(self.base);
        }
        let close = Close(self);
        // SAFETY: as promised by the caller; everything lies above the base.
        unsafe { close.0.ends.run(close.0, close.0.base) };
    }

    /// Opens a nested scope.
    #[inline(always)]
    pub(crate) fn open_nested(&mut self) -> Mark {
        Mark {
            cursor: self.cursor.get(),
            abandoned: self.abandoned.get(),
            saved: self.saves.save(&self.stats.tags),
            #[cfg(debug_assertions)]
            outer: self.openings.begin_nested(),
        }
    }

    /// Ends a nested scope: the cursor and the counters go back together.
    ///
    /// # Safety
    ///
    /// Nobody refers to anything in it any more, and the mark is that of its opening.
    #[inline(always)]
    pub(crate) unsafe fn close_nested(&mut self, mark: Mark) {
        if self.is_quiet() {
            self.rewind(mark);
        } else {
            // SAFETY: as promised by the caller.
            unsafe { self.close_nested_slow(mark) };
        }
        // It is there already. That it is, whichever way was gone, is for the compiler to see: a loop
        // around a scope then keeps the cursor in a register.
        self.cursor.set(mark.cursor);
    }

    /// Does what is to be done at the end of a nested scope, and rewinds, also if a destructor panics.
    ///
    /// # Safety
    ///
    /// As for [`Core::close_nested`].
    #[cold]
    #[inline(never)]
    unsafe fn close_nested_slow(&mut self, mark: Mark) {
        /// Rewinds even if a destructor panics.
        struct Close<'a>(&'a mut Core, Mark);
        impl Drop for Close<'_> {
            fn drop(&mut self) {
                self.0.rewind(self.1);
                self.0.set_abandoned(self.1.abandoned);
                self.0.look_again();
            }
        }
        self.publish();
        let close = Close(self, mark);
        // SAFETY: as promised by the caller. What was on the list at the opening lies below the mark.
        // Entries of a nested scope that was leaked may be among those above; they are intact, because
        // such a scope never rewound.
        unsafe { close.0.ends.run(close.0, mark.cursor) };
    }

    /// Puts the cursor and the counters of tags back.
    #[inline(always)]
    fn rewind(&mut self, mark: Mark) {
        self.forget_contents(mark.cursor);
        self.cursor.set(mark.cursor);
        self.saves.restore(&self.stats.tags, mark.saved);
        self.went_back();
        #[cfg(debug_assertions)]
        self.openings.end_nested(mark.outer);
    }

    /// What lies between `from` and the cursor is nobody's any more.
    #[inline(always)]
    fn forget_contents(&self, from: NonNull<u8>) {
        let len = self.cursor.get().addr().get() - from.addr().get();
        // SAFETY: between `from`, a former cursor, and the cursor everything is committed, and by the
        // contract of every caller no longer owned by anyone.
        unsafe { shadow::take_back(from, len) };
    }
}
