//! A chain has a cursor too.
// misuses: ChainScope::alloc

use arena::prelude::*;
use arena::{Chain, Lifetime};

enum Query {}
impl Lifetime for Query {
    const NAME: &'static str = "query";
}

fn in_background<F: FnOnce() + Send>(job: F) {
    std::thread::scope(|threads| drop(threads.spawn(job)));
}

fn main() {
    let mut chain = Chain::<Query>::new("query");
    scope!(query in chain);
    let query = &*query;
    in_background(|| println!("{}", query.alloc(1_u32)));
}
