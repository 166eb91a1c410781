//! The scope is opened inside of a closure that is called later; the handle is from outside.
// misuses: Scope::index

use arena::prelude::*;

struct Track {
    seconds: u32,
}

fn main() {
    let mut musics = SceneArena::reserve("music", MIB).unwrap();
    let mut effects = SceneArena::reserve("effect", MIB).unwrap();
    scope!(music in musics);
    let theme = music.insert(Track { seconds: 180 });
    let mut play = || -> ! {
        scope!(effect in effects);
        println!("{}", effect[theme].seconds);
        loop {}
    };
    play()
}
