//! `Report`: where every byte went, as a table.

mod stores;

use core::fmt;
use std::vec::Vec;

use self::stores::{StoreRow, is_under};
use crate::account::{ArenaStats, Stats, StoreStats, TagCount};
use crate::size::Bytes;

/// The figures of a [`Ledger`](crate::Ledger) at one moment; print it with `{}`.
///
/// For each arena one line, and below it one line per tag that was used there:
///
/// * *used* and *peak*: bytes handed out, now and at most. For a tag, bytes alive under it.
/// * *committed* and *reserved*: bytes backed by memory, and bytes the arena may grow to.
/// * *resets* of an arena, *live* allocations and the *budget* of a tag.
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

#[derive(Debug, Clone)]
struct Section {
    name: &'static str,
    class: &'static str,
    stats: ArenaStats,
    /// `None` if this build does not count tags.
    tags: Option<Vec<TagCount>>,
    stores: Vec<StoreStats>,
    padding: usize,
}

impl Report {
    pub(crate) fn new<'a>(arenas: impl Iterator<Item = &'a Stats>) -> Self {
        let section = |arena: &Stats| Section {
            name: arena.name,
            class: arena.class,
            stats: arena.observe(),
            tags: arena.tags.read().map(|counts| counts.filter(|count| count.peak > 0).collect()),
            stores: arena.stores.read(),
            padding: arena.tags.padding(),
        };
        Self { arenas: arenas.map(section).collect() }
    }
}

/// The width of the first column.
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

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ArenaStats { used, peak, committed, reserved, abandoned, resets } = self.stats;
        let title = std::format!("{} ({})", self.name, self.class);
        let row = Row([Some(used), Some(peak), Some(committed), Some(reserved)]);
        writeln!(f, "{title:NAME$}{row}  {resets} resets")?;
        for TagCount { tag, bytes, peak, count } in self.tags.iter().flatten().copied() {
            let name = tag.map_or("(untagged)", |tag| tag.name);
            let row = Row([Some(bytes), Some(peak), None, None]);
            write!(f, "  {name:width$}{row}  {count} live", width = NAME - 2)?;
            if let Some(budget) = tag.and_then(|tag| tag.budget) {
                let over = if peak as u64 > budget { ", EXCEEDED" } else { "" };
                write!(f, ", budget {}{over}", Bytes(budget))?;
            }
            match tag.map_or("", |tag| tag.description) {
                "" => writeln!(f)?,
                description => writeln!(f, " ({description})")?,
            }
            let of_tag = self.stores.iter().filter(|store| is_under(store, tag));
            of_tag.map(StoreRow::below_tag).try_for_each(|row| row.fmt(f))?;
        }
        let no_tag = |store: &&StoreStats| !self.tags.iter().flatten().any(|count| is_under(store, count.tag));
        self.stores.iter().filter(no_tag).map(StoreRow::below_arena).try_for_each(|row| row.fmt(f))?;
        let overhead = [(self.padding, "(padding)"), (abandoned, "(abandoned growth)")];
        for (bytes, name) in overhead.into_iter().filter(|(bytes, _)| *bytes > 0) {
            writeln!(f, "  {name:width$} {:>11}", Bytes::new(bytes), width = NAME - 2)?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [used, peak, committed, reserved] = ["used", "peak", "committed", "reserved"];
        writeln!(f, "==== MEMORY REPORT ====")?;
        writeln!(f, "{:NAME$} {used:>11} {peak:>11} {committed:>11} {reserved:>11}", "arena")?;
        self.arenas.iter().try_for_each(|section| section.fmt(f))?;
        let total = |figure: fn(&ArenaStats) -> usize| Some(self.arenas.iter().map(|a| figure(&a.stats)).sum());
        let row = Row([total(|s| s.used), None, total(|s| s.committed), total(|s| s.reserved)]);
        write!(f, "{:NAME$}{row}", "TOTAL")?;
        if self.arenas.iter().any(|section| section.tags.is_none()) {
            write!(f, "\n(bytes per tag are not counted in this build: enable feature `account`)")?;
        }
        Ok(())
    }
}
