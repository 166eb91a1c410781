//! A tag is a variant of an enum that derives `Tag`.
// misuses: arena(tag)

use arena::prelude::*;

enum Color {
    Red,
}

#[derive(Arena)]
#[arena(tag = Color::Red, lifetime = frame)]
struct Glyph {
    code: u32,
}

fn main() {
    println!("{}", Glyph { code: 65 }.code);
}
