//! `Scope`: an arena that is open, under a brand.

use core::fmt;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};

use super::core::Core;
use super::opening::{Invariant, NestedOpening};
use crate::account::{ArenaStats, Tag};
use crate::alloc::{At, Tagged};
use crate::lifetime::{self, Lifetime};
use crate::threads::ManyThreads;

/// An arena opened for one lifetime, `'id`. All allocation goes through it.
///
/// `scope!(frame in arena)` and `arena.scope(|frame| …)` open one. Functions take it as
/// [`&Frame<'frame>`](Frame), [`&Scene<'scene>`](Scene) or [`&Perm<'perm>`](Perm); what they
/// allocate they can return with that lifetime:
///
/// ```
/// use arena_core::Frame;
///
/// fn even<'frame>(frame: &Frame<'frame>, numbers: &[u32]) -> &'frame [u32] {
///     frame.alloc_iter(numbers.iter().copied().filter(|n| n % 2 == 0))
/// }
/// # #[cfg(feature = "std")] {
/// # let mut arena = arena_core::FrameArena::reserve("frame", 1 << 20).unwrap();
/// arena.scope(|frame| assert_eq!(even(frame, &[1, 2, 3, 4]), [2, 4]));
/// # }
/// ```
///
/// At any time there is at most one scope with a given `'id`. Therefore `&mut Scope<'id>` is the
/// exclusive token for everything that handles of that brand name, and `&Scope<'id>` the shared
/// one; and therefore a scope is not `Clone`. It is `Send`, so that a future may hold one across an `await`; it is
/// not `Sync`, because two threads must not move one cursor.
#[repr(transparent)]
pub struct Scope<'id, L> {
    core: Core,
    brand: Invariant<'id>,
    class: PhantomData<fn() -> L>,
}

/// A scope that lasts for one turn of a loop.
pub type Frame<'frame> = Scope<'frame, lifetime::Frame>;
/// A scope that lasts as long as a level, a document, a project.
pub type Scene<'scene> = Scope<'scene, lifetime::Scene>;
/// A scope that lasts until shutdown.
pub type Perm<'perm> = Scope<'perm, lifetime::Perm>;

// SAFETY: the bound holds for nothing, see `threads`.
unsafe impl<L> Sync for Scope<'_, L> where L: ManyThreads<Self> {}

impl<'id, L> Scope<'id, L> {
    /// Views a core as a scope.
    ///
    /// # Safety
    ///
    /// `'id` is a brand, as defined in [`opening`](super::opening). And nobody uses the core otherwise,
    /// or resets it, while anything of lifetime `'id` is alive.
    pub(crate) unsafe fn from_core(core: &mut Core) -> &mut Self {
        // SAFETY: `Scope` is a transparent wrapper of `Core`; the rest of it has no size.
        unsafe { &mut *core::ptr::from_mut(core).cast() }
    }

    #[inline(always)]
    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    pub(crate) fn core_mut(&mut self) -> &mut Core {
        &mut self.core
    }

    /// The place where what is not tagged is allocated.
    #[inline(always)]
    pub(crate) fn at(&self) -> At<'_, 'id> {
        At::new(&self.core, None)
    }
}

impl<'id, L: Lifetime> Scope<'id, L> {
    /// The same scope, with everything that is allocated counted under `tag`.
    ///
    /// The slot of the tag is looked up here, once. In a build that does not count tags this
    /// compiles to nothing, but errors still name the tag.
    #[inline]
    pub fn tagged(&self, tag: impl Tag) -> Tagged<'_, 'id, L> {
        Tagged::new(&self.core, tag.info())
    }

    /// Opens a scope inside this one for the length of a closure.
    ///
    /// Everything allocated in it is freed at its end. Until then this scope cannot allocate,
    /// because its new objects would lie above those that are to be freed; what it holds can be
    /// read by reference as always, and by handle through [`View`](crate::View).
    pub fn scope<'env, R>(
        &mut self,
        f: impl for<'a, 'inner> FnOnce(&'a mut In<'inner, 'env, Scope<'inner, L>>) -> R,
    ) -> R {
        NestedOpening::<L>::new(&mut self.core).with(f)
    }

    /// What `scope!` calls. Safe, and of no use without a brand.
    #[doc(hidden)]
    #[inline]
    pub fn open_scope(&mut self) -> NestedOpening<'_, L> {
        NestedOpening::new(&mut self.core)
    }

    /// The figures of the arena at this very moment.
    pub fn stats(&self) -> ArenaStats {
        self.core.read()
    }

    /// The name of the arena.
    pub fn name(&self) -> &'static str {
        self.core.shared().name
    }
}

impl<L> fmt::Debug for Scope<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").field("arena", &self.core.shared().name).field("used", &self.core.used()).finish()
    }
}

/// What the closure of [`Arena::scope`](crate::Arena::scope) gets: a scope `S`, and the promise
/// that whatever the closure captures outlives it.
///
/// The promise is the bound `'env: 'id`. Without it the compiler could not know that a `&'scene`
/// from outside may be put into frame data, and would ask for `'static`; `std::thread::scope` has
/// its bound for the same reason. It derefs to the scope, so it can be used and passed on as one.
#[repr(transparent)]
pub struct In<'id, 'env: 'id, S> {
    scope: S,
    brand: Invariant<'id>,
    env: Invariant<'env>,
}

impl<'id, S> In<'id, '_, S> {
    /// Views a scope as the argument of a closure.
    ///
    /// # Safety
    ///
    /// `'id` is the brand of the scope, and the closure takes it for every `'id` that `'env` outlives:
    /// only then is the promise `'env: 'id` one about the scope, and kept.
    pub(crate) unsafe fn new(scope: &mut S) -> &mut Self {
        // SAFETY: `In` is a transparent wrapper of `S`; the rest of it has no size.
        unsafe { &mut *core::ptr::from_mut(scope).cast() }
    }
}

impl<S> Deref for In<'_, '_, S> {
    type Target = S;

    #[inline(always)]
    fn deref(&self) -> &S {
        &self.scope
    }
}

impl<S> DerefMut for In<'_, '_, S> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut S {
        &mut self.scope
    }
}

impl<S: fmt::Debug> fmt::Debug for In<'_, '_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.scope.fmt(f)
    }
}
