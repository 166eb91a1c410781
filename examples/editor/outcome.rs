//! What the program prints at its end.

use std::io::{self, Write};
use std::path::Path;

use arena::prelude::*;

use crate::replay::{REPETITIONS, Replay};
use crate::stats::{Shown, Summary};

/// All that was measured.
pub struct Outcome<'a> {
    pub model: &'a str,
    pub last_frame: &'a Path,
    pub frames: u32,
    pub instances: u32,
    /// The part of the last frame that shows the model.
    pub covered: f32,
    pub frame: Option<Summary>,
    pub build: Option<Summary>,
    pub reset: Option<Summary>,
    /// On the heap, in the steady frames: those that were not the first of their scene.
    pub heap_allocations: u64,
    pub steady_frames: u64,
    pub replay: Replay,
    pub ledger: &'a Ledger,
}

impl Outcome<'_> {
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{} frames of {} instances of {}", self.frames, self.instances, self.model)?;
        let (file, covered) = (self.last_frame.display(), self.covered * 100.0);
        writeln!(out, "last frame: {file} ({covered:.1} % covered by the model)")?;

        writeln!(out)?;
        summary(out, "frame time", self.frame)?;
        let all = self.heap_allocations;
        write!(out, "heap allocations per frame in steady state: ")?;
        match (all, self.steady_frames) {
            (_, 0) => writeln!(out, "not measured")?,
            (0, _) => writeln!(out, "0")?,
            (_, frames) => writeln!(out, "{:.9} ({all} in all)", all as f64 / frames as f64)?,
        }
        writeln!(out, "    counted over all threads, with reallocations,")?;
        writeln!(out, "    in the {} frames that were not the first of their scene", self.steady_frames)?;
        let Replay { allocations, time } = self.replay;
        writeln!(out, "frame-arena time per frame: {} for {allocations} allocations", Shown(time))?;
        writeln!(out, "    those of the last frame, repeated with their scopes and without writing;")?;
        writeln!(out, "    median of {REPETITIONS} times")?;
        summary(out, "building in the frame arena", self.build)?;
        writeln!(out, "    poses, culling, sorting and text, with all that is computed for them")?;
        summary(out, "reset time", self.reset)?;
        writeln!(out, "    from the end of a frame to the next one, reading the clock included")?;

        writeln!(out)?;
        writeln!(out, "{}", self.ledger.report())
    }
}

fn summary(out: &mut impl Write, what: &str, summary: Option<Summary>) -> io::Result<()> {
    match summary {
        Some(Summary { median, p99 }) => writeln!(out, "{what}: median {}, p99 {}", Shown(median), Shown(p99)),
        None => writeln!(out, "{what}: not measured"),
    }
}
