//! Programs over arenas, handles, collections, destructors and nested scopes, against a model.

#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use model::{Op, run};

mod bytes;
#[path = "../../tests/model/arena.rs"]
mod model;

fn op(bytes: &mut Bytes<'_>) -> Op {
    match bytes.byte() % 25 {
        0 => Op::Number,
        1 => Op::Wide,
        2 => Op::Bytes(bytes.size()),
        3 => Op::Text(bytes.byte()),
        4 => Op::Format(bytes.byte()),
        5 => Op::Layout(bytes.size(), bytes.byte()),
        6 => Op::Iter(bytes.byte(), bytes.byte()),
        7 => Op::Fill(bytes.byte(), bytes.byte()),
        8 => Op::Handle,
        9 => Op::Change(bytes.byte()),
        10 => Op::Boxed(bytes.bool()),
        11 => Op::Unbox(bytes.byte()),
        12 => Op::Forget(bytes.byte()),
        13 => Op::Late(bytes.bool()),
        14 => Op::Burst(bytes.byte()),
        15 => Op::Vec(bytes.bool(), bytes.byte()),
        16 => Op::Push(bytes.byte(), bytes.byte()),
        17 => Op::Pop(bytes.byte(), bytes.byte()),
        18 => Op::Retain(bytes.byte(), bytes.byte()),
        19 => Op::Finish(bytes.byte()),
        20 => Op::String(bytes.byte()),
        21 => Op::Write(bytes.byte(), bytes.byte()),
        22 => Op::Nest,
        23 => Op::End,
        _ => Op::Unwind,
    }
}

fuzz_target!(|input: &[u8]| {
    run(&Bytes(input).program(op));
});
