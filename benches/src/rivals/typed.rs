//! `typed-arena`: vectors of one type that never move. It frees only with its own end, so a round is a life.

use core::hint::black_box;
use std::time::Duration;

use typed_arena::Arena;

use super::{Witness, timed};
use crate::work::OPS;

/// What the tables call it.
pub(crate) const NAME: &str = "typed-arena";

/// Values that are dropped with the arena, which was made with room for them.
pub(crate) fn drops(rounds: usize) -> Duration {
    #[inline(never)]
    fn round(arena: &Arena<Witness>) {
        for word in 0..OPS as u64 {
            arena.alloc(Witness(word));
        }
    }
    timed(rounds, || round(black_box(&Arena::with_capacity(OPS))))
}
