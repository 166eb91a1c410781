//! Every key, every shape of an item, and every form of `scope!`.

use arena::prelude::*;
use arena::{Lifetime, lifetime};
use std::sync::Mutex;

#[derive(Tag)]
enum Subsystem {
    /// Draw calls, vertex data
    #[tag(budget = "256 MiB")]
    Renderer,
    Network,
}

enum Request {}
impl Lifetime for Request {
    const NAME: &'static str = "request";
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame, name = "draw call")]
struct DrawCall<'frame, 'scene> {
    mesh: &'scene str,
    instances: &'frame [u32],
}

#[derive(Arena)]
#[arena(tag = Subsystem::Network, lifetime = Request)]
enum Packet<'request, T> {
    Ack,
    Data { body: &'request [T] },
}

#[derive(Arena)]
#[arena(tag = Subsystem::Network, lifetime = lifetime::Perm, drop)]
struct Host(String);

fn main() {
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    {
        scope!(frame in frames);
        let call = DrawCall::new_in(frame, "cube", frame.alloc_slice_copy(&[1, 2]));
        assert_eq!((call.mesh, call.instances.len(), DrawCall::NAME), ("cube", 2, "draw call"));
    }

    let mut requests = Arena::<Request>::reserve("request", MIB).unwrap();
    let borrowed = &mut requests;
    {
        scope!(request in borrowed);
        let packet = Packet::new_data_in(request, request.alloc_slice_copy(b"body"));
        assert!(matches!(packet, Packet::Data { body: b"body" }));
        assert!(matches!(Packet::<u8>::Ack.alloc_in(request), Packet::Ack));
    }

    let shared = Mutex::new(PermArena::reserve("perm", MIB).unwrap());
    {
        scope!(perm in shared.lock().unwrap());
        assert_eq!(Host("localhost".to_owned()).alloc_in(perm).0.len(), 9);
    }

    let mut many = [frames, FrameArena::reserve("other", MIB).unwrap()];
    scope!(frame in many[1]);
    scope!(tmp in frame);
    assert_eq!((tmp.name(), Subsystem::Renderer.info().budget), ("other", Some(256 << 20)));
}
