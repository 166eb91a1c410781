//! What the generated code does.

use std::mem::MaybeUninit;
use std::ptr;
use std::sync::Mutex;

use arena::prelude::*;
use arena::{Lifetime, lifetime};

#[derive(Tag, Clone, Copy)]
enum Subsystem {
    /// Draw calls,
    /// vertex data
    ///
    /// Not shown.
    #[tag(budget = "1.5 KiB")]
    Renderer,
    Physics {},
    Audio(),
}
use Subsystem::Renderer;

#[derive(Arena, Debug, PartialEq)]
#[arena(tag = Renderer, lifetime = scene)]
struct Mesh<'scene> {
    name: &'scene str,
    vertices: &'scene [u16],
}

#[derive(Arena, Debug, PartialEq)]
#[arena(tag = Renderer, lifetime = frame, name = "draw call")]
struct DrawCall<'frame, 'scene> {
    mesh: &'scene Mesh<'scene>,
    instances: &'frame [u8],
}

#[derive(Arena, Debug, PartialEq)]
#[arena(tag = PHYSICS, lifetime = frame)]
enum Shape<'frame, T, const N: usize> {
    Point,
    Circle(T, [T; N]),
    Named { scope: &'frame str, values: u8 },
}

const PHYSICS: Subsystem = Subsystem::Physics {};

fn frames() -> FrameArena {
    FrameArena::reserve("frames", MIB).unwrap()
}

#[test]
fn a_tag_is_described_by_its_variant() {
    let info = Renderer.info();
    assert_eq!((info.name, info.description, info.budget), ("Renderer", "Draw calls, vertex data", Some(1536)));
    let info = Subsystem::Audio().info();
    assert_eq!((info.name, info.description, info.budget), ("Audio", "", None));
}

#[test]
fn a_tag_is_the_same_address_every_time_and_another_for_each_variant() {
    let copy = PHYSICS;
    assert!(ptr::eq(PHYSICS.info(), copy.info()));
    assert!(!ptr::eq(PHYSICS.info(), Renderer.info()));
}

