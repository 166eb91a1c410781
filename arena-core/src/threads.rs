//! Why scopes, and what grows in them, are used by one thread at a time.
//!
//! Two threads must not move one cursor. The compiler knows that by itself from the cells in
//! `Core`, but its errors are about these cells then, one for each, and propose a lock. So the
//! public types say it themselves: their `Send` or `Sync` has a bound that nothing fulfills, whose
//! text is about the type. That makes none of them `Send` or `Sync` that was not before.

/// Holds for nothing. The module is private, so nobody can make it hold for something.
#[diagnostic::on_unimplemented(
    message = "`{T}` is used by one thread at a time",
    label = "this would have two threads move one cursor",
    note = "open a scope on an arena of its own in each thread; what was allocated may be shared and \
            sent as `&T`, `&mut T` and `ArenaBox`, and what still grows becomes that by `into_slice`; \
            a future that is sent may hold `&mut Frame` across an `.await`, and no `&Frame`"
)]
pub trait ManyThreads<T: ?Sized> {}
