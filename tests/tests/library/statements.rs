//! `scope!` on everything that may hold an arena, left in every way a block can be left.

use std::cell::RefCell;
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use arena::prelude::*;
use arena::{Chain, In, TagInfo, View, lifetime};

fn frames() -> FrameArena {
    FrameArena::reserve("frame", MIB).unwrap()
}

/// Counts the drops of what is placed in a scope.
#[derive(Clone, Default)]
struct Counter(Arc<Mutex<u32>>);

struct Counted(Arc<Mutex<u32>>);

impl Counter {
    fn place(&self, frame: &Frame<'_>) {
        frame.alloc_drop(Counted(Arc::clone(&self.0)));
    }

    fn get(&self) -> u32 {
        *self.0.lock().unwrap()
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        *self.0.lock().unwrap() += 1;
    }
}

#[test]
fn a_scope_resets_its_arena() {
    let mut memory = frames();
    for round in 0..3 {
        scope!(frame in memory);
        assert_eq!(frame.stats().used, 0);
        assert_eq!(*frame.alloc(round), round);
    }
    assert_eq!((memory.stats().used, memory.stats().resets), (0, 3));
}

struct Memory {
    frame: FrameArena,
    scene: SceneArena,
    spare: [FrameArena; 2],
    boxed: Box<FrameArena>,
    optional: Option<FrameArena>,
    pair: (FrameArena, u32),
}

fn memory() -> Memory {
    Memory {
        frame: frames(),
        scene: SceneArena::reserve("scene", MIB).unwrap(),
        spare: [frames(), frames()],
        boxed: Box::new(frames()),
        optional: Some(frames()),
        pair: (frames(), 7),
    }
}

#[test]
fn every_kind_of_place() {
    let mut memory = memory();
    let index = 1;
    {
        scope!(field in memory.frame);
        scope!(another in memory.scene);
        scope!(element in memory.spare[index]);
        scope!(boxed in memory.boxed);
        scope!(tuple in memory.pair.0);
        scope!(some in memory.optional.as_mut().unwrap());
        let numbers = [
            *field.alloc(1),
            *another.alloc(2),
            *element.alloc(3),
            *boxed.alloc(4),
            *tuple.alloc(memory.pair.1),
            *some.alloc(6),
        ];
        assert_eq!(numbers, [1, 2, 3, 4, 7, 6]);
    }
    {
        let reference = &mut memory;
        scope!(through in reference.frame);
        scope!(borrowed in &mut reference.spare[0]);
        scope!(matched in match &mut reference.optional { Some(arena) => arena, None => unreachable!() });
        scope!(parenthesized in (reference.scene));
        let sum = *through.alloc(1) + *borrowed.alloc(2) + *matched.alloc(3) + *parenthesized.alloc(4);
        assert_eq!(sum, 10);
    }
    let mut by_pointer = &mut memory.frame;
    {
        scope!(one in by_pointer);
        one.alloc(1);
    }
    {
        scope!(two in *by_pointer);
        two.alloc(1);
    }
    {
        let nested = &mut by_pointer;
        scope!(three in nested);
        three.alloc(1);
    }
    assert_eq!(memory.frame.stats().resets, 5);
    // The other element of an array, while one is open, goes by a pattern.
    let [first, second] = &mut memory.spare;
    scope!(left in first);
    scope!(right in second);
    assert_eq!(*left.alloc(1) + *right.alloc(2), 3);
}

#[test]
fn values_get_a_home() {
    fn make() -> Result<FrameArena, ReserveError> {
        FrameArena::reserve("made", 64 * KIB)
    }
    fn twice() -> Result<u32, ReserveError> {
        scope!(first in make()?);
        scope!(second in make()?);
        let kept = first.alloc(20);
        Ok(*kept + *second.alloc(22))
    }
    assert_eq!(twice().unwrap(), 42);
    scope!(frame in make().unwrap());
    assert_eq!(frame.name(), "made");
    let mut buffer = [std::mem::MaybeUninit::uninit(); 256];
    scope!(small in Arena::<lifetime::Perm>::from_buffer(&mut buffer));
    assert!(small.try_alloc([0_u8; 300]).is_err());
}

