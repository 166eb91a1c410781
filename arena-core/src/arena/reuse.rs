//! `ArenaPool`: arenas for work that comes and goes, without asking the system each time.

use core::fmt;
use core::mem::ManuallyDrop;
use core::ops::Deref;
use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};
use std::boxed::Box;
use std::sync::Arc;

use super::opening::RootOpening;
use super::scope::{In, Scope};
use super::{Arena, Builder};
use crate::account::Pooled;
use crate::error::ReserveError;
use crate::lifetime::{self, Lifetime};

/// Keeps arenas that nobody uses at the moment, for requests, jobs and tasks.
///
/// To reserve address space and to give it back costs two system calls, and first touches cost a fault per
/// page. [`take`](Self::take) gives out an arena that has been used before, if there is one, and what is taken
/// comes back by itself when it is dropped. So the memory of a server follows the number of requests that
/// are worked on at a time, up to a bound.
///
/// The pool can be shared by threads. Taking an arena is one atomic exchange as a rule, returning it one store,
/// and neither ever waits for another thread.
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
///
/// As a field: [`FramePool`], or `ArenaPool<MyClass>`. A [`Ledger`](crate::Ledger::with_pool) watches all arenas of it.
pub struct ArenaPool<L: Lifetime> {
    builder: Builder<L>,
    /// Bytes that an idle arena keeps committed.
    keep: usize,
    slots: Box<[Slot<L>]>,
    /// What ledgers know of it.
    made: Arc<Pooled>,
}

/// Keeps arenas for frames, requests and jobs that nobody uses at the moment.
pub type FramePool = ArenaPool<lifetime::Frame>;

impl<L: Lifetime> Builder<L> {
    /// A pool of such arenas that keeps at most `bound` of them while nobody uses them. None is made yet.
    pub fn pool(self, bound: usize) -> ArenaPool<L> {
        let slots = (0..bound).map(|_| AtomicPtr::new(ptr::null_mut())).collect();
        let made = Arc::new(Pooled::new(self.name, L::NAME));
        ArenaPool { builder: self, keep: usize::MAX, slots, made }
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
            if let Some(arena) = take_out(slot, lent()) {
                return Ok(self.lend(arena, Some(slot)));
            }
        }
        // In parts, so that what is found above need not be where the result of this call is, in memory: it
        // would be read back faster than it gets there.
        let (arena, home) = self.make()?;
        Ok(self.lend(arena, home))
    }

    #[inline(always)]
    fn lend<'pool>(&self, arena: Box<Arena<'static, L>>, home: Option<&'pool Slot<L>>) -> PooledArena<'pool, L> {
        PooledArena { arena: ManuallyDrop::new(arena), home, keep: self.keep }
    }

    /// A new arena, and a slot for it to come back to if there is one.
    #[cold]
    #[inline(never)]
    fn make(&self) -> Result<Made<'_, L>, ReserveError> {
        let arena = Box::new(self.builder.make()?);
        self.made.add(arena.shared());
        let free = |slot: &&Slot<L>| {
            slot.compare_exchange(ptr::null_mut(), lent(), Ordering::Relaxed, Ordering::Relaxed).is_ok()
        };
        Ok((arena, self.slots.iter().find(free)))
    }

    pub(crate) fn made(&self) -> &Arc<Pooled> {
        &self.made
    }

    /// How many arenas are kept that nobody uses. Another thread may change that at any time.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.slots.iter().filter(|slot| is_arena(slot.load(Ordering::Relaxed))).count()
    }

    /// How many it keeps at most.
    #[must_use]
    pub fn bound(&self) -> usize {
        self.slots.len()
    }

    /// Gives back to the system what nobody uses.
    pub fn clear(&self) {
        self.slots.iter().for_each(|slot| drop(take_out(slot, ptr::null_mut())));
    }
}

/// A place for an arena that nobody uses: its address, or null if there is none, or [`lent`] while
/// it is somebody's, who alone may put it back.
type Slot<L> = AtomicPtr<Arena<'static, L>>;

/// A new arena, and where it will come back to.
type Made<'pool, L> = (Box<Arena<'static, L>>, Option<&'pool Slot<L>>);

/// What is in the slot of an arena that was taken out of it: an address that no arena has.
const fn lent<L>() -> *mut Arena<'static, L> {
    ptr::without_provenance_mut(1)
}

fn is_arena<L>(content: *mut Arena<'static, L>) -> bool {
    !content.is_null() && content != lent()
}

/// The arena in a slot, which nobody else gets then. `leave` is left there, which is no arena.
#[inline]
fn take_out<L>(slot: &Slot<L>, leave: *mut Arena<'static, L>) -> Option<Box<Arena<'static, L>>> {
    let content = slot.load(Ordering::Relaxed);
    // Asked before it is exchanged, which is the costly part, for nothing if another thread is quicker.
    if !is_arena(content) {
        return None;
    }
    let arena = slot.compare_exchange(content, leave, Ordering::Acquire, Ordering::Relaxed).ok()?;
    // SAFETY: the address of an arena comes into a slot out of a box, by the drop of whoever it was lent to.
    // Who exchanges it for something else is the only one who has it, whatever has been in the slot since it
    // was loaded. All that was done with the arena before was done before the store that put it there, which
    // releases what this exchange acquires.
    Some(unsafe { Box::from_raw(arena) })
}

impl<L: Lifetime> Drop for ArenaPool<L> {
    fn drop(&mut self) {
        self.slots.iter().for_each(|slot| drop(take_out(slot, ptr::null_mut())));
    }
}

impl<L: Lifetime> fmt::Debug for ArenaPool<L> {
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
    /// Where it goes back to. It was made there, or taken from there, so `lent` is in it, and nobody else puts
    /// anything there.
    home: Option<&'pool Slot<L>>,
    keep: usize,
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
        let mut arena = unsafe { ManuallyDrop::take(&mut self.arena) };
        if let Some(home) = self.home {
            if arena.core.committed() > self.keep {
                arena.trim(self.keep);
            }
            // Nobody else writes to the slot in the meantime, so no exchange is needed.
            home.store(Box::into_raw(arena), Ordering::Release);
        }
    }
}

impl<L: Lifetime> fmt::Debug for PooledArena<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.arena.fmt(f)
    }
}
