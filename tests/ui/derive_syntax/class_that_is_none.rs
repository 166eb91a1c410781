//! Any type can be named as a class, and only classes are.
// misuses: arena(lifetime)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

struct Level;

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = Level)]
struct Spawn<'level> {
    name: &'level str,
}

fn main() {
    let _ = Level;
    println!("{}", Spawn { name: "start" }.name);
}
