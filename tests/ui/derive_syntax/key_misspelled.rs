//! The nearest key there is gets proposed.
// misuses: derive(Arena)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetme = frame)]
struct DrawCall<'frame> {
    instances: &'frame [u32],
}

fn main() {
    println!("{}", DrawCall { instances: &[] }.instances.len());
}
