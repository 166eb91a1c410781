//! Attacks on the core: everything a user can write without `unsafe`, and some of what only
//! generated code may call. Miri runs all of it, so sizes are small there.
//!
//! The façade's `scope!` is not at hand here. Most attacks open scopes with closures; those that
//! need the statement use `opened!` of [`support`], which expands to the same lines.

#[macro_use]
mod support;

#[cfg(feature = "allocator-api2")]
mod allocators;
mod auto_traits;
mod bursts;
mod callbacks;
#[cfg(feature = "bumpalo")]
mod chain;
#[cfg(all(feature = "std", any(feature = "account", debug_assertions)))]
mod counters;
mod destructors;
#[cfg(all(feature = "allocator-api2", feature = "std", any(feature = "account", debug_assertions)))]
mod everything;
mod figures;
// The sizes in it are those of a 64-bit machine: `u64` aligned to 8, entries of 32 bytes.
#[cfg(target_pointer_width = "64")]
mod full;
mod handles;
mod iterators;
mod leaks;
mod nesting;
mod panics;
#[cfg(feature = "std")]
mod reuse;
mod runs;
mod sizes;
mod stores;
mod texts;
mod threads;
mod vectors;
