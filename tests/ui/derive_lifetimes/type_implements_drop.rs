//! The fields are fine, but the type has a destructor of its own.
// misuses: derive(Arena)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
struct Query {
    id: u32,
}

impl Drop for Query {
    fn drop(&mut self) {
        println!("end of query {}", self.id);
    }
}

fn main() {
    println!("{}", Query { id: 1 }.id);
}
