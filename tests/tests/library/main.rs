//! Behaviour of the library as its users see it, one module per theme.
//!
//! What is about memory safety lies in `arena-core/tests/attacks`, where Miri runs it.

mod asynchronous;
#[cfg(not(miri))] // which has no processes
mod children;
mod environment;
#[cfg(not(miri))] // which has no pages
mod pages;
mod programs;
mod properties;
mod statements;
mod stores;
