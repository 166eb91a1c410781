//! There is no handle that names nothing; `Option` is for that.
// misuses: Handle::default

use arena::prelude::*;

struct Texture;

#[derive(Default)]
struct Material<'scene> {
    roughness: f32,
    texture: Handle<'scene, Texture>,
}

fn main() {
    let plain = Material::default();
    println!("{} {:?}", plain.roughness, plain.texture);
}
