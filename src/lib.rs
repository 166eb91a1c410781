//! Arenas branded with lifetimes.
#![no_std]

pub use arena_core::*;
#[cfg(feature = "derive")]
pub use arena_derive::{Arena, Tag};

#[doc(hidden)]
pub mod __private {
    pub use arena_core::__private::*;
    pub use arena_derive::scope_impl;
}

/// Opens a scope for the rest of the block: `scope!(frame in memory.frame)`.
#[macro_export]
macro_rules! scope {
    ($($tokens:tt)*) => { $crate::__private::scope_impl! { [$crate] $($tokens)* } };
}

/// Everything a program usually needs: `use arena::prelude::*;`
pub mod prelude {
    pub use crate::scope;
    pub use arena_core::{AllocError, Arena, ArenaBox, ArenaString, ArenaVec, Frame, FrameArena, Full, Handle, Perm, PermArena, Resident, Scene, SceneArena, Scope, Tag, GIB, KIB, MIB};
    #[cfg(feature = "std")]
    pub use arena_core::Ledger;
    #[cfg(feature = "derive")]
    pub use arena_derive::{Arena, Tag};
}
