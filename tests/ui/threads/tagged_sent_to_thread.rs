//! A tagged scope is the scope.
// misuses: Scope::tagged

use arena::Lifetime;
use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}

enum Step {}
impl Lifetime for Step {
    const NAME: &'static str = "step";
}

fn in_background<F: FnOnce() + Send>(job: F) {
    std::thread::scope(|threads| drop(threads.spawn(job)));
}

fn main() {
    let mut memory = Arena::<Step>::reserve("step", MIB).unwrap();
    scope!(step in memory);
    let physics = step.tagged(Subsystem::Physics);
    in_background(move || drop(physics.alloc_box(1_u32)));
}
