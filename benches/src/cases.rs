//! All rows with all rivals, by name.

use crate::rivals::{
    BYTES, BumpScopeDefault, BumpScopeDown, BumpScopeUp, Bumpalo, FloorArena, Ours, System, bump_scope, bumpalo, floor,
    ours, system, timed,
};
use crate::work::{Blocks, Calls, Layouts, List, Mixed, OPS, Push, Slices, Strings, Text, Words};
use crate::{Rival, Run, Work};

/// One row of the tables.
#[derive(Debug)]
pub struct Case {
    /// What stands at its left.
    pub name: &'static str,
    /// Operations in one round.
    pub ops: usize,
    /// The rivals by name, and what runs a number of rounds of each.
    pub runs: Vec<(&'static str, Run)>,
}

/// The rounds of `W` with one rival, in memory that was touched before.
fn run<R: Rival, W: Work>(rounds: usize) -> core::time::Duration {
    let mut rival = R::warmed(BYTES);
    timed(rounds, || rival.round::<W>())
}

/// A row that every rival can do.
fn case<W: Work>(name: &'static str) -> Case {
    fn of<R: Rival, W: Work>() -> (&'static str, Run) {
        (R::NAME, run::<R, W>)
    }
    let runs = vec![
        of::<Ours, W>(),
        of::<FloorArena, W>(),
        of::<Bumpalo, W>(),
        of::<BumpScopeDefault, W>(),
        of::<BumpScopeUp, W>(),
        of::<BumpScopeDown, W>(),
        of::<System, W>(),
    ];
    Case { name, ops: W::OPS, runs }
}

/// A row that only some can do.
fn only(name: &'static str, runs: &[(&'static str, Run)]) -> Case {
    Case { name, ops: OPS, runs: runs.to_vec() }
}

/// Every row.
#[must_use]
pub fn all() -> Vec<Case> {
    vec![
        case::<Words>("u64, one by one"),
        case::<Blocks>("64-byte struct"),
        case::<Slices>("slice copy, 16–256 B"),
        case::<Strings>("short string, 4–19 B"),
        case::<Mixed>("mixed types, sizes known"),
        case::<Layouts>("layouts known at run time"),
        case::<Calls>("out-of-line call per allocation"),
        case::<List>("linked list of nodes"),
        only(
            "scope: enter, allocate, exit",
            &[
                (Ours::NAME, ours::scopes),
                (FloorArena::NAME, floor::scopes),
                (BumpScopeDefault::NAME, bump_scope::default::scopes),
                (BumpScopeUp::NAME, bump_scope::up::scopes),
                (BumpScopeDown::NAME, bump_scope::down::scopes),
            ],
        ),
        case::<Text>("format a short string"),
        case::<Push<10>>("Vec push, 10 elements"),
        case::<Push<100>>("Vec push, 100 elements"),
        case::<Push<1000>>("Vec push, 1000 elements"),
        case::<Push<10_000>>("Vec push, 10,000 elements"),
        only("allocate, drop at scope end", &[(Ours::NAME, ours::drops), (FloorArena::NAME, floor::drops)]),
        only(
            "allocate, drop by owner",
            &[
                (Ours::NAME, ours::boxes),
                (Bumpalo::NAME, bumpalo::boxes),
                (BumpScopeDefault::NAME, bump_scope::default::boxes),
                (BumpScopeUp::NAME, bump_scope::up::boxes),
                (BumpScopeDown::NAME, bump_scope::down::boxes),
                (System::NAME, system::boxes),
            ],
        ),
        only("insert, for a handle", &[(Ours::NAME, ours::handles)]),
        only("u64 in a burst", &[(Ours::NAME, ours::burst)]),
        only("u64 under a tag", &[(Ours::NAME, ours::tagged)]),
        only("u64 under a tag, looked up each time", &[(Ours::NAME, ours::tagged_each)]),
    ]
}
