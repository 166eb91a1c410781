//! Behind `dyn Trait + 'a` the brand is out of sight, and still part of the type.
// misuses: Scene

use arena::prelude::*;

trait Source {
    fn height(&self) -> u32;
}

struct Terrain<'s, 'id> {
    scene: &'s Scene<'id>,
    peak: Handle<'id, u32>,
}

impl Source for Terrain<'_, '_> {
    fn height(&self) -> u32 {
        self.scene[self.peak]
    }
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    let source: Box<dyn Source + '_>;
    {
        scope!(scene in memory);
        let peak = scene.insert(8848);
        source = Box::new(Terrain { scene, peak });
    }
    println!("{}", source.height());
}
