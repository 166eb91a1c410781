//! Types of all three classes, each with what lives at least as long; destructors where declared.

use arena::prelude::*;
use std::sync::Arc;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = perm)]
struct Shader<'perm> {
    name: &'perm str,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = scene)]
struct Mesh<'scene, 'perm> {
    shader: &'perm Shader<'perm>,
    vertices: &'scene [f32],
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
struct DrawCall<'frame, 'scene, 'perm> {
    mesh: &'scene Mesh<'scene, 'perm>,
    instances: &'frame [u32],
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = scene, drop)]
struct Texture {
    #[expect(dead_code)]
    file: Arc<()>,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
struct Cached<T> {
    value: T,
}

fn main() {
    let mut perms = PermArena::reserve("perm", MIB).unwrap();
    let mut scenes = SceneArena::reserve("scene", MIB).unwrap();
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    let file = Arc::new(());
    scope!(perm in perms);
    let shader = &*Shader::new_in(perm, perm.alloc_str("flat"));
    for _ in 0..2 {
        scope!(scene in scenes);
        let mesh = &*Mesh::new_in(scene, shader, scene.alloc_slice_copy(&[0.0; 9]));
        Texture { file: Arc::clone(&file) }.insert_in(scene);
        assert_eq!(Arc::strong_count(&file), 2);
        for _ in 0..2 {
            scope!(frame in frames);
            let calls = DrawCall::alloc_slice_in(
                frame,
                (0..3).map(|index| DrawCall { mesh, instances: frame.alloc_slice_copy(&[index]) }),
            );
            assert_eq!((calls[2].instances, calls[2].mesh.vertices.len()), (&[2][..], 9));
            assert_eq!((calls[0].mesh.shader.name, Cached { value: 7 }.alloc_in(frame).value), ("flat", 7));
        }
    }
    assert_eq!(Arc::strong_count(&file), 1);
}
