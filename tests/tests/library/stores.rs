//! Programs for every store, generated and shrunk by `proptest`, against maps.

use proptest::collection::vec;
use proptest::prelude::*;

use model::{Owned, Row, Step, in_scope, play, play_boxes};

#[path = "../../model/stores.rs"]
mod model;

fn step() -> impl Strategy<Value = Step> {
    let armed = || prop::bool::weighted(0.1);
    let when = || prop_oneof![0..30_usize, Just(usize::MAX)];
    prop_oneof![
        30 => armed().prop_map(Step::Insert),
        4 => (armed(), armed()).prop_map(|(armed, panics)| Step::InsertWith(armed, panics)),
        12 => any::<usize>().prop_map(Step::Remove),
        4 => (any::<usize>(), armed()).prop_map(|(index, armed)| Step::Replace(index, armed)),
        2 => (1..4_u32, when()).prop_map(|(modulus, panics)| Step::Retain(modulus, panics)),
        1 => Just(Step::Clear),
        1 => (0..20_usize, 0..20_usize).prop_map(|(front, back)| Step::Drain(front, back)),
        2 => when().prop_map(Step::Compact),
        2 => when().prop_map(Step::Sort),
    ]
}

const CASES: u32 = if cfg!(miri) { 2 } else { 300 };
const STEPS: usize = if cfg!(miri) { 40 } else { 300 };

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_pool_is_a_map(capacity in 0..150_usize, steps in vec(step(), 0..STEPS)) {
        in_scope(&steps, |scene, steps, alive| play(&mut scene.pool(capacity), capacity, steps, alive));
    }

    #[test]
    fn a_store_of_columns_is_a_map(capacity in 0..150_usize, steps in vec(step(), 0..STEPS)) {
        in_scope(&steps, |scene, steps, alive| play(&mut scene.soa::<Row>(capacity), capacity, steps, alive));
    }

    #[test]
    fn components_are_a_map(capacity in 0..150_usize, steps in vec(step(), 0..STEPS)) {
        in_scope(&steps, |scene, steps, alive| {
            let mut store = Owned { owners: scene.pool(capacity), parts: scene.components(capacity) };
            play(&mut store, capacity, steps, alive);
        });
    }

    #[test]
    fn boxes_of_a_pool_are_a_vector(capacity in 0..150_usize, steps in vec(step(), 0..STEPS)) {
        in_scope(&steps, |scene, steps, alive| {
            play_boxes(&scene.box_pool(capacity), capacity, steps, alive);
        });
    }
}
