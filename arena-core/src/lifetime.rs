//! Lifetime classes: type-level names for how long a scope lasts.
//!
//! A class does not fix *when* a scope ends; the block that opens it does. It keeps apart what
//! must not be mixed up: a function that takes `&Frame<'frame>` cannot be handed a scene, and a
//! type that is declared `lifetime = frame` cannot be placed in one by `alloc_in`.
//!
//! Three classes are there from the start. A program adds its own in two lines:
//!
//! ```
//! use arena_core::{Arena, Lifetime, Scope};
//!
//! /// One HTTP request.
//! pub enum Request {}
//! impl Lifetime for Request {
//!     const NAME: &'static str = "request";
//! }
//!
//! type RequestArena = Arena<'static, Request>;
//! type RequestScope<'request> = Scope<'request, Request>;
//!
//! fn parse<'request>(request: &RequestScope<'request>, line: &str) -> &'request str {
//!     request.alloc_str(line.trim())
//! }
//! # #[cfg(feature = "std")] {
//! let mut arena = RequestArena::reserve("requests", 1 << 20).unwrap();
//! arena.scope(|request| assert_eq!(parse(request, " GET / "), "GET /"));
//! # }
//! ```

/// A type-level name for how long a scope lasts.
///
/// The implementing type is never constructed; an empty enum says so best.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a lifetime class",
    note = "the classes are `lifetime::Frame`, `lifetime::Scene` and `lifetime::Perm`; make `{Self}` one with `impl arena::Lifetime for {Self} {{ const NAME: &'static str = \"…\"; }}`"
)]
pub trait Lifetime: 'static {
    /// The word for this class in messages and reports: `"frame"`, `"scene"`, `"perm"`.
    const NAME: &'static str;
}

/// Lives until the program, or the whole of a subsystem, shuts down.
#[derive(Debug)]
pub enum Perm {}

/// Lives as long as a level, a document, a project: longer than a frame, shorter than the program.
#[derive(Debug)]
pub enum Scene {}

/// Lives for one turn of a loop.
#[derive(Debug)]
pub enum Frame {}

impl Lifetime for Perm {
    const NAME: &'static str = "perm";
}

impl Lifetime for Scene {
    const NAME: &'static str = "scene";
}

impl Lifetime for Frame {
    const NAME: &'static str = "frame";
}
