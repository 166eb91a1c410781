//! Whole programs in an arena, against what they should have written: values, texts, slices, handles,
//! boxes, destructors at the end, vectors and strings that grow in turns, bursts, nested scopes, and
//! all of it with closures and destructors that panic and arenas that are full.
//!
//! What plays the programs is here. `tests/library/programs.rs` and the fuzzer make them.

use std::cell::Cell;
use std::mem::{MaybeUninit, forget};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::slice;

use arena::lifetime;
use arena::prelude::*;

#[derive(Debug, Clone)]
pub enum Op {
    Number,
    /// An alignment of 64.
    Wide,
    Bytes(u16),
    Text(u8),
    Format(u8),
    /// A size, and an alignment as a power of two.
    Layout(u16, u8),
    /// So many, and so many said to come.
    Iter(u8, u8),
    /// A closure that panics at that call, of that many.
    Fill(u8, u8),
    Handle,
    Change(u8),
    /// Armed if set.
    Boxed(bool),
    Unbox(u8),
    Forget(u8),
    Late(bool),
    Burst(u8),
    /// A vector, of numbers or of things with destructors, with a capacity.
    Vec(bool, u8),
    /// To the vector of that index, so many.
    Push(u8, u8),
    Pop(u8, u8),
    Retain(u8, u8),
    /// Turns it into a slice that is kept.
    Finish(u8),
    String(u8),
    Write(u8, u8),
    Nest,
    End,
    Unwind,
}

thread_local! {
    /// Things that are alive. Not in the world, because a thing that is forgotten must own nothing.
    static ALIVE: Cell<isize> = const { Cell::new(0) };
}

fn alive() -> isize {
    ALIVE.get()
}

/// What all scopes of a program share.
#[derive(Debug, Default)]
pub struct World {
    /// Things that were forgotten on purpose.
    leaked: Cell<isize>,
    number: Cell<u32>,
}

impl World {
    fn new() -> Self {
        ALIVE.set(0);
        Self::default()
    }

    fn next(&self) -> u32 {
        self.number.replace(self.number.get() + 1)
    }

    fn thing(&self, armed: bool) -> Thing {
        ALIVE.set(alive() + 1);
        Thing { number: self.next(), armed }
    }
}

/// Counts itself while it is alive. One that is armed panics when it is dropped.
#[derive(Debug)]
struct Thing {
    number: u32,
    armed: bool,
}

impl Drop for Thing {
    fn drop(&mut self) {
        ALIVE.set(alive() - 1);
        // A second panic during the first would end the process, as the language has it.
        if self.armed && !std::thread::panicking() {
            unwind();
        }
    }
}

/// Panics without a message on the terminal.
fn unwind() -> ! {
    resume_unwind(Box::new("expected"))
}

/// Runs what may unwind, and says whether it came to its end.
fn survive<R>(f: impl FnOnce() -> R) -> Option<R> {
    match catch_unwind(AssertUnwindSafe(f)) {
        Ok(result) => Some(result),
        Err(panic) if panic.downcast_ref() == Some(&"expected") => None,
        Err(panic) => resume_unwind(panic),
    }
}

#[repr(align(64))]
#[derive(Debug, Clone, Copy, PartialEq)]
struct Wide(u32);

/// An iterator that is wrong about its length.
struct Liar(std::ops::Range<u32>, usize);

impl Iterator for Liar {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.1, Some(self.1))
    }
}

