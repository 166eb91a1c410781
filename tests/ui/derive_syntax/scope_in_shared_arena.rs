//! Whoever opens an arena needs it exclusively.
// misuses: scope!

use arena::prelude::*;

struct Parser<'m> {
    memory: &'m FrameArena,
}

fn parse(parser: &Parser<'_>, text: &str) -> usize {
    scope!(tokens in parser.memory);
    tokens.alloc_iter(text.split(' ')).len()
}

fn main() {
    let memory = FrameArena::reserve("tokens", MIB).unwrap();
    println!("{}", parse(&Parser { memory: &memory }, "a b"));
}
