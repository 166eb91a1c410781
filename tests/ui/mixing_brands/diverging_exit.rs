//! The process ends, and its locals are never dropped.
// misuses: Scope::get_mut

use arena::prelude::*;
use std::process;

struct Outcome {
    status: i32,
}

fn main() {
    let mut tests = FrameArena::reserve("test", MIB).unwrap();
    let mut suites = FrameArena::reserve("suite", MIB).unwrap();
    scope!(test in tests);
    scope!(suite in suites);
    let outcome = test.insert(Outcome { status: 0 });
    suite.get_mut(outcome).status = 1;
    process::exit(1)
}
