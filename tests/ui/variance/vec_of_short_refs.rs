//! Behind a `&mut`, a vector takes no shorter references than it was made for.
// misuses: ArenaVec::push

use arena::prelude::*;

struct Names<'v, 's, 'id> {
    list: &'v mut ArenaVec<'s, 'id, &'static str>,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let mut names = frame.vec();
    let list = Names { list: &mut names }.list;
    {
        let guest = String::from("guest");
        list.push(&guest);
    }
    println!("{:?}", names);
}
