//! A pool lends its values; it does not give them to the scope.
// misuses: Pool::values

use arena::prelude::*;

struct Body {
    mass: f32,
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut bodies = scene.pool(10);
    bodies.insert(Body { mass: 1.0 });
    let heaviest = bodies.values().max_by(|a, b| a.mass.total_cmp(&b.mass));
    drop(bodies);
    println!("{}", heaviest.map_or(0.0, |body| body.mass));
}
