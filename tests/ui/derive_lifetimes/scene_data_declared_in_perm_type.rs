//! A type that lives until shutdown cannot hold what belongs to a level.
// misuses: arena(lifetime)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = perm)]
struct Renderer<'perm, 'scene> {
    shaders: &'perm [u32],
    skybox: &'scene str,
}

fn main() {
    let renderer = Renderer { shaders: &[], skybox: "night" };
    println!("{} {}", renderer.skybox, renderer.shaders.len());
    println!("{}", Subsystem::Renderer.info().name);
}
