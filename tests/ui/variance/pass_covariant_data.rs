//! Plain references into a scope shorten as references do; a struct of the scene serves in a frame.

use arena::prelude::*;

#[derive(Clone, Copy)]
struct Mesh<'scene> {
    name: &'scene str,
}

/// One lifetime for both, which the longer one shortens to.
fn longer<'any>(left: Mesh<'any>, right: Mesh<'any>) -> Mesh<'any> {
    if left.name.len() < right.name.len() { right } else { left }
}

fn main() {
    let mut scenes = SceneArena::reserve("scene", MIB).unwrap();
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    scope!(scene in scenes);
    scope!(frame in frames);
    let cube = Mesh { name: scene.alloc_str("cube") };
    let text = Mesh { name: frame.alloc_str("a label") };
    assert_eq!(longer(cube, text).name, "a label");

    let local = String::from("a local");
    let mut names = frame.vec();
    names.push(cube.name);
    names.push(&local);
    assert_eq!(names.concat(), "cubea local");

    let boxed: ArenaBox<'_, &'static str> = frame.alloc_box("static");
    let shortened: ArenaBox<'_, &str> = boxed;
    assert_eq!(longer(Mesh { name: &shortened }, cube).name, "static");
}
