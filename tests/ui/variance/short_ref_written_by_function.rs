//! A function writes what it borrowed where something longer-lived is expected.
// misuses: Scope::index_mut

use arena::prelude::*;

#[derive(Debug)]
struct Name<'n>(#[expect(dead_code)] &'n str);

fn rename<'id, 'n>(scene: &mut Scene<'id>, title: Handle<'id, Name<'n>>, draft: &str) {
    scene[title] = Name(draft);
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let title = scene.insert(Name("untitled"));
    rename(scene, title, &String::from("draft"));
    println!("{:?}", scene[title]);
}
