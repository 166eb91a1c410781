use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Physics,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Physics, lifetime = scene, store = soa)]
struct Body {
    position: f32,
    velocity: f32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut bodies = BodyStore::new_in(scene);
    let first = bodies.insert(Body { position: 0.0, velocity: 1.0 });
    let second = bodies.insert(Body { position: 2.0, velocity: 1.0 });
    let BodyColumnsMut { position, velocity } = bodies.columns_mut();
    position.iter_mut().zip(velocity).for_each(|(position, velocity)| *position += *velocity);
    let [Some(one), Some(other)] = bodies.get_disjoint_mut([first, second]).unwrap() else { unreachable!() };
    std::mem::swap(one.position, other.position);
    bodies.retain(|_, body| *body.position > 2.0);
    assert_eq!(bodies.position(), [3.0]);
    assert!(bodies.contains(first) && !bodies.contains(second));
}
