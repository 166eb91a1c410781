//! A progress bar for people: it is only there if a person is looking.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

use arena::prelude::*;

use crate::memory::Subsystem;

const COLUMNS: usize = 40;
/// Not oftener than the eye can follow.
const PAUSE: Duration = Duration::from_millis(50);

/// A line on the standard error stream that is written over and over.
#[derive(Debug)]
pub struct Progress {
    shown: bool,
    last: Option<Instant>,
}

impl Progress {
    /// A bar, unless standard error is a file or a pipe.
    pub fn new() -> Self {
        Self { shown: stderr().is_terminal(), last: None }
    }

    /// Shows that `done` of `total` frames are drawn. The line is built in the frame arena.
    pub fn show(&mut self, frame: &Frame<'_>, done: u32, total: u32, scene: &str) -> Result<(), AllocError> {
        if !self.shown || self.last.is_some_and(|last| last.elapsed() < PAUSE) {
            return Ok(());
        }
        self.last = Some(Instant::now());
        let filled = (u64::from(done) * COLUMNS as u64 / u64::from(total.max(1))) as usize;
        let mut line = frame.tagged(Subsystem::Interface).try_string_with_capacity(128)?;
        line.try_push_fmt(format_args!(
            "\r[{:=<filled$}{:<rest$}] {done}/{total} {scene}\x1b[K",
            "",
            "",
            rest = COLUMNS - filled,
        ))?;
        // A bar that cannot be shown is no reason to stop.
        let _ = stderr().write_all(line.as_bytes());
        Ok(())
    }

    /// Takes the bar away, so that what is printed next stands alone.
    pub fn clear(&mut self) {
        if self.last.take().is_some() {
            let _ = stderr().write_all(b"\r\x1b[K");
        }
    }
}

impl Drop for Progress {
    /// Also when an error ends the program.
    fn drop(&mut self) {
        self.clear();
    }
}
