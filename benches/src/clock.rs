//! What is measured, and the time this thread has had a processor for. Others on the machine do not count.

use std::time::Duration;

/// A moment of this thread.
#[derive(Debug, Clone, Copy)]
pub struct Moment(Duration);

impl Moment {
    /// This one.
    #[must_use]
    pub fn now() -> Self {
        Self(now())
    }

    /// How long ago it was.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        now().saturating_sub(self.0)
    }
}

/// Does what is measured: a function of its own, so that callgrind can be told to count in there only.
#[inline(never)]
pub fn measured(work: impl FnOnce()) {
    work();
}

#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("a clock that has not run backwards")
}

/// Wall clock time, where the other is not to be had.
#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}