#[test]
fn a_resident_knows_its_class_its_name_and_its_tag() {
    fn class_of<T: Resident>() -> &'static str {
        <T::Lifetime as Lifetime>::NAME
    }
    assert_eq!(class_of::<Mesh<'_>>(), "scene");
    assert_eq!(class_of::<DrawCall<'_, '_>>(), "frame");
    assert_eq!(Mesh::NAME, "Mesh");
    assert_eq!(DrawCall::NAME, "draw call");
    assert!(ptr::eq(Mesh::tag(), Renderer.info()));
    assert!(ptr::eq(<Shape<'_, u8, 1>>::tag(), PHYSICS.info()));
}

#[test]
fn values_are_placed_and_counted_under_the_tag_of_their_type() {
    let mut scenes = SceneArena::reserve("scenes", MIB).unwrap();
    let mut frames = frames();
    let ledger = Ledger::new().with(&scenes).with(&frames);
    scope!(scene in scenes);
    let mesh: &Mesh<'_> = Mesh::new_in(scene, "cube", &[0, 1, 2]);
    scope!(frame in frames);
    let call = DrawCall::new_in(frame, mesh, &[7]);
    assert_eq!(*call, DrawCall { mesh: &Mesh { name: "cube", vertices: &[0, 1, 2] }, instances: &[7] });
    // In a release build without feature `account` tags are not counted.
    if let Some(used) = ledger.used_by(Renderer) {
        assert_eq!(used, size_of::<Mesh<'_>>() + size_of::<DrawCall<'_, '_>>());
        assert_eq!(ledger.used_by(PHYSICS), Some(0));
    }
}

#[test]
fn every_variant_has_a_constructor() {
    let mut frames = frames();
    scope!(frame in frames);
    assert_eq!(*Shape::<u8, 2>::new_point_in(frame), Shape::Point);
    assert_eq!(*Shape::new_circle_in(frame, 1, [2, 3]), Shape::Circle(1, [2, 3]));
    let named = Shape::<u8, 2>::try_new_named_in(frame, "box", 3).unwrap();
    assert_eq!(*named, Shape::Named { scope: "box", values: 3 });
}

#[test]
fn handles_and_slices_hold_the_values() {
    let mut frames = frames();
    scope!(frame in frames);
    let first = Shape::Circle(1, [2]).insert_in(frame);
    let second = Shape::<u8, 1>::Point.try_insert_in(frame).unwrap();
    let slice = Shape::<u8, 1>::alloc_slice_in(frame, (0..3).map(|i| Shape::Circle(i, [i])));
    assert_eq!(slice, [Shape::Circle(0, [0]), Shape::Circle(1, [1]), Shape::Circle(2, [2])]);
    assert_eq!(Shape::<u8, 1>::try_alloc_slice_in(frame, []).unwrap(), []);
    assert_eq!((&frame[first], &frame[second]), (&Shape::Circle(1, [2]), &Shape::Point));
}

#[derive(Arena, Debug, PartialEq)]
#[arena(tag = Renderer, lifetime = frame)]
struct Large([u8; 100]);

#[test]
fn a_full_arena_gives_the_value_back() {
    let mut buffer = [MaybeUninit::uninit(); 64];
    let mut small: Arena<'_, lifetime::Frame> = Arena::from_buffer(&mut buffer);
    scope!(frame in small);
    assert_eq!(Large([1; 100]).try_alloc_in(frame).unwrap_err().value, Large([1; 100]));
    assert_eq!(Large([2; 100]).try_insert_in(frame).unwrap_err().value, Large([2; 100]));
    assert_eq!(Large::try_new_in(frame, [3; 100]).unwrap_err().value, Large([3; 100]));
    let error = Large::try_alloc_slice_in(frame, [Large([4; 100])]).unwrap_err();
    assert_eq!(error.tag().unwrap().name, "Renderer");
}

/// The letters of the values that were dropped, in order. Each test of destructors has its own.
type Log = &'static Mutex<String>;

#[derive(Arena)]
#[arena(tag = Renderer, lifetime = frame, drop)]
struct Noisy<T>(char, Log, T);

impl<T> Drop for Noisy<T> {
    fn drop(&mut self) {
        self.1.lock().unwrap().push(self.0);
    }
}

#[test]
fn with_drop_the_destructors_run_when_the_scope_ends_in_reverse() {
    static LOG: Mutex<String> = Mutex::new(String::new());
    let mut frames = frames();
    {
        scope!(frame in frames);
        Noisy('a', &LOG, String::new()).alloc_in(frame);
        Noisy::new_in(frame, 'b', &LOG, 1);
        let handle = Noisy('c', &LOG, 2).insert_in(frame);
        Noisy::alloc_slice_in(frame, [Noisy('d', &LOG, 3)]);
        Noisy('e', &LOG, 4).try_alloc_in(frame).map_err(|full| full.error).unwrap();
        assert_eq!(frame[handle].2, 2);
        assert_eq!(*LOG.lock().unwrap(), "");
    }
    assert_eq!(*LOG.lock().unwrap(), "edcba");
}

#[derive(Debug)]
enum Request {}
impl Lifetime for Request {
    const NAME: &'static str = "request";
}

#[derive(Arena, Debug, PartialEq)]
#[arena(tag = Renderer, lifetime = Request)]
struct Header<'request>(&'request str);

#[test]
fn a_class_of_the_user_works_like_the_built_in_ones() {
    let mut requests = Arena::<Request>::reserve("requests", MIB).unwrap();
    scope!(request in requests);
    let text = request.alloc_str("accept");
    assert_eq!(*Header(text).alloc_in(request), Header("accept"));
}

const WIDE: usize = 4;

const fn half(number: usize) -> usize {
    number / 2
}

/// Lengths that are more than a number are read all the same.
#[derive(Arena, Debug, PartialEq)]
#[arena(tag = Renderer, lifetime = frame)]
struct Lengths {
    sum: [u8; WIDE + 1],
    product: [u8; WIDE * 2],
    call: [u8; half(WIDE)],
    size: [u8; size_of::<u32>() << 1],
}

#[test]
fn lengths_of_arrays_may_be_computed() {
    let mut frames = FrameArena::reserve("frame", MIB).unwrap();
    scope!(frame in frames);
    let lengths = Lengths::new_in(frame, [1; 5], [2; 8], [3; 2], [4; 8]);
    assert_eq!(*lengths, Lengths { sum: [1; 5], product: [2; 8], call: [3; 2], size: [4; 8] });
}

/// More than what a store gets ready at a time, in one row.
#[test]
fn rows_of_any_size_find_room() {
    const SIZE: usize = (1 << 16) - 1;
    #[derive(Arena)]
    #[arena(tag = Renderer, lifetime = scene, store = soa)]
    struct Chunk {
        number: u64,
        bytes: [u8; SIZE],
    }
    let mut arena = SceneArena::reserve("scene", 4 * MIB).unwrap();
    scope!(scene in arena);
    let mut chunks = scene.soa::<Chunk>(3);
    for number in 0..3_u8 {
        let key = chunks.insert(Chunk { number: number.into(), bytes: [number; SIZE] });
        assert_eq!(chunks.get(key).map(|chunk| (*chunk.number, chunk.bytes[SIZE - 1])), Some((number.into(), number)));
    }
    assert!(chunks.try_insert(Chunk { number: 3, bytes: [3; SIZE] }).is_err());
}
