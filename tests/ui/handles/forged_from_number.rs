//! A handle is not a number that one could make up.
// misuses: From

use arena::prelude::*;

struct Mesh {
    triangles: u32,
}

/// Where the meshes were, according to a file.
struct Entry {
    mesh: u32,
}

fn resolve<H: From<u32>>(entry: &Entry) -> H {
    entry.mesh.into()
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    scene.insert(Mesh { triangles: 12 });
    let first = resolve::<Handle<'_, Mesh>>(&Entry { mesh: 1 });
    println!("{}", scene[first].triangles);
}
