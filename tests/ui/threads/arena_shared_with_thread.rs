//! An arena is used by one thread at a time; its ledger may be read by all.
// misuses: Arena::stats

use arena::prelude::*;

enum Document {}
impl arena::Lifetime for Document {
    const NAME: &'static str = "document";
}

fn in_background<F: FnOnce() + Send>(job: F) {
    std::thread::scope(|threads| drop(threads.spawn(job)));
}

fn main() {
    let memory = Arena::<Document>::reserve("document", MIB).unwrap();
    in_background(|| println!("{}", memory.stats().peak));
}