/// What a scope holds, and what it should be.
#[derive(Default)]
struct Kept<'id> {
    numbers: Vec<(&'id mut u64, u64)>,
    wides: Vec<(&'id mut Wide, u32)>,
    bytes: Vec<(&'id mut [u8], Vec<u8>)>,
    lists: Vec<(&'id mut [u32], Vec<u32>)>,
    texts: Vec<(&'id mut str, String)>,
    handles: Vec<(Handle<'id, [u32; 3]>, u32)>,
    boxes: Vec<(ArenaBox<'id, Thing>, u32)>,
    slices: Vec<(ArenaBox<'id, [Thing]>, Vec<u32>)>,
    late: Vec<(&'id mut Thing, u32)>,
}

impl<'id> Kept<'id> {
    fn check(&self, scope: &Frame<'id>) {
        assert!(self.numbers.iter().all(|(number, expected)| **number == *expected));
        for (wide, expected) in &self.wides {
            assert_eq!((wide.0, std::ptr::from_ref::<Wide>(wide).addr() % 64), (*expected, 0));
        }
        assert!(self.bytes.iter().all(|(bytes, expected)| *bytes == expected));
        assert!(self.lists.iter().all(|(list, expected)| *list == expected));
        assert!(self.texts.iter().all(|(text, expected)| *text == expected));
        assert!(self.handles.iter().all(|(handle, expected)| scope[*handle] == [*expected; 3]));
        assert!(self.boxes.iter().all(|(thing, expected)| thing.number == *expected));
        for (things, expected) in &self.slices {
            assert!(things.iter().map(|thing| thing.number).eq(expected.iter().copied()));
        }
        assert!(self.late.iter().all(|(thing, expected)| thing.number == *expected));
    }
}

/// Why a stretch of allocations came to its end.
enum Stop {
    Nest,
    Change(usize),
    Burst(u8),
    End,
    Unwind,
}

fn pattern(seed: u32, len: usize) -> Vec<u8> {
    (seed..).take(len).map(|number| number.to_le_bytes()[0]).collect()
}

fn text(seed: u32, len: usize) -> String {
    ['a', 'é', '漢', '🦀'].into_iter().cycle().skip(seed as usize % 4).take(len).collect()
}

/// Allocates until something needs the scope for itself.
fn stretch<'id>(scope: &Frame<'id>, kept: &mut Kept<'id>, ops: &mut slice::Iter<'_, Op>, world: &World) -> Stop {
    let mut vecs = Vec::new();
    let mut things = Vec::new();
    let mut strings = Vec::new();
    let pick = |index: u8, len: usize| usize::from(index).checked_rem(len);
    for op in ops {
        match *op {
            Op::Number => {
                let number = u64::from(world.next());
                match scope.try_alloc(number) {
                    Ok(place) => kept.numbers.push((place, number)),
                    Err(full) => assert_eq!(full.value, number),
                }
            }
            Op::Wide => match scope.try_alloc(Wide(world.next())) {
                Ok(place) => kept.wides.push((place, world.number.get() - 1)),
                Err(full) => assert_eq!(full.value.0, world.number.get() - 1),
            },
            Op::Bytes(len) => {
                let expected = pattern(world.next(), len.into());
                kept.bytes.extend(scope.try_alloc_slice_copy(&expected).ok().map(|bytes| (bytes, expected)));
            }
            Op::Text(len) => {
                let expected = text(world.next(), len.into());
                kept.texts.extend(scope.try_alloc_str(&expected).ok().map(|text| (text, expected)));
            }
            Op::Format(len) => {
                let (number, tail) = (world.next(), text(0, len.into()));
                let made = scope.try_alloc_fmt(format_args!("{number:>5} {tail}"));
                kept.texts.extend(made.ok().map(|text| (text, format!("{number:>5} {tail}"))));
            }
            Op::Layout(size, align) => {
                let layout = std::alloc::Layout::from_size_align(size.into(), 1 << (align % 14)).unwrap();
                if let Ok(bytes) = scope.try_alloc_layout(layout) {
                    assert_eq!((bytes.len(), bytes.as_ptr().addr() % layout.align()), (layout.size(), 0));
                    bytes.fill(MaybeUninit::new(0xA5));
                }
            }
            Op::Iter(len, said) => {
                let start = world.next();
                let iter = Liar(start..start + u32::from(len), said.into());
                let made = scope.try_alloc_iter(iter);
                kept.lists.extend(made.ok().map(|list| (list, (start..start + u32::from(len)).collect())));
            }
            Op::Fill(len, bad) => {
                let mut next = world.next();
                let start = next;
                let fill = |index: usize| {
                    if index == usize::from(bad) {
                        unwind();
                    }
                    next += 1;
                    next - 1
                };
                let made = survive(|| scope.try_alloc_slice_fill_with(len.into(), fill));
                if let Some(Ok(list)) = made {
                    kept.lists.push((list, (start..).take(len.into()).collect()));
                }
            }
            Op::Handle => {
                let number = world.next();
                match scope.try_insert([number; 3]) {
                    Ok(handle) => kept.handles.push((handle, number)),
                    Err(full) => assert_eq!(full.value, [number; 3]),
                }
            }
            Op::Boxed(armed) => {
                let thing = world.thing(armed);
                let number = thing.number;
                match scope.try_alloc_box(thing) {
                    Ok(owner) => kept.boxes.push((owner, number)),
                    Err(full) => assert!(full.value.number == number && survive(|| drop(full)).is_some() != armed),
                }
            }
            Op::Unbox(index) => {
                if let Some(index) = pick(index, kept.boxes.len()) {
                    let (owner, number) = kept.boxes.swap_remove(index);
                    assert_eq!(owner.number, number);
                    survive(|| if number % 2 == 0 { drop(owner) } else { drop(ArenaBox::into_inner(owner)) });
                }
            }
            Op::Forget(index) => {
                if let Some(index) = pick(index, kept.boxes.len()) {
                    forget(kept.boxes.swap_remove(index));
                    world.leaked.set(world.leaked.get() + 1);
                }
            }
            Op::Late(armed) => {
                let thing = world.thing(armed);
                let number = thing.number;
                match scope.try_alloc_drop(thing) {
                    Ok(thing) => kept.late.push((thing, number)),
                    Err(full) => assert!(full.value.number == number && survive(|| drop(full)).is_some() != armed),
                }
            }
            Op::Vec(false, capacity) => {
                vecs.extend(scope.try_vec_with_capacity(capacity.into()).ok().map(|vec| (vec, Vec::new())));
            }
            Op::Vec(true, capacity) => {
                things.extend(scope.try_vec_with_capacity::<Thing>(capacity.into()).ok().map(|vec| (vec, Vec::new())));
            }
            Op::Push(index, count) => {
                let vecs_len = vecs.len();
                match pick(index, vecs_len + things.len()) {
                    Some(at) if at < vecs_len => {
                        let (vec, model): &mut (ArenaVec<'_, '_, u32>, Vec<u32>) = &mut vecs[at];
                        for number in (world.next()..).take(count.into()) {
                            match vec.try_push(number) {
                                Ok(()) => model.push(number),
                                Err(full) => assert_eq!(full.value, number),
                            }
                        }
                    }
                    Some(at) => {
                        let (vec, model) = &mut things[at - vecs_len];
                        for step in 0..count {
                            let thing = world.thing(step == 77);
                            let number = thing.number;
                            match vec.try_push(thing) {
                                Ok(()) => model.push(number),
                                Err(full) => _ = survive(|| drop(full.value)),
                            }
                        }
                    }
                    None => {}
                }
            }
            Op::Pop(index, count) => {
                if let Some(at) = pick(index, things.len()) {
                    let (vec, model): &mut (ArenaVec<'_, '_, Thing>, Vec<u32>) = &mut things[at];
                    let len = model.len().saturating_sub(count.into());
                    survive(|| vec.truncate(len));
                    model.truncate(len);
                } else if let Some(at) = pick(index, vecs.len()) {
                    for _ in 0..count {
                        assert_eq!(vecs[at].0.pop(), vecs[at].1.pop());
                    }
                }
            }
            Op::Retain(index, bad) => {
                if let Some(at) = pick(index, things.len()) {
                    let (vec, model) = &mut things[at];
                    let mut calls = 0_u32;
                    let mut gone = Vec::new();
                    survive(|| {
                        vec.retain(|thing| {
                            calls += 1;
                            if calls > u32::from(bad) {
                                unwind();
                            }
                            let keep = thing.number % 3 != 0;
                            if !keep {
                                gone.push(thing.number);
                            }
                            keep
                        });
                    });
                    model.retain(|number| !gone.contains(number));
                }
            }
            Op::Finish(index) => {
                if let Some(at) = pick(index, things.len()) {
                    let (vec, model) = things.swap_remove(at);
                    kept.slices.push((vec.into_boxed_slice(), model));
                } else if let Some(at) = pick(index, vecs.len()) {
                    let (vec, model) = vecs.swap_remove(at);
                    kept.lists.push((vec.into_slice(), model));
                }
            }
            Op::String(capacity) => {
                let made = scope.try_string_with_capacity(capacity.into());
                strings.extend(made.ok().map(|string| (string, String::new())));
            }
            Op::Write(index, len) => {
                if let Some(at) = pick(index, strings.len()) {
                    let (string, model) = &mut strings[at];
                    let more = text(world.next(), len.into());
                    if string.try_push_str(&more).is_ok() {
                        model.push_str(&more);
                    }
                    if len % 5 == 0 {
                        assert_eq!(string.pop(), model.pop());
                    }
                }
            }
            Op::Nest => return Stop::Nest,
            Op::Change(index) => return Stop::Change(index.into()),
            Op::Burst(count) => return Stop::Burst(count),
            Op::End => return Stop::End,
            Op::Unwind => return Stop::Unwind,
        }
        assert!(vecs.last().is_none_or(|(vec, model)| vec[..] == model[..]));
        assert!(strings.last().is_none_or(|(string, model)| **string == **model));
    }
    assert!(vecs.iter().all(|(vec, model)| vec[..] == model[..]));
    assert!(strings.iter().all(|(string, model)| **string == **model));
    for (vec, model) in &things {
        assert!(vec.iter().map(|thing| thing.number).eq(model.iter().copied()));
    }
    Stop::End
}

/// Plays what belongs to one scope.
fn play<'id>(scope: &mut Frame<'id>, ops: &mut slice::Iter<'_, Op>, world: &World, depth: u32) {
    let mut kept = Kept::default();
    loop {
        // Vectors of a stretch are dropped when it ends, and may panic then.
        let Some(stop) = survive(|| stretch(scope, &mut kept, ops, world)) else { continue };
        match stop {
            Stop::Nest if depth < 20 => {
                let (before, leaked) = (alive(), world.leaked.get());
                survive(|| scope.scope(|inner| play(inner, ops, world, depth + 1)));
                let leaked = world.leaked.get() - leaked;
                assert_eq!(alive(), before + leaked, "a scope drops what is its own");
            }
            Stop::Nest => {}
            Stop::Change(index) => {
                if let Some(index) = index.checked_rem(kept.handles.len()) {
                    let (handle, expected) = &mut kept.handles[index];
                    *expected = world.next();
                    scope[*handle] = [*expected; 3];
                }
            }
            Stop::Burst(count) => {
                let mut burst = scope.burst();
                for _ in 0..count {
                    let number = u64::from(world.next());
                    match burst.try_alloc(number) {
                        Ok(place) => kept.numbers.push((place, number)),
                        Err(full) => assert_eq!(full.value, number),
                    }
                }
                if count == 99 {
                    forget(burst);
                }
            }
            Stop::End => break,
            Stop::Unwind => unwind(),
        }
        kept.check(scope);
    }
    kept.check(scope);
}

/// Plays a program in scope after scope of one arena, until it is over.
fn rounds(arena: &mut Arena<'_, lifetime::Frame>, ops: &[Op], world: &World) {
    let mut ops = ops.iter();
    while !ops.as_slice().is_empty() {
        survive(|| arena.scope(|frame| play(frame, &mut ops, world, 0)));
        assert_eq!(alive(), world.leaked.get(), "the scope drops what is its own");
        assert_eq!(arena.stats().used, 0);
    }
}

/// Plays a program in memory of its own, and again in a buffer at an odd address.
pub fn run(ops: &[Op]) {
    #[repr(align(4096))]
    struct Buffer([MaybeUninit<u8>; 20_000]);

    let mut arena = FrameArena::reserve("programs", 256 * KIB).unwrap();
    rounds(&mut arena, ops, &World::new());
    arena.trim(0);
    let mut buffer = Box::new(Buffer([MaybeUninit::uninit(); 20_000]));
    rounds(&mut Arena::from_buffer(&mut buffer.0[5..]), ops, &World::new());
}
