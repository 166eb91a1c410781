//! Who used how much: figures per arena in every build, counters per tag on request.
//!
//! The figures per arena ([`Stats`]) are settled when a scope opens or ends and when memory is
//! committed, never on the hot path. The counters per tag (`meter`) cost one addition per
//! allocation (`counter.rs`); they exist with feature `account` and in debug builds with `std`. Without them
//! `meter` is `silent.rs`, whose types have no size and whose functions have no body. The figures of
//! stores ([`StoreStats`]) are kept in every build, and listed (`stores`) in those with `std`.

#[cfg(any(feature = "account", all(debug_assertions, feature = "std")))]
mod counter;
mod stats;
mod store_stats;
mod tag;

#[cfg(any(feature = "account", all(debug_assertions, feature = "std")))]
#[path = "counting.rs"]
pub(crate) mod meter;
#[cfg(not(any(feature = "account", all(debug_assertions, feature = "std"))))]
#[path = "silent.rs"]
pub(crate) mod meter;

#[cfg(feature = "std")]
#[path = "registry.rs"]
pub(crate) mod stores;
#[cfg(not(feature = "std"))]
#[path = "unlisted.rs"]
pub(crate) mod stores;

#[cfg(feature = "std")]
mod ledger;
#[cfg(feature = "std")]
mod watched;

#[cfg(feature = "std")]
pub use ledger::Ledger;
pub use stats::ArenaStats;
pub(crate) use stats::{Shared, Stats};
pub(crate) use store_stats::Figures;
pub use store_stats::{StoreKind, StoreStats};
pub use tag::{Tag, TagInfo};
#[cfg(feature = "std")]
pub(crate) use watched::{Pooled, Watched};

/// What a ledger reads of one tag in one arena.
#[cfg(feature = "std")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct TagCount {
    /// `None` stands for all that was allocated without a tag.
    pub(crate) tag: Option<&'static TagInfo>,
    pub(crate) bytes: usize,
    pub(crate) peak: usize,
    pub(crate) count: usize,
}
