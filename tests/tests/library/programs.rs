//! Whole programs, generated and shrunk by `proptest`.

use model::{Op, run};
use proptest::collection::vec;
use proptest::prelude::*;

#[path = "../../model/arena.rs"]
mod model;

fn op() -> impl Strategy<Value = Op> {
    let (byte, armed) = (any::<u8>, || prop::bool::weighted(0.1));
    prop_oneof![
        4 => Just(Op::Number),
        2 => Just(Op::Wide),
        2 => prop_oneof![4 => 0..200_u16, 1 => 0..=LARGEST].prop_map(Op::Bytes),
        2 => byte().prop_map(Op::Text),
        2 => byte().prop_map(Op::Format),
        2 => (0..500_u16, byte()).prop_map(|(size, align)| Op::Layout(size, align)),
        2 => (byte(), byte()).prop_map(|(len, said)| Op::Iter(len, said)),
        2 => (byte(), byte()).prop_map(|(len, bad)| Op::Fill(len, bad)),
        4 => Just(Op::Handle),
        3 => byte().prop_map(Op::Change),
        3 => armed().prop_map(Op::Boxed),
        2 => byte().prop_map(Op::Unbox),
        1 => byte().prop_map(Op::Forget),
        3 => armed().prop_map(Op::Late),
        2 => (0..100_u8).prop_map(Op::Burst),
        4 => (any::<bool>(), 0..20_u8).prop_map(|(things, capacity)| Op::Vec(things, capacity)),
        8 => (byte(), 0..80_u8).prop_map(|(index, count)| Op::Push(index, count)),
        2 => (byte(), 0..20_u8).prop_map(|(index, count)| Op::Pop(index, count)),
        2 => (byte(), byte()).prop_map(|(index, bad)| Op::Retain(index, bad)),
        2 => byte().prop_map(Op::Finish),
        2 => (0..50_u8).prop_map(Op::String),
        4 => (byte(), 0..60_u8).prop_map(|(index, len)| Op::Write(index, len)),
        5 => Just(Op::Nest),
        4 => Just(Op::End),
        1 => Just(Op::Unwind),
    ]
}

const CASES: u32 = if cfg!(miri) { 2 } else { 200 };
const LARGEST: u16 = if cfg!(miri) { 500 } else { u16::MAX };
const LENGTH: usize = if cfg!(miri) { 40 } else { 400 };

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_program_finds_what_it_wrote(ops in vec(op(), 0..LENGTH)) {
        run(&ops);
    }
}
