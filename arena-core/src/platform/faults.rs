//! A system that refuses memory when it is told to, for `scripts/faults.sh`. Only with `--cfg arena_faults`.
//!
//! The variable `ARENA_REFUSE_COMMIT` says which commits of the process: `7` only the seventh, `7..` that
//! and all after it, `%7` every seventh. With `ARENA_COUNT_COMMITS` set, each is counted on the
//! standard error instead.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

#[derive(Debug, Clone, Copy)]
enum Which {
    None,
    One(usize),
    From(usize),
    Every(usize),
}

impl Which {
    fn parse(text: &str) -> Option<Self> {
        if let Some(number) = text.strip_prefix('%') {
            return number.parse().ok().map(Self::Every);
        }
        match text.strip_suffix("..") {
            Some(number) => number.parse().ok().map(Self::From),
            None => text.parse().ok().map(Self::One),
        }
    }

    fn is(self, number: usize) -> bool {
        match self {
            Self::None => false,
            Self::One(one) => number == one,
            Self::From(first) => number >= first,
            Self::Every(step) => number.is_multiple_of(step),
        }
    }
}

/// Whether the commit that is asked for now is one to refuse.
pub(super) fn refuse() -> bool {
    static WHICH: OnceLock<Which> = OnceLock::new();
    static COMMITS: AtomicUsize = AtomicUsize::new(0);
    let number = COMMITS.fetch_add(1, Relaxed) + 1;
    if std::env::var_os("ARENA_COUNT_COMMITS").is_some() {
        std::eprintln!("commit {number}");
    }
    let which =
        || std::env::var("ARENA_REFUSE_COMMIT").ok().and_then(|text| Which::parse(&text)).unwrap_or(Which::None);
    WHICH.get_or_init(which).is(number)
}
