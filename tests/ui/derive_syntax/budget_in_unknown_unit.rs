//! A budget is a number and a unit, in their usual case.
// misuses: tag(budget)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    #[tag(budget = "256 mib")]
    Renderer,
    #[tag(limit = "1 GiB")]
    Physics,
}

fn main() {
    println!("{} {}", Subsystem::Renderer.info().name, Subsystem::Physics.info().name);
}
