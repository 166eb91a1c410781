//! The same arena, the next frame: the place holds something else by now.
// misuses: Scope::get

use arena::prelude::*;

struct Token {
    line: u32,
}

fn main() {
    let mut memory = FrameArena::reserve("parser", MIB).unwrap();
    let first;
    {
        scope!(file in memory);
        first = file.insert(Token { line: 1 });
    }
    scope!(next_file in memory);
    next_file.insert("not a token at all");
    println!("{}", next_file.get(first).line);
}
