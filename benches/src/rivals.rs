//! Who is measured.

pub(crate) mod bump_scope;
pub(crate) mod bumpalo;
pub(crate) mod floor;
pub(crate) mod ours;
pub(crate) mod system;

pub use self::bump_scope::{BumpScopeDefault, BumpScopeDown, BumpScopeUp};
pub use self::bumpalo::Bumpalo;
pub use self::floor::{Floor, FloorArena};
pub use self::ours::Ours;
pub use self::system::System;

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// A value with a destructor that leaves a trace, for the rows about dropping.
#[derive(Debug)]
pub struct Witness(pub u64);

/// What the witnesses have added up to.
pub static DROPPED: AtomicU64 = AtomicU64::new(0);

impl Drop for Witness {
    #[inline]
    fn drop(&mut self) {
        DROPPED.store(DROPPED.load(Relaxed).wrapping_add(self.0), Relaxed);
    }
}

/// Memory for one round of any row.
pub const BYTES: usize = 4 << 20;

/// Times `rounds` of something that was set up before.
pub(crate) fn timed(rounds: usize, mut round: impl FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..rounds {
        round();
    }
    start.elapsed()
}
