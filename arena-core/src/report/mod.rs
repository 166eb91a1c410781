//! `Report`: where every byte went, as a table.

mod section;
mod stores;

use core::fmt;
use std::vec::Vec;

use self::section::Section;
use self::stores::{StoreRow, same_tag};
use crate::account::{ArenaStats, StoreStats, TagCount, TagInfo, Watched};
use crate::size::Bytes;

/// The figures of a [`Ledger`](crate::Ledger) at one moment; print it with `{}`.
///
/// For each arena one line, and below it one line per tag that was used there:
///
/// * *used* and *peak*: bytes handed out, now and at most. For a tag, bytes alive under it.
/// * *committed* and *reserved*: bytes backed by memory, and bytes the arena may grow to.
/// * *resets* of an arena, *live* allocations and the *budget* of a tag. A budget is for all arenas:
///   it is exceeded if a peak is above it, or what is used in all of them now.
///
/// A pool of arenas has one section for all it has: sums, and the largest peak of any.
///
/// Below its tag stands each store: the bytes it takes, its values, and the slots that were in use
/// and are empty now. A store stays listed after its scope; the next one of the same type and tag
/// continues its line. *n values leaked* were in a store that was forgotten, and never dropped.
///
/// Totals are per column. Peaks of different arenas were reached at different moments, so there
/// is no total of them.
#[derive(Debug, Clone)]
pub struct Report {
    arenas: Vec<Section>,
}

impl Report {
    pub(crate) fn new(watched: &[Watched]) -> Self {
        Self { arenas: watched.iter().map(Section::new).collect() }
    }
}

/// The least width of the first column. Longer names make it wider.
const NAME: usize = 24;

/// Four columns of bytes; a figure that does not exist stays blank.
struct Row([Option<usize>; 4]);

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|figure| match figure {
            Some(bytes) => write!(f, " {:>11}", Bytes::new(*bytes)),
            None => write!(f, " {:11}", ""),
        })
    }
}

impl Report {
    /// Whether a tag uses more than its budget: here at its peak, or in all arenas together now.
    /// (Peaks of different arenas were reached at different moments, so their sum says nothing.)
    fn is_exceeded(&self, tag: &TagInfo, budget: u64, peak: usize) -> bool {
        let same = |count: &&TagCount| count.tag.is_some_and(|other| core::ptr::eq(other, tag));
        let now: usize = self.arenas.iter().flat_map(Section::tags).filter(same).map(|count| count.bytes).sum();
        peak.max(now) as u64 > budget
    }

    fn write_section(&self, f: &mut fmt::Formatter<'_>, section: &Section, width: usize) -> fmt::Result {
        let ArenaStats { used, peak, committed, reserved, abandoned, resets } = section.stats;
        let title = &section.title;
        let row = Row([Some(used), Some(peak), Some(committed), Some(reserved)]);
        let plural = if resets == 1 { "" } else { "s" };
        writeln!(f, "{title:width$}{row}  {resets} reset{plural}")?;
        let arena_width = width;
        let width = width - 2;
        for count in section.tags() {
            let row = Row([Some(count.bytes), Some(count.peak), None, None]);
            write!(f, "  {:width$}{row}  {} live", count.name(), count.count)?;
            if let Some((tag, budget)) = count.tag.and_then(|tag| Some((tag, tag.budget?))) {
                let over = if self.is_exceeded(tag, budget, count.peak) { ", EXCEEDED" } else { "" };
                write!(f, ", budget {}{over}", Bytes(budget))?;
            }
            match count.tag.map_or("", |tag| tag.description) {
                "" => writeln!(f)?,
                description => writeln!(f, " ({description})")?,
            }
            let of_tag = section.stores.iter().filter(|store| same_tag(store.tag, count.tag));
            of_tag.map(StoreRow::below_tag).try_for_each(|row| row.write(f, arena_width))?;
        }
        let no_tag = |store: &&StoreStats| !section.tags().any(|count| same_tag(store.tag, count.tag));
        section
            .stores
            .iter()
            .filter(no_tag)
            .map(StoreRow::below_arena)
            .try_for_each(|row| row.write(f, arena_width))?;
        let overhead = [(section.padding, "(padding)"), (abandoned, "(abandoned growth)")];
        for (bytes, name) in overhead.into_iter().filter(|(bytes, _)| *bytes > 0) {
            writeln!(f, "  {name:width$} {:>11}", Bytes::new(bytes))?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.arenas.iter().map(Section::name_width).fold(NAME, usize::max);
        let [used, peak, committed, reserved] = ["used", "peak", "committed", "reserved"];
        writeln!(f, "==== MEMORY REPORT ====")?;
        writeln!(f, "{:width$} {used:>11} {peak:>11} {committed:>11} {reserved:>11}", "arena")?;
        self.arenas.iter().try_for_each(|section| self.write_section(f, section, width))?;
        let total = |figure: fn(&ArenaStats) -> usize| Some(self.arenas.iter().map(|a| figure(&a.stats)).sum());
        let row = Row([total(|s| s.used), None, total(|s| s.committed), total(|s| s.reserved)]);
        write!(f, "{:width$}{row}", "TOTAL")?;
        if self.arenas.iter().any(|section| section.tags.is_none()) {
            write!(f, "\n(bytes per tag are not counted in this build: enable feature `account`)")?;
        }
        Ok(())
    }
}
