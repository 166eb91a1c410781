//! Opening a scope: the guard that ends it, and the brand that is its lifetime.
//!
//! # What a brand is
//!
//! A lifetime `'id` is the *brand* of an opening if
//!
//! 1. no other opening that exists at the same time has it, and
//! 2. nothing whose type mentions it is alive when the opening is dropped.
//!
//! Two openings that follow one another may have one lifetime; by 2 nothing gets from the first to
//! the second.
//!
//! # The statement form
//!
//! `scope!(frame in arena)` makes two locals: an opening, whose drop resets, and an [`EndOfScope`],
//! which borrows the opening for `'frame` and is dropped right before it. The proof that
//! `'frame` is a brand stands beside the macro, in `src/scope.rs` of the façade. What it needs from
//! this file is short:
//!
//! * every opening has a destructor, which resets, and nothing else resets while it is borrowed;
//! * [`EndOfScope`] has a destructor too, and mentions `'frame`;
//! * only [`enter`] makes an [`EndOfScope`], and it is `unsafe`;
//! * [`Opened`] is sealed.
//!
//! # The closure form
//!
//! `arena.scope(|frame| …)` takes `for<'id> FnOnce(&mut In<'id, 'env, Scope<'id, L>>)`: the closure has to work
//! for every `'id`, so it cannot assume that two are equal. This rests on parametricity alone.

use core::marker::PhantomData;

use super::core::{Core, Mark};
use super::scope::{In, Scope};
use crate::lifetime::Lifetime;

/// Makes a type invariant in `'id`: a brand that could shrink or grow would not be one.
///
/// A function from and to the lifetime is the plainest type that does so and implies nothing
/// about threads.
pub(crate) type Invariant<'id> = PhantomData<fn(&'id ()) -> &'id ()>;

/// A guard that holds an open scope.
#[diagnostic::on_unimplemented(
    message = "`scope!` cannot open a scope on a `{Self}`",
    label = "`{Self}` is not an open arena",
    note = "a scope is opened in an arena, in another scope, or in something that derefs to one of them"
)]
pub trait Opened: sealed::Sealed {
    /// The scope under its brand.
    type Scope<'id>
    where
        Self: 'id;

    /// The scope inside, under any brand.
    ///
    /// # Safety
    ///
    /// `'id` is a brand, as defined at the top of this file.
    unsafe fn branded<'id>(&'id mut self) -> &'id mut Self::Scope<'id>;
}

pub(crate) mod sealed {
    /// Keeps `Opened` from being implemented elsewhere.
    pub trait Sealed {}
}

/// An arena while a scope is open on it. Dropping it runs the destructors and resets.
#[derive(Debug)]
pub struct RootOpening<'a, L> {
    core: &'a mut Core,
    class: PhantomData<fn() -> L>,
}

impl<'a, L: Lifetime> RootOpening<'a, L> {
    pub(crate) fn new(core: &'a mut Core) -> Self {
        core.open_root();
        Self { core, class: PhantomData }
    }
}

impl<L> Drop for RootOpening<'_, L> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: whoever refers into the scope does so for a lifetime that ended before this drop.
        unsafe { self.core.close_root() };
    }
}

/// A scope while another is open inside it. Dropping it runs the inner destructors and rewinds.
#[derive(Debug)]
pub struct NestedOpening<'a, L> {
    core: &'a mut Core,
    mark: Mark,
    class: PhantomData<fn() -> L>,
}

impl<'a, L: Lifetime> NestedOpening<'a, L> {
    #[inline(always)]
    pub(crate) fn new(core: &'a mut Core) -> Self {
        let mark = core.open_nested();
        Self { core, mark, class: PhantomData }
    }
}

impl<L> Drop for NestedOpening<'_, L> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: as for `RootOpening`. The mark is that of the opening, because nothing else is made
        // into a guard like this one.
        unsafe { self.core.close_nested(self.mark) };
    }
}

impl<L> sealed::Sealed for RootOpening<'_, L> {}
impl<L> sealed::Sealed for NestedOpening<'_, L> {}

impl<L: Lifetime> Opened for RootOpening<'_, L> {
    type Scope<'id>
        = Scope<'id, L>
    where
        Self: 'id;

    unsafe fn branded<'id>(&'id mut self) -> &'id mut Scope<'id, L> {
        // SAFETY: the caller vouches for the brand.
        unsafe { Scope::from_core(self.core) }
    }
}

impl<L: Lifetime> Opened for NestedOpening<'_, L> {
    type Scope<'id>
        = Scope<'id, L>
    where
        Self: 'id;

    unsafe fn branded<'id>(&'id mut self) -> &'id mut Scope<'id, L> {
        // SAFETY: the caller vouches for the brand.
        unsafe { Scope::from_core(self.core) }
    }
}

/// Keeps `'id` alive until the end of the block that `scope!` stands in.
///
/// Its name appears in error messages of the compiler.
#[derive(Debug)]
pub struct EndOfScope<'id, S> {
    scope: &'id mut S,
}

impl<S> Drop for EndOfScope<'_, S> {
    #[inline(always)]
    fn drop(&mut self) {
        // Nothing to do. That there is a destructor at all makes the compiler hold `'id` alive up
        // to this point, because it might look at something borrowed for it.
    }
}

/// Begins a brand.
///
/// # Safety
///
/// To be called by the expansion of `scope!` only, in the shape that the documentation of this
/// module proves: on a local that is borrowed here for the first and last time, with the result
/// in a local declared right after it, followed by a conditional `return`.
#[inline(always)]
pub unsafe fn enter<'id, O: Opened>(opening: &'id mut O) -> EndOfScope<'id, O::Scope<'id>> {
    // SAFETY: as promised by the caller.
    let scope = unsafe { opening.branded() };
    EndOfScope { scope }
}

/// The scope of a guard, for as long as the guard is borrowed.
#[inline(always)]
pub fn scope<'a, S>(end: &'a mut EndOfScope<'_, S>) -> &'a mut S {
    end.scope
}

impl<L: Lifetime> RootOpening<'_, L> {
    /// The closure form on an arena.
    pub(crate) fn with<'env, R>(self, f: impl for<'a, 'id> FnOnce(&'a mut In<'id, 'env, Scope<'id, L>>) -> R) -> R {
        // SAFETY: the closure takes any `'id`, so to it this one differs from all others; and `R` was
        // chosen before, so nothing of `'id` leaves. `self` is dropped, which resets, after `f`.
        f(unsafe { In::new(Scope::from_core(self.core)) })
    }
}

impl<L: Lifetime> NestedOpening<'_, L> {
    /// The closure form on an outer scope.
    pub(crate) fn with<'env, R>(self, f: impl for<'a, 'id> FnOnce(&'a mut In<'id, 'env, Scope<'id, L>>) -> R) -> R {
        // SAFETY: as for an arena.
        f(unsafe { In::new(Scope::from_core(self.core)) })
    }
}
