//! Classes of the user's own are kept apart from the others, and from each other.
// misuses: new_in

use arena::Lifetime;
use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Network,
}

enum Request {}
impl Lifetime for Request {
    const NAME: &'static str = "request";
}

#[derive(Arena)]
#[arena(tag = Subsystem::Network, lifetime = Request)]
struct Header<'request> {
    name: &'request str,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    println!("{}", Header::new_in(frame, "host").name);
}
