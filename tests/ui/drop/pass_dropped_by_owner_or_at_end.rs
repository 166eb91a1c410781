//! Three ways for types that need `Drop`: the owner drops, the end of the scope drops, or there is
//! nothing to drop because what they hold is in the arena too.

use arena::prelude::*;
use std::mem::ManuallyDrop;
use std::sync::Arc;

struct Player<'scene> {
    name: &'scene str,
    scores: &'scene [u32],
}

struct Owner {
    #[expect(dead_code)]
    shared: Arc<()>,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let count = Arc::new(());
    let owner = || Owner { shared: Arc::clone(&count) };
    {
        scope!(scene in memory);
        let scores = scene.alloc_slice_copy(&[1, 2, 3]);
        let ada = scene.alloc(Player { name: scene.alloc_str("Ada"), scores });
        assert_eq!((ada.name.len(), ada.scores.len()), (3, 3));

        drop(scene.alloc_box(owner()));
        assert_eq!(Arc::strong_count(&count), 1);

        scene.alloc_drop(owner());
        let mut owners = scene.vec();
        owners.extend([owner(), owner()]);
        let boxed = owners.into_boxed_slice();
        assert_eq!((boxed.len(), Arc::strong_count(&count)), (2, 4));

        let kept = scene.alloc(ManuallyDrop::new(owner()));
        assert_eq!(Arc::strong_count(&count), 5);
        // SAFETY: never used again.
        unsafe { ManuallyDrop::drop(kept) };
    }
    assert_eq!(Arc::strong_count(&count), 1);
}
