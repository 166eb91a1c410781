//! Two scopes have two brands, so the key of one finds nothing in a pool of the other.
// misuses: Pool::get

use arena::prelude::*;

struct Body {
    mass: f32,
}

fn main() {
    let mut level = SceneArena::reserve("level", MIB).unwrap();
    let mut menu = SceneArena::reserve("menu", MIB).unwrap();
    scope!(level in level);
    scope!(menu in menu);
    let mut bodies = level.pool::<Body>(10);
    let previews = menu.pool::<Body>(10);
    let body = bodies.insert(Body { mass: 1.0 });
    let preview = previews.get(body);
    println!("{}", preview.map_or(0.0, |body| body.mass));
}
