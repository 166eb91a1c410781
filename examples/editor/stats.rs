//! What was measured, frame after frame, in rings in permanent memory.

use std::fmt;
use std::time::Duration;

use arena::prelude::*;

use crate::memory::Subsystem;

/// The most frames a series remembers; older ones give way.
const LONGEST: usize = 1 << 16;

/// What one frame cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// From opening the frame to its end.
    pub frame: Duration,
    /// Building in the frame arena: poses, lists, panel; everything but pixels.
    pub build: Duration,
    /// Ending the scope of the frame before and opening that of this one, if there was one.
    pub reset: Option<Duration>,
}

/// The costs of the frames so far.
#[derive(Arena, Debug)]
#[arena(tag = Subsystem::Statistics, lifetime = perm)]
pub struct History<'perm> {
    pub frame: Series<'perm>,
    pub build: Series<'perm>,
    pub reset: Series<'perm>,
}

impl<'perm> History<'perm> {
    pub fn start(perm: &Perm<'perm>, frames: u32) -> Result<&'perm mut Self, AllocError> {
        let history = Self {
            frame: Series::start(perm, frames)?,
            build: Series::start(perm, frames)?,
            reset: Series::start(perm, frames)?,
        };
        Ok(history.try_alloc_in(perm)?)
    }

    pub fn record(&mut self, cost: &Cost) {
        self.frame.push(cost.frame);
        self.build.push(cost.build);
        if let Some(reset) = cost.reset {
            self.reset.push(reset);
        }
    }
}

/// A ring of durations.
#[derive(Arena, Debug)]
#[arena(tag = Subsystem::Statistics, lifetime = perm)]
pub struct Series<'perm> {
    ring: &'perm mut [Duration],
    /// How many were ever recorded.
    recorded: usize,
}

impl<'perm> Series<'perm> {
    pub fn start(perm: &Perm<'perm>, frames: u32) -> Result<Self, AllocError> {
        let length = LONGEST.min(frames as usize).max(1);
        let ring = perm.tagged(Subsystem::Statistics);
        let ring = ring.try_alloc_slice_fill_with(length, |_| Duration::ZERO)?;
        Ok(Self { ring, recorded: 0 })
    }

    pub fn push(&mut self, duration: Duration) {
        let length = self.ring.len();
        self.ring[self.recorded % length] = duration;
        self.recorded += 1;
    }

    /// The newest durations, `count` at most, the oldest of them first.
    pub fn newest(&self, count: usize) -> impl ExactSizeIterator<Item = Duration> {
        let count = count.min(self.recorded).min(self.ring.len());
        let first = self.recorded - count;
        (0..count).map(move |index| self.ring[(first + index) % self.ring.len()])
    }

    /// The median and the 99th percentile, unless there is nothing yet. Puts the ring out of order.
    pub fn summary(&mut self) -> Option<Summary> {
        let length = self.recorded.min(self.ring.len());
        let kept = &mut self.ring[..length];
        kept.sort_unstable();
        let last = kept.len().checked_sub(1)?;
        Some(Summary { median: kept[last / 2], p99: kept[last * 99 / 100] })
    }
}

/// What is said about a series in the end.
#[derive(Clone, Copy, Debug)]
pub struct Summary {
    pub median: Duration,
    pub p99: Duration,
}

/// Prints a duration in the unit that suits it.
pub struct Shown(pub Duration);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs_f64();
        if seconds < 1e-3 { write!(f, "{:.2} us", seconds * 1e6) } else { write!(f, "{:.2} ms", seconds * 1e3) }
    }
}
