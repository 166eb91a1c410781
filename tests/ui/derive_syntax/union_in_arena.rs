//! Nobody knows which field of a union there is to place.
// misuses: derive(Arena)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
union Texel {
    bytes: [u8; 4],
    word: u32,
}

fn main() {
    let _ = (Texel { bytes: [0; 4] }, Texel { word: 0 });
    println!("{}", Subsystem::Renderer.info().name);
}
