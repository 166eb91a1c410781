//! What lives for a frame cannot be in a store that lives for a scene.
// misuses: Pool::insert

use arena::prelude::*;

struct Label<'text> {
    text: &'text str,
}

fn main() {
    let mut scenes = SceneArena::reserve("scene", MIB).unwrap();
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    scope!(scene in scenes);
    let mut labels = scene.pool(10);
    for number in 0..3 {
        scope!(frame in frames);
        let text = frame.alloc_fmt(format_args!("frame {number}"));
        labels.insert(Label { text });
    }
    println!("{}", labels.values().map(|label| label.text.len()).sum::<usize>());
}
