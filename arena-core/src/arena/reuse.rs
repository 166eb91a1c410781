//! `ArenaPool`: arenas for work that comes and goes, without asking the system each time.

use core::fmt;
use core::mem::ManuallyDrop;
use core::ops::Deref;
use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};
use std::boxed::Box;

use super::opening::RootOpening;
use super::scope::{In, Scope};
use super::{Arena, Builder};
use crate::error::ReserveError;
use crate::lifetime::Lifetime;

/// Keeps arenas that nobody uses at the moment, for requests, jobs and tasks.
///
/// To reserve address space and to give it back costs two system calls, and first touches cost a fault per
/// page. [`take`](Self::take) gives out an arena that has been used before, if there is one, and what is taken
/// comes back by itself when it is dropped. So the memory of a server follows the number of requests that
/// are worked on at a time, up to a bound.
///
/// The pool can be shared by threads; taking and returning is one atomic exchange each as a rule, and never
/// waits for another thread.
///
/// ```
/// use arena_core::{FrameArena, KIB, MIB};
///
/// // At most eight idle arenas, each of which keeps at most 256 KiB of memory.
/// let requests = FrameArena::builder().name("request").reserve(16 * MIB).pool(8).keeping(256 * KIB);
/// let answer = std::thread::scope(|threads| {
///     threads
///         .spawn(|| {
///             let mut arena = requests.take()?;
///             Ok::<_, arena_core::ReserveError>(arena.scope(|request| request.alloc_fmt(format_args!("{}", 42)).len()))
///         })
///         .join()
///         .unwrap()
/// })?;
/// assert_eq!((answer, requests.idle()), (2, 1));
/// # Ok::<(), arena_core::ReserveError>(())
/// ```
pub struct ArenaPool<L> {
    builder: Builder<L>,
    /// Bytes that an idle arena keeps committed.
    keep: usize,
    /// Each is null, or owns an arena that nobody uses.
    slots: Box<[AtomicPtr<Arena<'static, L>>]>,
}

impl<L: Lifetime> Builder<L> {
    /// A pool of such arenas that keeps at most `bound` of them while nobody uses them. None is made yet.
    pub fn pool(self, bound: usize) -> ArenaPool<L> {
        let slots = (0..bound).map(|_| AtomicPtr::new(ptr::null_mut())).collect();
        ArenaPool { builder: self, keep: usize::MAX, slots }
    }
}

impl<L: Lifetime> ArenaPool<L> {
    /// Lets an arena keep at most `bytes` of committed memory (rounded up to whole pages) when it comes back.
    /// Otherwise it keeps all it ever used.
    #[must_use]
    pub fn keeping(mut self, bytes: usize) -> Self {
        self.keep = bytes;
        self
    }

    /// An arena that nobody uses, or a new one.
    ///
    /// # Errors
    ///
    /// If there is none and the system refuses another; see [`Builder::build`].
    #[inline]
    pub fn take(&self) -> Result<PooledArena<'_, L>, ReserveError> {
        for slot in &*self.slots {
            if let Some(arena) = take_out(slot) {
                return Ok(PooledArena { arena: ManuallyDrop::new(arena), pool: self });
            }
        }
        let arena = self.make()?;
        Ok(PooledArena { arena: ManuallyDrop::new(arena), pool: self })
    }

    #[cold]
    fn make(&self) -> Result<Box<Arena<'static, L>>, ReserveError> {
        self.builder.make().map(Box::new)
    }

    /// Keeps an arena, or gives it back to the system if there are enough.
    #[inline]
    fn put_back(&self, mut arena: Box<Arena<'static, L>>) {
        if arena.core.committed() > self.keep {
            arena.trim(self.keep);
        }
        let arena = Box::into_raw(arena);
        for slot in &*self.slots {
            // Asked before it is exchanged, which is not for nothing if other threads look as well.
            if slot.load(Ordering::Relaxed).is_null()
                && slot.compare_exchange(ptr::null_mut(), arena, Ordering::Release, Ordering::Relaxed).is_ok()
            {
                return;
            }
        }
        // SAFETY: from a box just now, and in no slot.
        drop(unsafe { Box::from_raw(arena) });
    }

    /// How many arenas are kept that nobody uses. Another thread may change that at any time.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.slots.iter().filter(|slot| !slot.load(Ordering::Relaxed).is_null()).count()
    }

    /// How many it keeps at most.
    #[must_use]
    pub fn bound(&self) -> usize {
        self.slots.len()
    }

    /// Gives back to the system what nobody uses.
    pub fn clear(&self) {
        self.slots.iter().for_each(|slot| drop(take_out(slot)));
    }
}

/// The arena in a slot, which nobody else gets then.
#[inline]
fn take_out<L>(slot: &AtomicPtr<Arena<'static, L>>) -> Option<Box<Arena<'static, L>>> {
    if slot.load(Ordering::Relaxed).is_null() {
        return None;
    }
    let arena = slot.swap(ptr::null_mut(), Ordering::Acquire);
    // SAFETY: what is in a slot came from a box by `put_back`, and whoever exchanges it for null is the only
    // one who has it. All that was done with it before was done before the exchange that put it there, which
    // releases what this one acquires.
    (!arena.is_null()).then(|| unsafe { Box::from_raw(arena) })
}

impl<L> Drop for ArenaPool<L> {
    fn drop(&mut self) {
        self.slots.iter().for_each(|slot| drop(take_out(slot)));
    }
}

impl<L> fmt::Debug for ArenaPool<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ArenaPool").field("name", &self.builder.name).field("bound", &self.slots.len()).finish()
    }
}

/// An arena out of an [`ArenaPool`], to which it returns when it is dropped.
///
/// It derefs to the [`Arena`], so that its figures can be read, and opens scopes like one. It cannot be
/// borrowed as a `&mut Arena`, because what the pool gets back shall be what it lent.
pub struct PooledArena<'pool, L: Lifetime> {
    arena: ManuallyDrop<Box<Arena<'static, L>>>,
    pool: &'pool ArenaPool<L>,
}

impl<L: Lifetime> PooledArena<'_, L> {
    /// Opens a scope for the length of a closure; see [`Arena::scope`].
    pub fn scope<'env, R>(&mut self, f: impl for<'a, 'id> FnOnce(&'a mut In<'id, 'env, Scope<'id, L>>) -> R) -> R {
        self.arena.scope(f)
    }

    /// What `scope!` calls. Safe, and of no use without a brand.
    #[doc(hidden)]
    #[inline]
    pub fn open_scope(&mut self) -> RootOpening<'_, L> {
        self.arena.open_scope()
    }
}

impl<L: Lifetime> Deref for PooledArena<'_, L> {
    type Target = Arena<'static, L>;

    fn deref(&self) -> &Arena<'static, L> {
        &self.arena
    }
}

impl<L: Lifetime> Drop for PooledArena<'_, L> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: taken once, because this is the only place, and a value is dropped once.
        let arena = unsafe { ManuallyDrop::take(&mut self.arena) };
        self.pool.put_back(arena);
    }
}

impl<L: Lifetime> fmt::Debug for PooledArena<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.arena.fmt(f)
    }
}
