//! One list for the handles of two arenas.
// misuses: Scope::insert

use arena::prelude::*;

struct Sound {
    volume: f32,
}

fn main() {
    let mut musics = SceneArena::reserve("music", MIB).unwrap();
    let mut effects = SceneArena::reserve("effect", MIB).unwrap();
    scope!(music in musics);
    scope!(effect in effects);
    let mut playing = Vec::new();
    playing.push(music.insert(Sound { volume: 0.5 }));
    playing.push(effect.insert(Sound { volume: 1.0 }));
    println!("{}", music[playing[1]].volume);
}
