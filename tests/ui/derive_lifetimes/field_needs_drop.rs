//! Seen by `cargo check`, and in the editor, at the field.
// misuses: derive(Arena)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = scene)]
struct Material {
    name: String,
    roughness: f32,
}

fn main() {
    let material = Material { name: "steel".to_owned(), roughness: 0.2 };
    println!("{} {}", material.name, material.roughness);
}
