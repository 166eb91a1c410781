//! In the prelude `Frame` is the scope; the class is called `frame`.
// misuses: arena(lifetime)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = Frame)]
struct DrawCall<'frame> {
    instances: &'frame [u32],
}

fn main() {
    println!("{}", DrawCall { instances: &[] }.instances.len());
    println!("{}", Subsystem::Renderer.info().name);
}
