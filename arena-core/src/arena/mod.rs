//! Arenas, and the scopes that are opened on them.

#[cfg(feature = "std")]
mod builder;
pub(crate) mod bump;
#[cfg(feature = "bumpalo")]
mod chain;
pub(crate) mod core;
pub(crate) mod memory;
pub(crate) mod opening;
#[cfg(debug_assertions)]
pub(crate) mod openings;
#[cfg(feature = "std")]
mod reuse;
mod scope;
mod shadow;

use ::core::fmt;
use ::core::marker::PhantomData;
use ::core::mem::MaybeUninit;
use ::core::ptr::NonNull;

#[cfg(feature = "std")]
pub use builder::Builder;
#[cfg(feature = "bumpalo")]
pub use chain::{Chain, ChainScope};
#[cfg(feature = "std")]
pub use reuse::{ArenaPool, FramePool, PooledArena};
pub use scope::{Frame, In, Perm, Scene, Scope};

use self::core::Core;
use self::memory::Memory;
use self::opening::RootOpening;
use crate::account::{ArenaStats, Shared};
use crate::lifetime::{self, Lifetime};
use crate::threads::ManyThreads;

/// A range of memory and a cursor in it. Nothing can be allocated until a scope is open.
///
/// `L` is the [lifetime class](crate::lifetime) of its scopes. `'mem` is `'static` for an arena
/// that owns its memory, or the lifetime of the buffer it was made from.
///
/// An arena is `Send`: it can be made on one thread and used on another. It is not `Sync`, because
/// two threads must not move one cursor; give each thread an arena of its own.
///
/// Dropping it returns everything to the system. Destructors never run then: they run at the end
/// of the scope they were registered in.
pub struct Arena<'mem, L> {
    core: Core,
    memory: PhantomData<&'mem mut [MaybeUninit<u8>]>,
    class: PhantomData<fn() -> L>,
}

// SAFETY: the bound holds for nothing, see `threads`.
unsafe impl<L> Sync for Arena<'_, L> where L: ManyThreads<Self> {}

/// An arena for what lives until shutdown.
pub type PermArena = Arena<'static, lifetime::Perm>;
/// An arena for what lives as long as a level, a document, a project.
pub type SceneArena = Arena<'static, lifetime::Scene>;
/// An arena for what lives for one turn of a loop.
pub type FrameArena = Arena<'static, lifetime::Frame>;

impl<'mem, L: Lifetime> Arena<'mem, L> {
    /// An arena in somebody else's bytes. It does not grow, and works without `std`.
    ///
    /// The buffer may begin at any address. What is lost at either side to an alignment of 8 is
    /// not part of the capacity, so `stats().reserved` is what can be used. The arena is called
    /// `buffer` until it is [`named`](Self::named).
    ///
    /// ```
    /// use arena_core::{Arena, lifetime};
    /// use core::mem::MaybeUninit;
    ///
    /// let mut bytes = [MaybeUninit::uninit(); 1024];
    /// let mut arena = Arena::<lifetime::Frame>::from_buffer(&mut bytes).named("commands");
    /// arena.scope(|frame| {
    ///     assert_eq!(frame.alloc_str("no heap"), "no heap");
    ///     assert!(frame.try_alloc([0_u8; 2000]).is_err());
    /// });
    /// ```
    #[must_use]
    pub fn from_buffer(buffer: &'mem mut [MaybeUninit<u8>]) -> Self {
        let len = buffer.len();
        let start = NonNull::from(buffer).cast::<u8>();
        Self::new(Memory::buffer(start, len), "buffer")
    }

    pub(crate) fn new(memory: Memory, name: &'static str) -> Self {
        Self { core: Core::new(memory, name, L::NAME), memory: PhantomData, class: PhantomData }
    }

    /// Gives the arena a name, which stands in every message and report about it.
    ///
    /// A ledger that watches the arena already goes on watching the old name, and sees nothing new.
    #[must_use]
    pub fn named(mut self, name: &'static str) -> Self {
        self.core.rename(name);
        self
    }

    /// Opens a scope for the length of a closure.
    ///
    /// The arena is reset when the scope opens and when it ends, panics included. What the closure
    /// returns cannot hold anything from inside. `scope!` does the same as a statement, so that
    /// `?`, `break` and `return` work inside.
    ///
    /// ```
    /// # #[cfg(feature = "std")] {
    /// let mut arena = arena_core::FrameArena::reserve("frame", 1 << 20).unwrap();
    /// let sum = arena.scope(|frame| frame.alloc_iter(1..=10_u32).iter().sum::<u32>());
    /// assert_eq!((sum, arena.stats().used, arena.stats().peak), (55, 0, 40));
    /// # }
    /// ```
    pub fn scope<'env, R>(&mut self, f: impl for<'a, 'id> FnOnce(&'a mut In<'id, 'env, Scope<'id, L>>) -> R) -> R {
        RootOpening::<L>::new(&mut self.core).with(f)
    }

    /// What `scope!` calls. Safe, and of no use without a brand.
    #[doc(hidden)]
    #[inline]
    pub fn open_scope(&mut self) -> RootOpening<'_, L> {
        RootOpening::new(&mut self.core)
    }

    /// What the arena uses, used and may use. While no scope is open, `used` is 0.
    #[must_use]
    pub fn stats(&self) -> ArenaStats {
        self.core.read()
    }

    /// The name of the arena.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.core.shared().name
    }

    /// Returns committed memory beyond `keep` bytes (rounded up to whole pages) to the system.
    ///
    /// The arena keeps all it ever committed otherwise, so that the next scope finds warm memory.
    /// Use this after an exceptionally large one. A buffer stays as it is.
    pub fn trim(&mut self, keep: usize) {
        self.core.trim(keep);
    }

    #[cfg_attr(not(feature = "std"), allow(dead_code, reason = "only ledgers share figures"))]
    pub(crate) fn shared(&self) -> &Shared {
        self.core.shared()
    }
}

impl<L> fmt::Debug for Arena<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Arena").field("name", &self.core.shared().name).field("stats", &self.core.read()).finish()
    }
}
