//! What the panel says: statistics of the frame before, and who holds how much memory.

use std::time::Duration;

use arena::Bytes;
use arena::prelude::*;

use crate::memory::Subsystem;
use crate::panel::{Panel, Shape};
use crate::stats::Series;

/// The figures to show.
pub struct Figures<'a, 'perm> {
    pub setting: &'static str,
    pub model: &'a str,
    /// Number of this frame, and how many there are in all.
    pub number: u32,
    pub frames: u32,
    pub instances: usize,
    /// Sandbags and sparks in the air.
    pub loose: usize,
    pub calls: usize,
    pub shadows: usize,
    pub triangles: usize,
    /// The part of the picture that shows the model.
    pub covered: f32,
    /// Of the frame before.
    pub heap_allocations: u64,
    pub frame_times: &'a Series<'perm>,
    /// Shows durations as zero.
    pub frozen: bool,
    pub ledger: &'a Ledger,
}

/// Describes the panel of this frame, in the memory of this frame.
pub fn describe<'frame>(
    frame: &Frame<'frame>,
    figures: &Figures<'_, '_>,
) -> Result<&'frame [Shape<'frame>], AllocError> {
    let shown = |time: Duration| if figures.frozen { Duration::ZERO } else { time };
    let milliseconds = |time: Duration| shown(time).as_secs_f32() * 1e3;
    let mut panel = Panel::begin(frame, 14, 14)?;

    panel.title(format_args!("ARENA EDITOR"), format_args!("{}", figures.setting))?;
    panel.row(
        format_args!("frame {} of {}", figures.number, figures.frames),
        format_args!("{:.1} ms", figures.frame_times.newest(1).next().map_or(0.0, milliseconds)),
    )?;
    let slowest = figures.frame_times.newest(116).map(milliseconds).fold(1.0, f32::max);
    panel.graph(figures.frame_times.newest(116).map(milliseconds), slowest * 1.15)?;
    panel.row(format_args!("model"), format_args!("{}", end_of(figures.model, 24)))?;
    panel.row(format_args!("instances"), format_args!("{}", figures.instances))?;
    panel.row(format_args!("in the air"), format_args!("{}", figures.loose))?;
    panel.row(format_args!("draw calls"), format_args!("{}", figures.calls))?;
    panel.row(format_args!("shadows"), format_args!("{}", figures.shadows))?;
    panel.row(format_args!("triangles"), format_args!("{}", figures.triangles))?;
    panel.row(format_args!("picture covered"), format_args!("{:.1} %", figures.covered * 100.0))?;
    panel.row(format_args!("heap allocations"), format_args!("{}", figures.heap_allocations))?;
    panel.space();

    panel.title(format_args!("ARENAS"), format_args!("used of reserved"))?;
    for (name, stats) in figures.ledger.arenas() {
        // This frame is still being built: the scope knows better than the ledger.
        let used = if name == frame.name() { frame.stats().used } else { stats.used };
        panel.meter(
            format_args!("{name}"),
            format_args!("{} / {}", Bytes::new(used), Bytes::new(stats.reserved)),
            used as f32 / stats.reserved as f32,
        )?;
    }
    panel.space();

    panel.title(format_args!("TAGS"), format_args!("used of budget"))?;
    for tag in Subsystem::ALL {
        let used = figures.ledger.used_by(tag).unwrap_or(0);
        let info = tag.info();
        let budget = info.budget.unwrap_or(u64::MAX);
        panel.meter(
            format_args!("{}", info.name),
            format_args!("{} / {}", Bytes::new(used), Bytes(budget)),
            used as f32 / budget as f32,
        )?;
    }
    Ok(panel.end())
}

/// The last `length` characters of `text`.
fn end_of(text: &str, length: usize) -> &str {
    let surplus = text.chars().count().saturating_sub(length);
    text.char_indices().nth(surplus).map_or("", |(start, _)| &text[start..])
}
