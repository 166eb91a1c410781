//! Allocation: everything that is placed in an open scope, and what grows there.

#[cfg(feature = "allocator-api2")]
mod allocator;
mod at;
mod at_end;
mod boxed;
mod burst;
pub(crate) mod ends;
mod into_iter;
mod methods;
mod region;
mod slow;
mod string;
mod tagged;
mod vec;

pub(crate) use at::{At, assert_no_drop, exhausted};
pub use boxed::ArenaBox;
pub use burst::Burst;
pub use into_iter::IntoIter;
pub use string::ArenaString;
pub use tagged::Tagged;
pub use vec::ArenaVec;
