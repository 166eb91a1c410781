//! What is reached by index and not by reference.

mod handle;
mod view;

pub use handle::{DisjointError, Handle, Stored};
pub use view::{Inner, View};
