//! The figures of an arena, or of all arenas of a pool, at one moment.

use std::format;
use std::string::String;
use std::vec::Vec;

use super::stores::{StoreRow, same_tag};
use crate::account::{ArenaStats, Stats, StoreStats, TagCount, Watched};

#[derive(Debug, Clone)]
pub(super) struct Section {
    pub(super) title: String,
    pub(super) stats: ArenaStats,
    /// `None` if this build does not count tags.
    pub(super) tags: Option<Vec<TagCount>>,
    pub(super) stores: Vec<StoreStats>,
    pub(super) padding: usize,
}

impl TagCount {
    pub(super) fn name(&self) -> &'static str {
        self.tag.map_or("(untagged)", |tag| tag.name)
    }

    fn add(&mut self, other: &Self) {
        self.bytes += other.bytes;
        self.count += other.count;
        self.peak = self.peak.max(other.peak);
    }
}

impl StoreStats {
    fn is_like(&self, other: &Self) -> bool {
        self.name == other.name && self.kind == other.kind && same_tag(self.tag, other.tag)
    }

    fn add(&mut self, other: &Self) {
        self.used += other.used;
        self.live += other.live;
        self.peak = self.peak.max(other.peak);
        self.capacity += other.capacity;
        self.holes += other.holes;
        self.leaked += other.leaked;
    }
}

impl Section {
    pub(super) fn new(watched: &Watched) -> Self {
        let mut section = Self::empty();
        let count = watched.arenas().map(|arena| section.add(&arena)).count();
        section.title = match watched {
            Watched::Arena(arena) => format!("{} ({})", arena.name, arena.class),
            Watched::Pool(pool) => format!("{count} x {} ({})", pool.name, pool.class),
        };
        section
    }

    fn empty() -> Self {
        let stats = ArenaStats { used: 0, peak: 0, committed: 0, reserved: 0, abandoned: 0, resets: 0 };
        Self { title: String::new(), stats, tags: Some(Vec::new()), stores: Vec::new(), padding: 0 }
    }

    fn add(&mut self, arena: &Stats) {
        let (sum, more) = (&mut self.stats, arena.observe());
        sum.used += more.used;
        sum.peak = sum.peak.max(more.peak);
        sum.committed += more.committed;
        sum.reserved += more.reserved;
        sum.abandoned += more.abandoned;
        sum.resets += more.resets;
        self.padding += arena.tags.padding();
        match (&mut self.tags, arena.tags.read()) {
            (Some(tags), Some(counts)) => counts.filter(|count| count.peak > 0).for_each(|count| {
                match tags.iter_mut().find(|known| same_tag(known.tag, count.tag)) {
                    Some(known) => known.add(&count),
                    None => tags.push(count),
                }
            }),
            (tags, _) => *tags = None,
        }
        // An arena may have several stores of one kind. The first of one arena goes with the first of another.
        let mut free: Vec<usize> = (0..self.stores.len()).collect();
        for store in arena.stores.read() {
            match free.iter().position(|&index| self.stores[index].is_like(&store)) {
                Some(place) => self.stores[free.remove(place)].add(&store),
                None => self.stores.push(store),
            }
        }
    }

    pub(super) fn tags(&self) -> impl Iterator<Item = &TagCount> {
        self.tags.iter().flatten()
    }

    /// Characters of the longest name in the first column, indented as it is there.
    pub(super) fn name_width(&self) -> usize {
        let tags = self.tags().map(|count| count.name().chars().count() + 2);
        let stores = self.stores.iter().map(|store| StoreRow::below_tag(store).title().chars().count());
        tags.chain(stores).fold(self.title.chars().count(), usize::max)
    }
}
