//! A chain resets as an arena does.
// misuses: ChainScope::alloc

use arena::prelude::*;
use arena::{Chain, lifetime};

struct Token {
    line: u32,
}

fn main() {
    let mut chain = Chain::<lifetime::Frame>::new("tokens");
    let last: &Token;
    {
        scope!(file in chain);
        last = file.alloc(Token { line: 80 });
    }
    println!("{}", last.line);
}
