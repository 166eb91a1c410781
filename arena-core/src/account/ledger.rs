//! `Ledger`: the figures of many arenas, readable from any thread.

use std::sync::Arc;
use std::vec::Vec;

use super::{ArenaStats, Stats, StoreStats, Tag, Watched};
use crate::arena::{Arena, ArenaPool};
use crate::lifetime::Lifetime;
use crate::report::Report;

/// Watches arenas and says who used how much.
///
/// It is an owned handle: it may outlive the arenas, be cloned, and be read on any thread while
/// they are in use. Its figures are exact whenever a scope has just ended, and at any time in a
/// build that counts tags. Without tags, `used` of an open scope lags behind: it is brought up to
/// date when the arena commits memory, when a nested scope ends, and by `scope.stats()`. A report
/// that is made while another thread allocates may mix two moments. Of an arena that is gone the
/// history stays, peaks and resets; it holds nothing any more.
///
/// ```
/// use arena_core::{FrameArena, Ledger, MIB};
///
/// let mut frame = FrameArena::reserve("frame", 16 * MIB)?;
/// let ledger = Ledger::new().with(&frame);
/// frame.scope(|frame| {
///     frame.alloc([0_u8; 1000]);
/// });
/// let stats = ledger.arenas().next().unwrap().1;
/// assert_eq!((stats.used, stats.peak, stats.resets), (0, 1000, 1));
/// println!("{}", ledger.report());
/// # Ok::<(), arena_core::ReserveError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    watched: Vec<Watched>,
}

impl Ledger {
    /// A ledger that watches nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an arena. Reports list arenas in the order in which they were added.
    #[must_use]
    pub fn with<L: Lifetime>(mut self, arena: &Arena<'_, L>) -> Self {
        self.watched.push(Watched::Arena(Arc::clone(arena.shared())));
        self
    }

    /// Adds all arenas of a pool, those that it will make included. Reports sum them up in one section; of an arena
    /// that the pool did not keep, no history stays.
    ///
    /// ```
    /// use arena_core::{FrameArena, Ledger, MIB};
    ///
    /// let requests = FrameArena::builder().name("request").reserve(16 * MIB).pool(8);
    /// let ledger = Ledger::new().with_pool(&requests);
    /// let (mut one, mut other) = (requests.take()?, requests.take()?);
    /// one.scope(|request| *request.alloc(1_u64));
    /// other.scope(|request| *request.alloc([1_u64; 2]));
    /// assert!(ledger.report().to_string().contains("2 x request (frame)"));
    /// assert_eq!(ledger.arenas().map(|(_, stats)| stats.peak).collect::<Vec<_>>(), [8, 16]);
    /// # Ok::<(), arena_core::ReserveError>(())
    /// ```
    #[must_use]
    pub fn with_pool<L: Lifetime>(mut self, pool: &ArenaPool<L>) -> Self {
        self.watched.push(Watched::Pool(Arc::clone(pool.made())));
        self
    }

    fn each(&self) -> impl Iterator<Item = Arc<Stats>> {
        self.watched.iter().flat_map(Watched::arenas)
    }

    /// The name and the figures of each arena.
    pub fn arenas(&self) -> impl Iterator<Item = (&'static str, ArenaStats)> {
        self.each().map(|arena| (arena.name, arena.observe()))
    }

    /// The arena and the figures of each store there is or was. Stores of scopes that have ended have
    /// given their bytes back, and are listed with their peaks until the next one takes their place.
    pub fn stores(&self) -> impl Iterator<Item = (&'static str, StoreStats)> {
        self.each().flat_map(|arena| arena.stores.read().into_iter().map(move |store| (arena.name, store)))
    }

    /// Bytes alive under a tag in all arenas; `None` in a build that does not count tags.
    #[must_use]
    pub fn used_by(&self, tag: impl Tag) -> Option<usize> {
        let tag = tag.info();
        let of = |arena: Arc<Stats>| {
            let mut counts = arena.tags.read()?;
            Some(counts.find(|count| count.tag.is_some_and(|found| core::ptr::eq(found, tag))).map_or(0, |c| c.bytes))
        };
        self.each().map(of).sum()
    }

    /// Everything, at this moment, as a table to print.
    #[must_use]
    pub fn report(&self) -> Report {
        Report::new(&self.watched)
    }
}
