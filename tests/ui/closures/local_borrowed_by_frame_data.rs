//! Frame data may refer to what is outside of the closure, not to what ends before the frame.
// misuses: Scope::alloc

use arena::prelude::*;

struct Mesh {
    triangles: u32,
}

struct Draw<'frame> {
    mesh: &'frame Mesh,
}

fn main() {
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    memory.scope(|frame| {
        let mut draws = frame.vec();
        for triangles in [12, 20] {
            let mesh = Mesh { triangles };
            draws.push(frame.alloc(Draw { mesh: &mesh }));
        }
        println!("{}", draws[0].mesh.triangles);
    });
}
