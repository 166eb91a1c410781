//! What a view reads belongs to the scope that was split.
// misuses: View::get

use arena::prelude::*;

struct Material {
    roughness: f32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let current: &Material;
    {
        scope!(scene in memory);
        let steel = scene.insert(Material { roughness: 0.2 });
        let (view, _inner) = scene.split();
        current = view.get(steel);
    }
    println!("{}", current.roughness);
}
