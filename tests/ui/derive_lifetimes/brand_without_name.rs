//! The derive knows a brand by its name, which `'a` is not.
// misuses: arena(lifetime)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
struct DrawCall<'a> {
    instances: &'a [u32],
}

fn main() {
    println!("{}", DrawCall { instances: &[] }.instances.len());
    println!("{}", Subsystem::Renderer.info().name);
}
