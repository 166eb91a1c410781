//! A function opens the scope itself and returns what it placed there.
// misuses: Scope::alloc_iter

use arena::prelude::*;

struct Instance {
    visible: bool,
}

fn visible<'i>(memory: &mut FrameArena, instances: &'i [Instance]) -> &'i [&'i Instance] {
    scope!(frame in memory);
    let visible = frame.alloc_iter(instances.iter().filter(|instance| instance.visible));
    visible
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    let instances = [Instance { visible: true }];
    assert_eq!(visible(&mut memory, &instances).len(), 1);
}