#[test]
fn through_guards() {
    let shared = Mutex::new(frames());
    {
        scope!(frame in shared.lock().unwrap());
        assert!(shared.try_lock().is_err(), "the guard lives as long as the scope");
        frame.alloc(1);
    }
    {
        let mut guard = shared.lock().unwrap();
        scope!(frame in guard);
        frame.alloc(1);
    }
    assert_eq!(shared.lock().unwrap().stats().resets, 2);

    let cell = RefCell::new(frames());
    {
        scope!(frame in cell.borrow_mut());
        frame.alloc(1);
        assert!(cell.try_borrow().is_err());
    }
    assert_eq!(cell.borrow().stats().resets, 1);

    let cell = RefCell::new(memory());
    {
        // Two fields behind one guard.
        let memory = &mut *cell.borrow_mut();
        scope!(scene in memory.scene);
        scope!(frame in memory.frame);
        assert_eq!(*frame.alloc(scene.alloc(5)), &mut 5);
    }
    assert!(cell.try_borrow().is_ok());
}

#[test]
fn both_forms_in_each_other() {
    let mut memory = frames();
    scope!(frame in memory);
    let outer = &*frame.alloc_str("outer");
    frame.scope(|inner| {
        scope!(deeper in inner);
        let pair = deeper.alloc((outer, 1));
        let length = deeper.scope(|deepest: &mut In<'_, '_, _>| {
            scope!(bottom in deepest);
            bottom.alloc_str(pair.0).len()
        });
        assert_eq!(length, 5);
    });
    scope!(frame in frame);
    scope!(frame in frame);
    assert_eq!(frame.stats().used, 8);
}

/// `'scene: 'frame` by what is written, and by what is implied.
#[test]
fn frame_data_refers_to_scene_data() {
    struct Call<'frame, 'scene> {
        mesh: &'scene [u32],
        label: &'frame str,
    }
    fn cull<'frame, 'scene>(frame: &Frame<'frame>, meshes: &'scene [u32]) -> &'frame [Call<'frame, 'scene>] {
        let label = |n| &*frame.alloc_fmt(format_args!("call {n}"));
        frame.alloc_iter(meshes.chunks(2).enumerate().map(|(n, mesh)| Call { mesh, label: label(n) }))
    }
    let mut memory = memory();
    scope!(scene in memory.scene);
    let meshes = &*scene.alloc_iter(0..5);
    for _ in 0..3 {
        scope!(frame in memory.frame);
        let calls = cull(frame, meshes);
        assert_eq!((calls.len(), calls[2].mesh, calls[1].label), (3, &[4][..], "call 1"));
    }
}

fn recurse(frame: &mut Frame<'_>, left: u32) -> u32 {
    let Some(left) = left.checked_sub(1) else { return 0 };
    scope!(inner in frame);
    let mine = inner.alloc(left);
    *mine + recurse(inner, left)
}

#[test]
fn recursion() {
    let mut memory = frames();
    scope!(frame in memory);
    assert_eq!(recurse(frame, 100), (0..100).sum::<u32>());
    assert_eq!(frame.stats().used, 0);
}

#[test]
fn every_way_out() {
    fn returns(memory: &mut FrameArena, counter: &Counter, early: bool) -> u32 {
        scope!(frame in memory);
        counter.place(frame);
        if early {
            return 1;
        }
        2
    }
    fn fails(memory: &mut FrameArena, counter: &Counter) -> Result<Infallible, AllocError> {
        scope!(frame in memory);
        counter.place(frame);
        frame.try_alloc_uninit_slice::<u8>(2 * MIB)?;
        unreachable!("there is not that much room")
    }
    fn panics(memory: &mut FrameArena, counter: &Counter) {
        scope!(frame in memory);
        counter.place(frame);
        std::panic::resume_unwind(Box::new(()));
    }
    let (mut memory, counter) = (frames(), Counter::default());
    assert_eq!((returns(&mut memory, &counter, true), counter.get()), (1, 1));
    assert_eq!((returns(&mut memory, &counter, false), counter.get()), (2, 2));
    let Err(error) = fails(&mut memory, &counter);
    assert_eq!((error.size(), counter.get()), (2 * MIB, 3));
    assert!(catch_unwind(AssertUnwindSafe(|| panics(&mut memory, &counter))).is_err());
    assert_eq!(counter.get(), 4);
    let mut rounds = 0;
    let broken = 'outer: loop {
        scope!(frame in memory);
        counter.place(frame);
        for n in 0..10 {
            scope!(inner in frame);
            counter.place(inner);
            rounds += 1;
            if n < 2 {
                continue;
            }
            break 'outer rounds;
        }
    };
    assert_eq!((broken, counter.get()), (3, 8));
    let block = 'block: {
        scope!(frame in memory);
        counter.place(frame);
        if counter.get() > 0 {
            break 'block "left";
        }
        "reached its end"
    };
    assert_eq!((block, counter.get()), ("left", 9));
    let closure = |memory: &mut FrameArena| {
        scope!(frame in memory);
        counter.place(frame);
        if counter.get() > 0 {
            return *frame.alloc(5);
        }
        6
    };
    assert_eq!((closure(&mut memory), counter.get()), (5, 10));
    assert_eq!((memory.stats().used, memory.stats().resets), (0, 7));
}

