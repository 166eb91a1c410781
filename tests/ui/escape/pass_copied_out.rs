//! What is to outlive a frame is copied: to the heap, or into a scope that lasts longer.

use arena::prelude::*;

struct Mesh<'scene> {
    name: &'scene str,
}

#[derive(Clone, Copy)]
struct Hit {
    distance: f32,
}

fn closest<'frame>(frame: &Frame<'frame>, distances: &[f32]) -> Option<&'frame Hit> {
    let hits = frame.alloc_iter(distances.iter().map(|&distance| Hit { distance }));
    hits.iter().min_by(|a, b| a.distance.total_cmp(&b.distance))
}

fn main() {
    let mut scenes = SceneArena::reserve("scene", MIB).unwrap();
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    scope!(scene in scenes);
    let mut log: Vec<String> = Vec::new();
    let mut nearest: Option<Hit> = None;
    let mesh = scene.alloc(Mesh { name: "cube" });
    for number in 0..3 {
        scope!(frame in frames);
        nearest = closest(frame, &[3.0, 1.0, 2.0]).copied();
        let text: &str = frame.alloc_fmt(format_args!("cube {number}"));
        log.push(text.to_owned());
        mesh.name = scene.alloc_str(text);
    }
    assert_eq!(nearest.map(|hit| hit.distance), Some(1.0));
    assert_eq!((log.join(","), mesh.name), ("cube 0,cube 1,cube 2".to_owned(), "cube 2"));
}
