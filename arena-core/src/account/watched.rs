//! What a ledger watches: arenas, and pools of them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::vec::Vec;

use super::Stats;

/// The arenas of a pool, those that are lent and those that are idle.
#[derive(Debug)]
pub(crate) struct Pooled {
    pub(crate) name: &'static str,
    pub(crate) class: &'static str,
    arenas: Mutex<Vec<Weak<Stats>>>,
}

impl Pooled {
    pub(crate) fn new(name: &'static str, class: &'static str) -> Self {
        Self { name, class, arenas: Mutex::default() }
    }

    /// The list is whole even if a thread panicked while it held it: nothing in here runs code of a user.
    fn arenas(&self) -> MutexGuard<'_, Vec<Weak<Stats>>> {
        self.arenas.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The pool has made another one. Those that it did not keep are forgotten by the way.
    pub(crate) fn add(&self, arena: &Arc<Stats>) {
        let mut arenas = self.arenas();
        arenas.retain(|arena| arena.strong_count() > 0);
        arenas.push(Arc::downgrade(arena));
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Watched {
    Arena(Arc<Stats>),
    Pool(Arc<Pooled>),
}

impl Watched {
    /// The figures of each arena, one by one: programs look at them in every frame, so this takes nothing from the
    /// heap. A pool that makes another one meanwhile may have it left out, or the next.
    pub(crate) fn arenas(&self) -> impl Iterator<Item = Arc<Stats>> {
        let (one, pool) = match self {
            Self::Arena(arena) => (Some(Arc::clone(arena)), None),
            Self::Pool(pool) => (None, Some(pool)),
        };
        let mut next = 0;
        let pooled = core::iter::from_fn(move || {
            let arenas = pool?.arenas();
            arenas.get(next..)?.iter().find_map(|arena| {
                next += 1;
                arena.upgrade()
            })
        });
        one.into_iter().chain(pooled)
    }
}
