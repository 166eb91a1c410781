//! Programs over every store, against maps.

#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use model::{Owned, Row, Step, in_scope, play, play_boxes};

mod bytes;
#[path = "../../tests/model/stores.rs"]
mod model;

fn step(bytes: &mut Bytes<'_>) -> Step {
    /// When to panic: at a step early on, or never.
    fn when(bytes: &mut Bytes<'_>) -> usize {
        Some(bytes.index()).filter(|&index| index < 64).unwrap_or(usize::MAX)
    }
    match bytes.byte() % 12 {
        0..3 => Step::Insert(false),
        3 => Step::Insert(bytes.bool()),
        4 => Step::InsertWith(bytes.bool(), bytes.bool()),
        5 => Step::Remove(bytes.index()),
        6 => Step::Replace(bytes.index(), bytes.bool()),
        7 => Step::Retain(u32::from(bytes.byte() % 4) + 1, when(bytes)),
        8 => Step::Clear,
        9 => Step::Drain(bytes.index(), bytes.index()),
        10 => Step::Compact(when(bytes)),
        _ => Step::Sort(when(bytes)),
    }
}

fuzz_target!(|input: &[u8]| {
    let mut bytes = Bytes(input);
    let (kind, capacity) = (bytes.byte() % 4, bytes.index());
    let steps = bytes.program(step);
    in_scope(&steps, |scene, steps, alive| match kind {
        0 => play(&mut scene.pool(capacity), capacity, steps, alive),
        1 => play(&mut scene.soa::<Row>(capacity), capacity, steps, alive),
        2 => {
            let mut store = Owned { owners: scene.pool(capacity), parts: scene.components(capacity) };
            play(&mut store, capacity, steps, alive);
        }
        _ => play_boxes(&scene.box_pool(capacity), capacity, steps, alive),
    });
});
