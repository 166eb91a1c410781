//! This library beside its peers, row by row: who is fastest, by how much, and with how many instructions.
//!
//! ```text
//! cargo run --release --example peers
//! cargo run --release --example peers -- --row 'Vec push' --rotations 50
//! cargo run --release --example peers -- --csv > peers.csv
//! cargo run --release --example peers -- --programs
//! cargo run --release --example peers -- --account --row u64
//! ```
//!
//! What is measured is in `benches`. It needs the settings of benchmarks (one unit of code, optimized across
//! crates, counters per tag only with `--account`), so this starts cargo once more.

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let mut first_is = |option| {
        let found = arguments.first().is_some_and(|first| first == option);
        arguments.drain(..usize::from(found));
        found
    };
    // Whole programs have a program of their own, which is built with another allocator.
    let bin = if first_is("--programs") { "programs" } else { "peers" };
    let account = first_is("--account").then_some("--features=account");
    let status = Command::new(cargo)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["run", "--quiet", "--profile", "bench", "-p", "arena-benches", "--bin", bin])
        .args(account)
        .arg("--")
        .args(arguments)
        .status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("peers: cannot start cargo: {error}");
            ExitCode::FAILURE
        }
    }
}
