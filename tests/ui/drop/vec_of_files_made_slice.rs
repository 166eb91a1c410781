//! As a vector they would be closed, as a slice never.
// misuses: ArenaVec::into_slice

use arena::prelude::*;
use std::fs::File;

struct Log {
    file: File,
}

fn main() -> std::io::Result<()> {
    let mut memory = PermArena::reserve("perm", MIB).unwrap();
    scope!(perm in memory);
    let mut logs = perm.vec();
    logs.push(Log { file: File::open("Cargo.toml")? });
    let logs = logs.into_slice();
    println!("{}", logs[0].file.metadata()?.len());
    Ok(())
}
