//! Closures refer to what is outside, return what is not of the frame, and nest.

use arena::prelude::*;

struct Mesh<'scene> {
    name: &'scene str,
}

struct Draw<'frame, 'scene> {
    mesh: &'scene Mesh<'scene>,
    label: &'frame str,
}

fn main() {
    let mut scenes = SceneArena::reserve("scene", MIB).unwrap();
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    let mut total = 0;
    let outside = String::from("outside");
    let text = scenes.scope(|scene| {
        let mesh = &*scene.alloc(Mesh { name: scene.alloc_str("cube") });
        for _ in 0..2 {
            total += frames.scope(|frame| {
                let draw = frame.alloc(Draw { mesh, label: &outside });
                frame.scope(|tmp| tmp.alloc_fmt(format_args!("{} {}", draw.mesh.name, draw.label)).len())
            });
        }
        scope!(frame in frames);
        let callback = |n: usize| frame.alloc_fmt(format_args!("{n} {}", mesh.name)).to_owned();
        callback(1) + &callback(2)
    });
    assert_eq!((total, text.as_str()), (24, "1 cube2 cube"));
}
