//! Tags are the variants of an enum.
// misuses: derive(Tag)

use arena::prelude::*;

#[derive(Tag)]
struct Renderer;

fn main() {
    println!("{}", Renderer.info().name);
}
