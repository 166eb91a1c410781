//! A constructor is as private as the fields it takes.
// misuses: new_in

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

mod geometry {
    use super::Subsystem;
    use arena::prelude::*;

    #[derive(Arena)]
    #[arena(tag = Subsystem::Renderer, lifetime = scene)]
    pub struct Normal {
        length: f32,
    }

    impl Normal {
        pub fn length(&self) -> f32 {
            self.length
        }
    }
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    println!("{}", geometry::Normal::new_in(scene, 2.0).length());
}
