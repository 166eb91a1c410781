//! A tag is one fixed name, and so has no data.
// misuses: derive(Tag)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Worker(u32),
}

fn main() {
    println!("{}", Subsystem::Worker(1).info().name);
}
