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
    let mut previews = menu.pool::<Body>(10);
    let (body, preview) = (bodies.insert(Body { mass: 1.0 }), previews.insert(Body { mass: 2.0 }));
    let mut keys = [bodies.insert(Body { mass: 3.0 }), body];
    keys.sort();
    assert_eq!(keys[0], body);
    let number = u64::from(body.detach());
    let found = arena::RawKey::try_from(number).ok().and_then(|raw| bodies.attach(raw));
    assert_eq!(found, Some(body));
    assert_eq!(bodies[body].mass + previews[preview].mass, 3.0);
    bodies.remove(body);
    assert!(bodies.get(body).is_none() && bodies.attach(body.detach()).is_none());
}
