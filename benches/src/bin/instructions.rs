//! Runs one cell of the tables, to be counted from outside; `scripts/instructions.sh` does that.
//!
//! * `instructions list` prints every cell: row, rival, operations per round.
//! * `instructions <row> <rival> <rounds>` runs one.
//!
//! The difference of two runs with different numbers of rounds is free of whatever happens once.

use std::process::ExitCode;

use arena_benches::cases::{self, Case};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let cases = cases::all();
    match arguments[..] {
        ["list"] => list(&cases),
        [row, rival, rounds] => match rounds.parse() {
            Ok(rounds) if run(&cases, row, rival, rounds) => {}
            _ => return usage(),
        },
        _ => return usage(),
    }
    ExitCode::SUCCESS
}

fn list(cases: &[Case]) {
    for case in cases {
        for (rival, _) in &case.runs {
            println!("{}\t{rival}\t{}", case.name, case.ops);
        }
    }
}

/// Runs one cell; false if there is none of that name.
fn run(cases: &[Case], row: &str, rival: &str, rounds: usize) -> bool {
    let Some(case) = cases.iter().find(|case| case.name == row) else { return false };
    let Some((_, run)) = case.runs.iter().find(|(name, _)| *name == rival) else { return false };
    run(rounds);
    true
}

fn usage() -> ExitCode {
    eprintln!("usage: instructions list | instructions <row> <rival> <rounds>");
    ExitCode::from(2)
}
