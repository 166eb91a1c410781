use arena::prelude::*;

#[test]
fn a_scope_resets_its_arena() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    for round in 0..3 {
        scope!(frame in memory);
        assert_eq!(frame.stats().used, 0);
        assert_eq!(*frame.alloc(round), round);
    }
    assert_eq!(memory.stats().resets, 3);
}
