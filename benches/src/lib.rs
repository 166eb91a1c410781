//! The `arena` crate beside its peers.
//!
//! Every row of the tables in `PERFORMANCE.md` is a [`Work`]: a loop that asks a [`Bump`] for memory,
//! written once and compiled for each of the [`rivals`]. So all of them do the same, in one binary
//! with one set of compiler options, and figures may be divided by each other.
//!
//! * `cargo bench -p arena-benches` measures times by criterion,
//! * `cargo run --release --example peers` prints the table, by [`harness`],
//! * `scripts/instructions.sh` compares instructions with those that were accepted,
//! * `cargo run --release --example peers -- --programs` measures whole programs, a process each.

pub mod cases;
pub mod clock;
pub mod column;
pub mod components;
pub mod editor;
pub mod harness;
pub mod lives;
pub mod plot;
pub mod replay;
pub mod rivals;
pub mod stores;
pub mod work;

use core::alloc::Layout;
use core::fmt;
use core::ptr::NonNull;
use std::time::Duration;

/// A library that can be measured: it owns memory, and lends it for a round at a time.
pub trait Rival: Sized {
    /// What the tables call it.
    const NAME: &'static str;

    /// An allocator with `bytes` of memory that was touched before, as in a program that has been
    /// running for a while.
    fn warmed(bytes: usize) -> Self;

    /// Runs one round of `W`, and frees everything at its end.
    fn round<W: Work>(&mut self);
}

/// A row of the tables: what is asked of an allocator in one round.
pub trait Work {
    /// Operations in one round; figures are per operation.
    const OPS: usize;

    /// One round.
    fn round<'b, B: Bump<'b>>(bump: B);
}

/// What every allocator here can do: a reference to it, whose results live for `'b`.
///
/// Each implementation calls the one method of its library that is made for the purpose.
pub trait Bump<'b>: Copy {
    /// Places a value.
    fn value<T: Copy + 'b>(self, value: T) -> &'b mut T;
    /// Copies a slice.
    fn slice<T: Copy + 'b>(self, source: &[T]) -> &'b mut [T];
    /// Copies a string.
    fn str(self, source: &str) -> &'b mut str;
    /// Room of a size and alignment that only the running program knows.
    fn layout(self, layout: Layout) -> NonNull<u8>;
    /// Formats text.
    fn format(self, text: fmt::Arguments<'_>) -> &'b str;
    /// Places a value that a function makes, without a copy if the library knows how to.
    fn with<T: Copy + 'b>(self, f: impl FnOnce() -> T) -> &'b mut T;
    /// Makes `len` words one behind the other, each where it belongs.
    fn filled(self, len: usize, f: impl FnMut(usize) -> u64) -> &'b mut [u64];
    /// Pushes the numbers below `n` to a vector, one by one, which does not know that `n` will
    /// come.
    fn push(self, n: usize) -> &'b [usize];
    /// As [`push`](Self::push), with the capacity in advance.
    fn push_known(self, n: usize) -> &'b [usize];
    /// Collects what an iterator yields.
    fn collect(self, numbers: impl Iterator<Item = usize>) -> &'b [usize];
}

/// Runs a number of rounds and says how long they took together.
pub type Run = fn(rounds: usize) -> Duration;
