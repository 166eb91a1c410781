//! Who is measured.

mod api2;
pub(crate) mod blink;
pub(crate) mod bump_scope;
pub(crate) mod bumpalo;
mod filled;
pub(crate) mod floor;
pub(crate) mod ours;
pub(crate) mod oxc;
pub(crate) mod stumpalo;
pub(crate) mod system;
pub(crate) mod typed;

pub use self::blink::BlinkArena;
pub use self::bump_scope::{BumpScopeDefault, BumpScopeDown, BumpScopeUp};
pub use self::bumpalo::{Bumpalo, Bumpalo8};
pub use self::floor::{Floor, FloorArena};
pub use self::ours::Ours;
pub use self::oxc::Oxc;
pub use self::stumpalo::Stumpalo;
pub use self::system::{Mimalloc, System};

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use crate::clock::{Moment, measured};

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
    let start = Moment::now();
    measured(|| {
        for _ in 0..rounds {
            round();
        }
    });
    start.elapsed()
}

/// Random orders, the same in every run.
#[derive(Debug)]
pub struct Shuffle(u64);

impl Default for Shuffle {
    fn default() -> Self {
        Self(0x9E37_79B9)
    }
}

impl Shuffle {
    /// Puts a list into random order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            list.swap(last, usize::try_from(self.0 >> 33).unwrap_or(0) % (last + 1));
        }
    }
}

/// The indices of a thousand values in random order.
pub(crate) fn shuffled() -> [usize; crate::work::OPS] {
    let mut order = core::array::from_fn(|index| index);
    Shuffle::default().shuffle(&mut order);
    order
}
