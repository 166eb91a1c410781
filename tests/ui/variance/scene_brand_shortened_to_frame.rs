//! That the scene outlives the frame does not make its handles handles of the frame.
// misuses: Handle

use arena::prelude::*;

struct Mesh {
    triangles: u32,
}

struct Draw<'frame> {
    mesh: Handle<'frame, Mesh>,
    indices: Handle<'frame, [u32]>,
}

fn main() {
    let mut scenes = SceneArena::reserve("scene", MIB).unwrap();
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    scope!(scene in scenes);
    scope!(frame in frames);
    let cube = scene.insert(Mesh { triangles: 12 });
    let draw = Draw { mesh: cube, indices: frame.insert_slice_copy(&[0, 1, 2]) };
    println!("{} {}", scene[draw.mesh].triangles, frame[draw.indices].len());
}
