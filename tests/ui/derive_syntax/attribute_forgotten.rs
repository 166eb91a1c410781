//! Both the tag and the class are always said.
// misuses: derive(Arena)

use arena::prelude::*;

#[derive(Arena)]
struct Particle {
    age: u32,
}

fn main() {
    println!("{}", Particle { age: 1 }.age);
}
