//! Arenas branded with lifetimes: the core of the [`arena`](https://docs.rs/arena) crate.
//!
//! This crate is the library without its macros. Scopes are opened with closures here; the façade
//! adds the statement `scope!`, `#[derive(Arena)]`, `#[derive(Tag)]` and the user guide. Use that,
//! unless procedural macros must not be among your dependencies.
//!
//! # The unsafe code
//!
//! `unsafe_code` is denied; the modules below that are marked with an `expect` are all there is.
//! Each begins with what it relies on, and the [`opening`](self) of scopes with the proof that a
//! brand is unique. The arithmetic (`arena/bump.rs`) forbids unsafe code.

#![cfg_attr(not(test), no_std)]

#[cfg(feature = "std")]
extern crate std;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
#[cfg_attr(feature = "std", expect(unsafe_code, reason = "stores share their counters with ledgers"))]
mod account;
#[expect(unsafe_code, reason = "hands out references into raw memory")]
mod alloc;
#[expect(unsafe_code, reason = "owns raw memory, and brands it")]
mod arena;
mod error;
pub mod lifetime;
#[cfg(all(feature = "std", any(unix, windows, miri)))]
mod platform;
#[cfg(feature = "std")]
mod report;
mod resident;
mod size;
#[expect(unsafe_code, reason = "reads memory by offset, on the strength of a brand")]
mod store;
mod threads;

pub use crate::account::{ArenaStats, StoreKind, StoreStats, Tag, TagInfo};
pub use crate::alloc::{ArenaBox, ArenaString, ArenaVec, Burst, IntoIter, Tagged};
pub use crate::arena::{Arena, Frame, FrameArena, In, Perm, PermArena, Scene, SceneArena, Scope};
pub use crate::error::{AllocError, Full, Reason};
pub use crate::lifetime::Lifetime;
pub use crate::resident::{Hosts, Resident};
pub use crate::size::{Bytes, GIB, KIB, MIB};
pub use crate::store::{
    BoxPool, Components, DisjointError, Handle, Inner, Key, NotAKey, Pool, PoolBox, RawKey, Stored, View, join,
};
pub use crate::store::{Soa, SoaRow};
/// Iterators and views of a [`Soa`].
pub mod soa {
    pub use crate::store::{
        MutOf, RefOf, RowsMutOf, RowsOf, SlicesMutOf, SlicesOf, SoaIter as Iter, SoaIterMut as IterMut,
        SoaKeys as Keys, SoaViews,
    };
}
/// Iterators of [`Components`], and what [`join`] is made of.
pub mod components {
    pub use crate::store::{ComponentIter as Iter, ComponentIterMut as IterMut, Join, JoinMember, JoinTuple};
}
/// What stores have in common, and what is asked of those with a name of their own.
pub mod stores {
    pub use crate::store::{JoinExclusive, JoinShared, MakeIn, MakeUnder, OwnCapacity, Owners, Store, StoresReport};
}
/// Iterators and entries of stores.
pub mod pool {
    pub use crate::store::{Drain, Entry, Iter, IterMut, Keys, Move, Values, ValuesMut};
}

#[cfg(feature = "bumpalo")]
pub use crate::arena::{Chain, ChainScope};
#[cfg(feature = "std")]
pub use crate::{
    account::Ledger,
    arena::{ArenaPool, Builder, FramePool, PooledArena},
    error::ReserveError,
    report::Report,
};
