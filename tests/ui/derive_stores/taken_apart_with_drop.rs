//! Columns take values apart, which a destructor of the whole forbids.
// misuses: store

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}
use Subsystem::Physics;

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store = soa)]
struct Body {
    name: String,
}

impl Drop for Body {
    fn drop(&mut self) {
        println!("{}", self.name);
    }
}

fn main() {}
