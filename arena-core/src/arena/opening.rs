//! Opening a scope: the guard that ends it, and the brand that is its lifetime.
//!
//! # The statement form
//!
//! `scope!(frame in memory.frame)` expands to this (with paths spelled out; the names in front
//! of `frame` are hidden from the user by hygiene):
//!
//! ```text
//! let mut frame = (memory.frame).open_scope();              // 1: the opening, whose drop resets
//! let mut end_of_frame = unsafe { enter(&mut frame) };      // 2: borrows the opening for 'frame
//! if let Some(never) = None { return never; }               // 3: an end the compiler must believe
//! let frame = scope(&mut end_of_frame);                     // 4: &mut Scope<'frame, L>
//! ```
//!
//! (An expression that is not a place, such as a call, first gets a hidden local to live in.)
//!
//! **References need no brand.** `'frame` is the lifetime of the mutable borrow of the local in
//! line 1. That local has a destructor, so the borrow checker demands that the borrow is over
//! when it is dropped, on every path, unwinding included. The destructor is what resets, so every
//! `&'frame` is dead by then. If it never runs (the value was leaked inside a forgotten future, or
//! the process ended), nothing is reset; and the next opening of the arena, which does reset,
//! needs `&mut` of an arena that line 1 keeps borrowed for longer than `'frame`.
//!
//! **Handles need the brand to be unique**: no two openings may have the same `'frame`, or a
//! handle of one could index the other. The lifetime is pinned from two sides.
//!
//! * It cannot end early: `end_of_frame` has drop glue and mentions `'frame`, so `'frame` is alive
//!   where `end_of_frame` is dropped.
//! * It cannot end late: the local of line 1 is dropped right after that, and is mutably borrowed
//!   for `'frame` until then.
//!
//! So `'frame` ends between two adjacent drops that belong to this opening alone. Take two
//! openings whose scopes overlap, `outer` and `inner`, in one function. Everything of `inner` is
//! dropped before `end_of_outer`; hence at the drop of the opening of `inner` `'outer` is alive and
//! `'inner` must not be. Two openings that do not overlap have no point in common, and a lifetime
//! is never empty. All scopes are invariant in their brand, so unequal lifetimes cannot be made
//! equal by subtyping.
//!
//! **Code that diverges.** In `scope!(a in x); scope!(b in y); loop {}` neither drop is ever
//! reached, the argument above has nothing to hold on to, and the compiler may choose one lifetime
//! for both. (generativity's issue 15 found this; the root is rust-lang/rust#147875.) Line 3 is
//! there for that: the borrow checker works on code as it is written, before it knows that `None`
//! is never `Some`, and sees a path on which the function returns there and drops everything in
//! order. The lint `unwind_drop_order` and its kin do not concern this path, because it does not
//! unwind. This is the shape generativity 1.2.1 uses; if the compiler changes and they have to,
//! so have we. Should it fail all the same, then references stay sound (see above), and in debug
//! builds a handle also carries the number of its opening and is checked.
//!
//! The path also covers `return` in the middle, `panic!`, `process::exit`, and bodies of type `!`;
//! inside `async` blocks and closures `return` leaves just these, which is where the locals live.
//!
//! **No way in from outside.** `enter` is `unsafe`, so without the macro nobody gets a brand, and
//! the macro never hands one to code that a user could supply. `open_scope` is looked up as a
//! method, which lets the arena be a place, a `&mut`, or behind a guard that derefs to it; a type of
//! the user's could have a method of that name. But it has nothing to gain there: it is called
//! outside of the `unsafe`, gets no brand, and what it returns must implement [`Opened`], which is
//! sealed. It can only return an opening made by one of ours, which anybody may have and nobody can
//! use. The expression of the user is evaluated once, first.
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
pub trait Opened: sealed::Sealed {
    /// The scope under its brand.
    type Scope<'id>
    where
        Self: 'id;

    /// The scope inside, under any brand.
    ///
    /// # Safety
    ///
    /// `'id` is a brand: no other scope has the same, neither before nor after this call. That
    /// includes a second call on the same guard.
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
        /// Resets even if a destructor panics.
        struct Close<'a>(&'a mut Core);
        impl Drop for Close<'_> {
            #[inline]
            fn drop(&mut self) {
                self.0.close_root();
            }
        }
        let close = Close(self.core);
        // SAFETY: whoever refers into the scope does so for a lifetime that ended before this drop.
        unsafe { close.0.drops.run(None) };
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
    pub(crate) fn new(core: &'a mut Core) -> Self {
        let mark = core.open_nested();
        Self { core, mark, class: PhantomData }
    }
}

impl<L> Drop for NestedOpening<'_, L> {
    #[inline]
    fn drop(&mut self) {
        /// Rewinds even if a destructor panics.
        struct Close<'a>(&'a mut Core, Mark);
        impl Drop for Close<'_> {
            #[inline]
            fn drop(&mut self) {
                self.0.close_nested(self.1);
            }
        }
        let close = Close(self.core, self.mark);
        // SAFETY: as for `RootOpening`; and what was on the list at the opening still is, because
        // only the end of the outer scope takes it off.
        unsafe { close.0.drops.run(close.1.drops) };
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
/// Its name and that of the local that holds it appear in error messages of the compiler.
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
        // SAFETY: the closure takes any `'id` and so cannot unify it with another.
        f(In::new(unsafe { Scope::from_core(self.core) }))
    }
}

impl<L: Lifetime> NestedOpening<'_, L> {
    /// The closure form on an outer scope.
    pub(crate) fn with<'env, R>(self, f: impl for<'a, 'id> FnOnce(&'a mut In<'id, 'env, Scope<'id, L>>) -> R) -> R {
        // SAFETY: as for an arena.
        f(In::new(unsafe { Scope::from_core(self.core) }))
    }
}
