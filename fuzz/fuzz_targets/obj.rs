//! The editor's reader of OBJ files, and the mesh that is made of what it read: whatever the bytes, a
//! model or an error that names the file.

#![no_main]
#![allow(dead_code, unused_imports, reason = "the files are those of the editor, whole")]

use std::cell::RefCell;

use ::arena::prelude::*;
use libfuzzer_sys::fuzz_target;

#[path = "../../examples/editor/args.rs"]
mod args;
#[path = "../../examples/editor/failure.rs"]
mod failure;
#[path = "../../examples/editor/math.rs"]
mod math;
#[path = "../../examples/editor/memory.rs"]
mod memory;
#[path = "../../examples/editor/mesh.rs"]
mod mesh;
#[path = "../../examples/editor/obj.rs"]
mod obj;
#[path = "../../examples/editor/polygon.rs"]
mod polygon;
#[path = "../../examples/editor/scan.rs"]
mod scan;
#[path = "../../examples/editor/simplify.rs"]
mod simplify;

thread_local! {
    static MEMORY: RefCell<(SceneArena, FrameArena)> = RefCell::new((
        SceneArena::reserve("scene", 16 * MIB).expect("address space"),
        FrameArena::reserve("frame", 16 * MIB).expect("address space"),
    ));
}

/// Indices are in range, and numbers are numbers.
fn check(mesh: &mesh::Mesh<'_>) {
    for detail in mesh.details {
        let indices = detail.triangles.iter().flat_map(|triangle| triangle.0);
        assert!(indices.clone().all(|index| (index as usize) < detail.vertices.len()));
    }
}

fuzz_target!(|input: &[u8]| {
    MEMORY.with_borrow_mut(|(scenes, frames)| {
        scope!(scene in *scenes);
        match obj::read(scene, "model.obj", input) {
            Ok(model) => {
                for face in model.faces {
                    let corners = &model.corners[face.range()];
                    assert!(corners.len() >= 3);
                    assert!(corners.iter().all(|corner| (corner.point as usize) < model.points.len()));
                    assert!(corners.iter().all(|corner| {
                        corner.normal == obj::Corner::NO_NORMAL || (corner.normal as usize) < model.normals.len()
                    }));
                }
                scope!(frame in *frames);
                if let Ok(mesh) = mesh::Mesh::of(scene, frame, model, "model") {
                    check(mesh);
                }
            }
            Err(failure) => assert!(failure.to_string().contains("model.obj"), "{failure}"),
        }
    });
});
