//! All rows with all rivals, by name.

use crate::replay::{self, Replay};
use crate::rivals::system::{Malloc, Mi};
use crate::rivals::{
    BYTES, BlinkArena, BumpScopeDefault, BumpScopeDown, BumpScopeUp, Bumpalo, Bumpalo8, FloorArena, Mimalloc, Ours,
    Oxc, Stumpalo, System, blink, bump_scope, bumpalo, floor, ours, stumpalo, system, timed, typed,
};
use crate::work::{
    Blocks, Built, Calls, Collect, Copies, Filled, LARGEST, Layouts, List, Mixed, OPS, Push, PushKnown, Pushes, Slices,
    Strings, Text, Words,
};
use crate::{Rival, Run, Work, column, lives};

/// One row of the tables.
#[derive(Debug)]
pub struct Case {
    /// What stands at its left.
    pub name: &'static str,
    /// Operations in one round.
    pub ops: usize,
    /// How many rounds are run at a time, if that is not to be found out: one that waits for the system
    /// tells nothing by its instructions either.
    pub rounds: Option<usize>,
    /// Whether `scripts/instructions.sh` watches over the count: not where most of it is that of `memcpy`, which
    /// differs with the processor.
    pub pinned: bool,
    /// Whether each measurement is a process of its own: if what one did before changes it.
    pub fresh: bool,
    /// The rivals by name, and what runs a number of rounds of each.
    pub runs: Vec<(&'static str, Run)>,
}

/// The rounds of `W` with one rival, in memory that was touched before. The first is not timed: an allocator that
/// gives memory back to the system when it is not used for a while has to get it again.
fn run<R: Rival, W: Work>(rounds: usize) -> core::time::Duration {
    let mut rival = R::warmed(BYTES);
    rival.round::<W>();
    timed(rounds, || rival.round::<W>())
}

/// All that can be had by `malloc` and by bumping.
fn everybody<W: Work>() -> Vec<(&'static str, Run)> {
    fn of<R: Rival, W: Work>() -> (&'static str, Run) {
        (R::NAME, run::<R, W>)
    }
    vec![
        of::<Ours, W>(),
        of::<FloorArena, W>(),
        of::<Bumpalo, W>(),
        of::<Bumpalo8, W>(),
        of::<BumpScopeDefault, W>(),
        of::<BumpScopeUp, W>(),
        of::<BumpScopeDown, W>(),
        of::<Stumpalo, W>(),
        of::<Oxc, W>(),
        of::<BlinkArena, W>(),
        of::<System, W>(),
        of::<Mimalloc, W>(),
    ]
}

/// A row that every rival can do.
fn case<W: Work>(name: &'static str) -> Case {
    Case { name, ops: W::OPS, rounds: None, pinned: true, fresh: false, runs: everybody::<W>() }
}

/// A row that every rival but one can do.
fn without<W: Work, R: Rival>(name: &'static str) -> Case {
    let mut case = case::<W>(name);
    case.runs.retain(|(rival, _)| *rival != R::NAME);
    case
}

/// A row that every rival does in one way, and this library in a better one.
fn instead<W: Work>(name: &'static str, ours: Run) -> Case {
    let mut case = case::<W>(name);
    case.runs[0].1 = ours;
    case
}

/// A row that only some can do.
fn only(name: &'static str, runs: &[(&'static str, Run)]) -> Case {
    Case { name, ops: OPS, rounds: None, pinned: true, fresh: false, runs: runs.to_vec() }
}

/// A frame of a real program. One operation is one request.
fn replayed(name: &'static str, Replay { trace, runs }: Replay) -> Case {
    Case { name, ops: trace.len(), rounds: None, pinned: false, fresh: false, runs }
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
                (Stumpalo::NAME, stumpalo::scopes),
            ],
        ),
        instead::<Words>("u64 in a burst; others one by one", ours::burst),
        case::<Filled>("4 KiB, made in place"),
        case::<Built>("4 KiB, returned by a function"),
        without::<Text, Oxc>("format a short string"),
        case::<Push<10>>("Vec push, 10 elements"),
        case::<Push<100>>("Vec push, 100 elements"),
        case::<Push<1000>>("Vec push, 1000 elements"),
        case::<Push<10_000>>("Vec push, 10,000 elements"),
        case::<PushKnown<1000>>("Vec push, 1000 elements, capacity known"),
        case::<Collect<1000>>("collect 1000 elements of unknown number"),
        only(
            "allocate, drop at scope end",
            &[
                (Ours::NAME, ours::drops),
                (FloorArena::NAME, floor::drops),
                (BlinkArena::NAME, blink::drops),
                (typed::NAME, typed::drops),
            ],
        ),
        only(
            "allocate, drop by owner",
            &[
                (Ours::NAME, ours::boxes),
                (FloorArena::NAME, floor::boxes),
                (Bumpalo::NAME, bumpalo::boxes),
                (BumpScopeDefault::NAME, bump_scope::default::boxes),
                (BumpScopeUp::NAME, bump_scope::up::boxes),
                (BumpScopeDown::NAME, bump_scope::down::boxes),
                (System::NAME, system::boxes::<Malloc>),
                (Mimalloc::NAME, system::boxes::<Mi>),
            ],
        ),
        only("insert, for a handle", &[(Ours::NAME, ours::handles)]),
        only("read by handle", &[(Ours::NAME, ours::read), (FloorArena::NAME, floor::read)]),
        instead::<Words>("u64 under a tag; others without", ours::tagged),
        only("u64 under a tag, looked up each time", &[(Ours::NAME, ours::tagged_each)]),
        Case {
            name: "sum of one field of 100,000 × 32 B",
            ops: column::COUNT as usize,
            rounds: None,
            pinned: false,
            fresh: false,
            runs: column::runs(),
        },
        replayed("a frame of egui, replayed", replay::egui()),
        replayed("a frame of ratatui, replayed", replay::ratatui()),
        Case {
            name: "birth and death, one u64",
            ops: 1,
            rounds: Some(1000),
            pinned: false,
            fresh: false,
            runs: lives::births(),
        },
        Case {
            name: "first touch, per page of 64 MiB",
            ops: lives::PAGES,
            rounds: Some(1),
            pinned: false,
            // `malloc` keeps what was given back to it, and then it is not touched for the first time.
            fresh: true,
            runs: lives::touches(),
        },
        Case {
            name: "reset after growing to 64 MiB",
            ops: 1,
            rounds: Some(1),
            pinned: false,
            fresh: false,
            runs: lives::resets(),
        },
    ]
}

/// What is plotted against its size, with the sizes.
#[must_use]
pub fn sized() -> [(Case, &'static str, Vec<usize>); 2] {
    let sizes = |first: u32| (first..=LARGEST.ilog2()).map(|power| 1 << power).collect();
    [
        (case::<Copies>("a copied slice: time by size"), "bytes", sizes(3)),
        (case::<Pushes>("a vector, pushed: time by length"), "elements of 8 bytes", sizes(0)),
    ]
}
