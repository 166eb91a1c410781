//! Stores against models, what their peers' tests demand of them, and what reports say.
//!
//! One program, because linking is most of what a test costs.

#![cfg(feature = "std")]

mod box_pool;
mod components;
mod peers;
mod pool;
// Pages of Miri are larger, and there is nothing unsafe in a report.
#[cfg(not(miri))]
mod reports;
mod soa;
mod store_figures;
mod surface;
