//! Behaviour of the library as its users see it, one module per theme.
//!
//! What is about memory safety lies in `arena-core/tests/attacks`, where Miri runs it.

mod asynchronous;
mod children;
mod environment;
mod pages;
mod properties;
mod statements;