#[test]
fn in_generic_and_const_generic_functions() {
    fn sum<const N: usize, T: Copy + Into<u64>, L: Lifetime>(arena: &mut Arena<'_, L>, values: [T; N]) -> u64 {
        scope!(scope in arena);
        let values: &mut [T; N] = scope.alloc(values);
        scope!(inner in scope);
        inner.alloc_iter(values.iter().map(|&value| value.into())).iter().sum()
    }
    assert_eq!(sum(&mut frames(), [1_u8, 2, 3]), 6);
    assert_eq!(sum(&mut SceneArena::reserve("scene", KIB).unwrap(), [10_u32; 4]), 40);
    assert_eq!(sum::<0, u8, _>(&mut frames(), []), 0);
}

/// A class of the user's, with aliases as the built-in ones have.
#[test]
fn a_class_of_ones_own() {
    enum Request {}
    impl Lifetime for Request {
        const NAME: &'static str = "request";
    }
    type RequestScope<'request> = Scope<'request, Request>;
    fn parse<'request>(request: &RequestScope<'request>, line: &str) -> &'request [&'request str] {
        let line = &*request.alloc_str(line);
        request.alloc_iter(line.split_whitespace())
    }
    let mut requests = Arena::<Request>::reserve("http", 64 * KIB).unwrap();
    for n in 0..3 {
        scope!(request in requests);
        assert_eq!(parse(request, &format!("GET /{n} HTTP/1.1"))[1], format!("/{n}"));
        let full = request.try_alloc_uninit_slice::<u8>(65 * KIB).map(|room| room.len()).unwrap_err();
        assert!(full.to_string().starts_with("request arena `http` is full"));
    }
    requests.scope(|request| assert_eq!(parse(request, "a b").len(), 2));
    let builder = Arena::<Request>::builder().build().unwrap();
    assert_eq!((builder.name(), builder.stats().reserved), ("request", 64 * MIB));
}

#[test]
fn reading_by_handle_while_an_inner_scope_is_open() {
    let mut memory = frames();
    scope!(frame in memory);
    let words = frame.insert_str("one two three");
    let number = frame.insert(3_usize);
    let (view, mut inner): (View<'_, '_>, _) = frame.split();
    for _ in 0..2 {
        scope!(tmp in inner);
        let split = tmp.alloc_iter(view[words].split(' '));
        assert_eq!(split.len(), view[number]);
        let copy = view;
        assert_eq!(copy.get(words), split.join(" "));
    }
    frame[number] += 1;
    assert_eq!(frame[number], 4);
}

#[test]
fn on_a_chain() {
    let mut chain = Chain::<lifetime::Frame>::new("scratch");
    for round in 1..4 {
        scope!(frame in chain);
        assert_eq!(frame.alloc_iter(0..1000).len(), 1000);
        assert_eq!(*frame.alloc(round), round);
    }
    assert_eq!((chain.stats().used, chain.stats().resets), (0, 3));
}

/// The tag of an allocation is chosen where it is made, in any order.
#[test]
fn tags_in_turns() {
    #[derive(Tag, Clone, Copy)]
    enum Subsystem {
        /// Draw calls
        Renderer,
        Physics,
    }
    use Subsystem::{Physics, Renderer};
    let info: &TagInfo = Renderer.info();
    assert_eq!((info.name, info.description, Physics.info().description), ("Renderer", "Draw calls", ""));
    assert!(std::ptr::eq(Renderer.info(), Renderer.info()));
    let mut memory = frames();
    let ledger = Ledger::new().with(&memory);
    scope!(frame in memory);
    let (renderer, physics) = (frame.tagged(Renderer), frame.tagged(Physics));
    for n in 0..10_u64 {
        renderer.alloc(n);
        physics.alloc([n; 2]);
        frame.tagged(Renderer).alloc(n);
    }
    assert_eq!((ledger.used_by(Renderer), ledger.used_by(Physics)), (Some(160), Some(160)));
    let error = frame.tagged(Physics).try_alloc_uninit_slice::<u8>(GIB).unwrap_err();
    assert_eq!(error.tag().unwrap().name, "Physics");
}
