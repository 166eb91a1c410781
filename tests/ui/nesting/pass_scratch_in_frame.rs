//! Results are allocated in the outer scope before or after the inner one, and read meanwhile.

use arena::prelude::*;

fn smooth<'frame>(frame: &mut Frame<'frame>, heights: &[f32]) -> &'frame [f32] {
    let smoothed = frame.alloc_slice_copy(heights);
    scope!(scratch in frame);
    let old = scratch.alloc_slice_copy(heights);
    for (new, pair) in smoothed.iter_mut().zip(old.windows(2)) {
        *new = (pair[0] + pair[1]) / 2.0;
    }
    smoothed
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in memory);
    let heights = smooth(frame, &[1.0, 3.0, 5.0]);
    assert_eq!(heights, [2.0, 4.0, 5.0]);

    let name = frame.insert_str("the outer words");
    let used = frame.stats().used;
    {
        let (view, mut inner) = frame.split();
        scope!(scratch in inner);
        let upper = scratch.alloc_str(&view[name]);
        upper.make_ascii_uppercase();
        scope!(deeper in scratch);
        assert_eq!(deeper.alloc_str(upper), "THE OUTER WORDS");
    }
    assert_eq!((&frame[name], frame.stats().used), ("the outer words", used));
    scope!(frame in frame);
    assert_eq!(frame.scope(|tmp| *tmp.alloc(1)), 1);
}
