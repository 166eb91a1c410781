//! `View`: reading an outer scope by handle while an inner one is open.

use core::fmt;
use core::marker::PhantomData;
use core::ops::Index;
use core::ptr::NonNull;

use super::{Handle, Stored};
use crate::arena::core::Core;
use crate::arena::opening::{Invariant, NestedOpening};
#[cfg(debug_assertions)]
use crate::arena::openings::Open;
use crate::arena::{In, Scope};
use crate::lifetime::Lifetime;

/// Reads the handles of a scope while a nested one is open; [`Scope::split`] makes it.
///
/// It cannot allocate: what an outer scope allocated now would lie above the mark of the inner
/// one, and be freed with it.
//
// It holds copies, and no `&Core`: the other half has `&mut` of the core, and may be on another
// thread.
#[derive(Clone, Copy)]
pub struct View<'a, 'id> {
    base: NonNull<u8>,
    #[cfg(debug_assertions)]
    open: Open,
    brand: Invariant<'id>,
    /// The exclusive borrow of the scope was split; this half reads.
    borrow: PhantomData<&'a ()>,
}

/// The half of a split scope on which nested scopes are opened: `scope!(tmp in inner)`.
pub struct Inner<'a, L> {
    core: &'a mut Core,
    class: PhantomData<fn() -> L>,
}

impl<'id, L: Lifetime> Scope<'id, L> {
    /// Splits this scope into a [`View`] that reads its handles, and the rest, on which a nested
    /// scope can be opened meanwhile.
    ///
    /// ```
    /// # #[cfg(feature = "std")] {
    /// # let mut arena = arena_core::FrameArena::reserve("frame", 1 << 20).unwrap();
    /// arena.scope(|frame| {
    ///     let words = frame.insert_str("the outer words");
    ///     let (view, mut inner) = frame.split();
    ///     inner.scope(|tmp| {
    ///         let upper = tmp.alloc_iter(view[words].chars().map(|c| c.to_ascii_uppercase()));
    ///         assert_eq!(upper[..3], ['T', 'H', 'E']);
    ///     });
    /// });
    /// # }
    /// ```
    pub fn split(&mut self) -> (View<'_, 'id>, Inner<'_, L>) {
        let core = self.core_mut();
        let view = View {
            base: core.base(),
            #[cfg(debug_assertions)]
            open: core.open(),
            brand: PhantomData,
            borrow: PhantomData,
        };
        (view, Inner { core, class: PhantomData })
    }
}

impl<'a, 'id> View<'a, 'id> {
    /// The value of a handle of the outer scope.
    #[inline(always)]
    #[must_use]
    pub fn get<T: ?Sized + Stored>(&self, handle: Handle<'id, T>) -> &'a T {
        #[cfg(debug_assertions)]
        handle.check(self.open);
        // SAFETY: the brand proves that the value is there. Only `&mut Scope<'id>` could give a
        // `&mut` to it, and that is borrowed for `'a`.
        unsafe { handle.pointer_from(self.base).as_ref() }
    }
}

impl<'id, T: ?Sized + Stored> Index<Handle<'id, T>> for View<'_, 'id> {
    type Output = T;

    #[inline(always)]
    fn index(&self, handle: Handle<'id, T>) -> &T {
        self.get(handle)
    }
}

impl<L: Lifetime> Inner<'_, L> {
    /// Opens a nested scope for the length of a closure.
    pub fn scope<'env, R>(
        &mut self,
        f: impl for<'a, 'inner> FnOnce(&'a mut In<'inner, 'env, Scope<'inner, L>>) -> R,
    ) -> R {
        NestedOpening::<L>::new(self.core).with(f)
    }

    /// What `scope!` calls. Safe, and of no use without a brand.
    #[doc(hidden)]
    #[inline]
    pub fn open_scope(&mut self) -> NestedOpening<'_, L> {
        NestedOpening::new(self.core)
    }
}

impl fmt::Debug for View<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").finish_non_exhaustive()
    }
}

impl<L> fmt::Debug for Inner<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inner").finish_non_exhaustive()
    }
}
