//! `Builder`: how an arena gets memory of its own.

use core::marker::PhantomData;

use super::{Arena, Lifetime};
use crate::error::{ReserveCause, ReserveError};
use crate::size::MIB;

/// Describes an arena with memory of its own; [`Arena::builder`] makes one.
///
/// ```
/// use arena_core::{FrameArena, MIB};
///
/// let arena = FrameArena::builder()
///     .name("gui")
///     .reserve(64 * MIB)   // address space: costs nothing until it is used
///     .prefault(4 * MIB)   // but the first 4 MiB shall be there from the start
///     .build()?;
/// assert_eq!(arena.stats().reserved, 64 * MIB);
/// assert!(arena.stats().committed >= 4 * MIB);
/// # Ok::<(), arena_core::ReserveError>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until `build`"]
pub struct Builder<L> {
    pub(super) name: &'static str,
    reserve: usize,
    guard_page: bool,
    /// What the user said, if anything.
    huge_pages: Option<bool>,
    prefault: usize,
    class: PhantomData<fn() -> L>,
}

impl<L: Lifetime> Arena<'static, L> {
    /// Begins the description of an arena. Its name is that of its class, and it reserves 64 MiB.
    pub fn builder() -> Builder<L> {
        Builder {
            name: L::NAME,
            reserve: 64 * MIB,
            guard_page: true,
            huge_pages: None,
            prefault: 0,
            class: PhantomData,
        }
    }

    /// An arena that may grow to `bytes`, rounded up to whole pages.
    ///
    /// Only address space is taken; memory follows as it is used. On a 64-bit system be generous.
    ///
    /// # Errors
    ///
    /// If the system refuses, with the size that was asked for.
    pub fn reserve(name: &'static str, bytes: usize) -> Result<Self, ReserveError> {
        Self::builder().name(name).reserve(bytes).build()
    }
}

impl<L: Lifetime> Builder<L> {
    /// The name that stands in every message and report about the arena.
    pub fn name(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// How many bytes the arena may grow to, rounded up to whole pages.
    pub fn reserve(mut self, bytes: usize) -> Self {
        self.reserve = bytes;
        self
    }

    /// Whether an inaccessible page follows the reservation, so that foreign code that writes
    /// past the end of the arena faults there. On unless switched off; it costs address space
    /// only, and does not count as reserved.
    pub fn guard_page(mut self, guard_page: bool) -> Self {
        self.guard_page = guard_page;
        self
    }

    /// How many bytes to commit and touch right away, so that their first use does not fault.
    pub fn prefault(mut self, bytes: usize) -> Self {
        self.prefault = bytes;
        self
    }

    /// Whether to ask for huge pages: for all of the arena, or for nothing. Without this, for what lies beyond
    /// the first 4 MiB, once the arena grows that far.
    ///
    /// A hint, which Linux takes (transparent huge pages). Where it does, a first touch costs about 0.5 µs per
    /// 4 KiB instead of 1.4 µs; but all of 2 MiB is touched at once, which takes some 150 µs and is wasted on
    /// an arena that stays small. To touch nothing for the first time at all, keep the arena, or
    /// [`prefault`](Self::prefault) it.
    pub fn huge_pages(mut self, huge_pages: bool) -> Self {
        self.huge_pages = Some(huge_pages);
        self
    }

    /// Reserves the address space and makes the arena.
    ///
    /// # Errors
    ///
    /// If the system refuses the reservation, or the memory that `prefault` asks for; the error
    /// tells the size. On a platform without virtual memory (wasm, say) it always does: use
    /// [`Arena::from_buffer`] there.
    pub fn build(self) -> Result<Arena<'static, L>, ReserveError> {
        self.make()
    }

    /// As [`build`](Self::build), any number of times.
    pub(super) fn make(&self) -> Result<Arena<'static, L>, ReserveError> {
        let refused = |cause| ReserveError { arena: self.name, class: L::NAME, size: self.reserve, cause };
        #[cfg(any(unix, windows, miri))]
        {
            use std::boxed::Box;

            use super::memory::Memory;
            use crate::platform::{HugePages, Options, Reservation};

            let huge_pages = match self.huge_pages {
                Some(true) => HugePages::Always,
                Some(false) => HugePages::Never,
                None => HugePages::Beyond,
            };
            let options = Options { guard_page: self.guard_page, huge_pages };
            let pages = Reservation::new(self.reserve, options).map_err(|e| refused(ReserveCause::System(e)))?;
            let mut arena = Arena::new(Memory::Pages(Box::new(pages)), self.name);
            let prefault = self.prefault.min(arena.core.reserved());
            arena.core.prefault(prefault).map_err(|_| refused(ReserveCause::Prefault(prefault)))?;
            Ok(arena)
        }
        #[cfg(not(any(unix, windows, miri)))]
        {
            let _ = (self.guard_page, self.huge_pages, self.prefault);
            Err(refused(ReserveCause::Unsupported))
        }
    }
}
