//! Components are of the keys of one scope.
// misuses: Components::insert

use arena::prelude::*;

struct Body;
struct Light(f32);

fn main() {
    let mut level = SceneArena::reserve("level", MIB).unwrap();
    let mut menu = SceneArena::reserve("menu", MIB).unwrap();
    scope!(level in level);
    scope!(menu in menu);
    let mut bodies = level.pool::<Body>(10);
    let mut lights = menu.components::<Body, Light>(10);
    let body = bodies.insert(Body);
    lights.insert(body, Light(0.5));
    println!("{}", lights.values()[0].0);
}
