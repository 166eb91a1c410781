//! Every store against a map: with values that count themselves, some of which panic when they are
//! dropped, and with callbacks that panic. Whatever happens, the store says of every key what the map
//! says, no value is lost, and none is dropped twice.
//!
//! What plays the programs is here. `tests/library/stores.rs` and the fuzzer make them.

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;

use arena::prelude::*;
use arena::{BoxPool, Components, Key, Pool, PoolBox, Soa};

/// Counts itself while it is alive. One that is armed panics when it is dropped.
#[derive(Debug)]
pub struct Payload {
    number: u32,
    armed: bool,
    alive: Rc<Cell<isize>>,
}

impl Payload {
    fn new(number: u32, armed: bool, alive: &Rc<Cell<isize>>) -> Self {
        alive.set(alive.get() + 1);
        Self { number, armed, alive: Rc::clone(alive) }
    }
}

impl Drop for Payload {
    fn drop(&mut self) {
        self.alive.set(self.alive.get() - 1);
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
        Err(panic) if panic.is::<&str>() && panic.downcast_ref() == Some(&"expected") => None,
        Err(panic) => resume_unwind(panic),
    }
}

#[derive(Tag, Debug, Clone, Copy)]
enum Subsystem {
    Tests,
}

#[derive(Arena, Debug)]
#[arena(tag = Subsystem::Tests, lifetime = scene, store = soa)]
pub struct Row {
    weight: u64,
    payload: Payload,
    flag: bool,
}

/// What the stores have in common.
pub trait Store {
    type Key: Copy + Eq + Hash + Debug;

    fn insert(&mut self, value: Payload) -> Result<Self::Key, Payload>;
    /// Inserts what the closure makes, unless this kind of store cannot.
    fn insert_with(&mut self, make: &mut dyn FnMut() -> Payload) -> Option<Self::Key>;
    fn get(&mut self, key: Self::Key) -> Option<&mut Payload>;
    fn remove(&mut self, key: Self::Key) -> Option<Payload>;
    fn retain(&mut self, keep: &mut dyn FnMut(Self::Key, &mut Payload) -> bool);
    fn clear(&mut self);
    fn keys(&self) -> Vec<Self::Key>;
    fn numbers(&self) -> Vec<u32>;
    fn len(&self) -> usize;

    /// What only some have.
    fn drain(&mut self, _front: usize, _back: usize, _gone: &mut dyn FnMut(Self::Key)) {}
    fn compact(&mut self, _moved: &mut dyn FnMut(Self::Key, Self::Key)) {}
    fn sort(&mut self, _look: &mut dyn FnMut()) {}
}

impl<'id> Store for Pool<'id, Payload> {
    type Key = Key<'id, Payload>;

    fn insert(&mut self, value: Payload) -> Result<Self::Key, Payload> {
        self.try_insert(value).map_err(|full| full.value)
    }

    fn insert_with(&mut self, make: &mut dyn FnMut() -> Payload) -> Option<Self::Key> {
        self.try_insert_with_key(|_| make()).ok()
    }

    fn get(&mut self, key: Self::Key) -> Option<&mut Payload> {
        assert_eq!(self.contains(key), self.entry(key).is_some());
        self.get_mut(key)
    }

    fn remove(&mut self, key: Self::Key) -> Option<Payload> {
        self.remove(key)
    }

    fn retain(&mut self, keep: &mut dyn FnMut(Self::Key, &mut Payload) -> bool) {
        self.retain(keep);
    }

    fn clear(&mut self) {
        self.clear();
    }

    fn keys(&self) -> Vec<Self::Key> {
        self.keys().collect()
    }

    fn numbers(&self) -> Vec<u32> {
        self.values().map(|value| value.number).collect()
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn drain(&mut self, front: usize, back: usize, gone: &mut dyn FnMut(Self::Key)) {
        let kept: Vec<_> = self.keys().collect();
        kept.iter().copied().for_each(gone);
        let mut drain = self.drain();
        let taken: Vec<_> = drain.by_ref().take(front).collect();
        assert!(taken.iter().map(|(key, _)| key).eq(kept.iter().take(front)));
        let from_back: Vec<_> = drain.by_ref().rev().take(back).map(|(key, _)| key).collect();
        assert!(from_back.iter().eq(kept.iter().skip(front).rev().take(back)));
    }

    fn compact(&mut self, moved: &mut dyn FnMut(Self::Key, Self::Key)) {
        self.compact(|step| moved(step.from, step.to));
        assert_eq!(self.fragmentation(), 0.0);
    }
}

impl<'id> Store for Soa<'id, Row> {
    type Key = Key<'id, Row>;

    fn insert(&mut self, payload: Payload) -> Result<Self::Key, Payload> {
        let weight = u64::from(payload.number % 7);
        self.try_insert(Row { weight, payload, flag: true }).map_err(|full| full.value.payload)
    }

    fn insert_with(&mut self, make: &mut dyn FnMut() -> Payload) -> Option<Self::Key> {
        self.try_insert_with_key(|_| Row { weight: 3, payload: make(), flag: false }).ok()
    }

    fn get(&mut self, key: Self::Key) -> Option<&mut Payload> {
        assert_eq!(self.contains(key), self.position_of(key).is_some());
        self.get_mut(key).map(|row| row.payload)
    }

    fn remove(&mut self, key: Self::Key) -> Option<Payload> {
        self.remove(key).map(|row| row.payload)
    }

    fn retain(&mut self, keep: &mut dyn FnMut(Self::Key, &mut Payload) -> bool) {
        self.retain(|key, row| keep(key, row.payload));
    }

    fn clear(&mut self) {
        self.clear();
    }

    fn keys(&self) -> Vec<Self::Key> {
        self.keys().collect()
    }

    fn numbers(&self) -> Vec<u32> {
        self.columns().payload.iter().map(|payload| payload.number).collect()
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn sort(&mut self, look: &mut dyn FnMut()) {
        self.sort_by_key(|row| {
            look();
            (*row.weight, row.payload.number)
        });
        assert!(self.columns().weight.is_sorted());
    }
}

/// Components together with what owns them.
pub struct Owned<'id> {
    pub owners: Pool<'id, ()>,
    pub parts: Components<'id, (), Payload>,
}

impl<'id> Store for Owned<'id> {
    type Key = Key<'id, ()>;

    fn insert(&mut self, value: Payload) -> Result<Self::Key, Payload> {
        self.owners.retain(|key, ()| self.parts.contains(key));
        match self.owners.try_insert(()) {
            Ok(key) => self.parts.try_insert(key, value).map_err(|full| full.value).map(|old| {
                assert!(old.is_none());
                key
            }),
            Err(_) => Err(value),
        }
    }

    fn insert_with(&mut self, _: &mut dyn FnMut() -> Payload) -> Option<Self::Key> {
        None
    }

    fn get(&mut self, key: Self::Key) -> Option<&mut Payload> {
        self.parts.get_mut(key)
    }

    fn remove(&mut self, key: Self::Key) -> Option<Payload> {
        // Every other time the owner dies first, and its component is found all the same.
        if self.parts.len().is_multiple_of(2) {
            self.owners.remove(key);
        }
        self.parts.remove(key)
    }

    fn retain(&mut self, keep: &mut dyn FnMut(Self::Key, &mut Payload) -> bool) {
        self.parts.retain(keep);
    }

    fn clear(&mut self) {
        self.parts.clear();
    }

    fn keys(&self) -> Vec<Self::Key> {
        self.parts.keys().collect()
    }

    fn numbers(&self) -> Vec<u32> {
        self.parts.values().iter().map(|value| value.number).collect()
    }

    fn len(&self) -> usize {
        self.parts.len()
    }

    /// Here: the owners die, and the components with them.
    fn drain(&mut self, front: usize, _: usize, gone: &mut dyn FnMut(Self::Key)) {
        let doomed: Vec<_> = self.parts.keys().take(front).collect();
        for &key in &doomed {
            self.owners.remove(key);
        }
        // A destructor that panics ends the pruning; what it had not looked at is found the next time.
        while survive(|| self.parts.prune(&self.owners)).is_none() {}
        assert_eq!(self.parts.prune(&self.owners), 0);
        doomed.into_iter().for_each(gone);
    }
}

#[derive(Debug, Clone)]
pub enum Step {
    /// And whether it is armed.
    Insert(bool),
    /// With a closure that panics if the second is set.
    InsertWith(bool, bool),
    Remove(usize),
    /// Overwrites a value in place.
    Replace(usize, bool),
    /// Keeps the multiples of the number, and panics at the call of that number.
    Retain(u32, usize),
    Clear,
    /// From the front, and from the back.
    Drain(usize, usize),
    /// Panics after so many moves.
    Compact(usize),
    /// Panics at that comparison.
    Sort(usize),
}

/// Plays a program on a store, and checks it after every step.
pub fn play<S: Store>(store: &mut S, capacity: usize, steps: &[Step], alive: &Rc<Cell<isize>>) {
    let mut model: HashMap<S::Key, u32> = HashMap::new();
    let mut dead: Vec<S::Key> = Vec::new();
    for (number, step) in (0_u32..).zip(steps) {
        let some = |index: usize, store: &S| store.keys().get(index % store.len().max(1)).copied();
        match *step {
            Step::Insert(armed) => {
                let mut payload = Payload::new(number, armed, alive);
                payload.armed &= model.len() < capacity; // one that comes back is dropped right here
                match store.insert(payload) {
                    Ok(key) => assert_eq!(model.insert(key, number), None, "a key repeats"),
                    Err(back) => assert_eq!((back.number, model.len()), (number, capacity)),
                }
            }
            Step::InsertWith(armed, panics) => {
                let mut make = || if panics { unwind() } else { Payload::new(number, armed, alive) };
                if let Some(Some(key)) = survive(|| store.insert_with(&mut make)) {
                    assert_eq!(model.insert(key, number), None, "a key repeats");
                }
            }
            Step::Remove(index) => {
                if let Some(key) = some(index, store) {
                    let value = store.remove(key);
                    assert_eq!(value.as_ref().map(|value| value.number), model.remove(&key));
                    survive(|| drop(value));
                    dead.push(key);
                }
            }
            Step::Replace(index, armed) => {
                if let Some(key) = some(index, store) {
                    survive(|| *store.get(key).expect("alive") = Payload::new(number, armed, alive));
                    model.insert(key, number);
                }
            }
            Step::Retain(modulus, panics) => {
                let mut calls = 0;
                survive(|| {
                    store.retain(&mut |key, value| {
                        assert_eq!(model.get(&key), Some(&value.number), "each once");
                        calls += 1;
                        if calls > panics {
                            unwind();
                        }
                        let keep = value.number % modulus == 0;
                        if !keep {
                            model.remove(&key);
                            dead.push(key);
                        }
                        keep
                    });
                });
            }
            Step::Clear => {
                survive(|| store.clear());
                dead.extend(model.drain().map(|(key, _)| key));
            }
            Step::Drain(front, back) => {
                survive(|| {
                    store.drain(front, back, &mut |key| {
                        assert!(model.remove(&key).is_some());
                        dead.push(key);
                    });
                });
            }
            Step::Compact(panics) => {
                let mut moves = 0;
                survive(|| {
                    store.compact(&mut |from, to| {
                        let value = model.remove(&from).expect("it was there");
                        assert_eq!(model.insert(to, value), None);
                        dead.push(from);
                        moves += 1;
                        if moves > panics {
                            unwind();
                        }
                    });
                });
            }
            Step::Sort(panics) => {
                let mut looks = 0;
                survive(|| {
                    store.sort(&mut || {
                        looks += 1;
                        if looks > panics {
                            unwind();
                        }
                    });
                });
            }
        }
        assert_eq!((store.len(), alive.get()), (model.len(), model.len() as isize), "after {step:?}");
        let keys = store.keys();
        assert_eq!(keys.len(), model.len());
        for (key, number) in keys.into_iter().zip(store.numbers()) {
            assert_eq!((model.get(&key), store.get(key).map(|value| value.number)), (Some(&number), Some(number)));
        }
        for &key in dead.iter().rev().take(30) {
            assert!(store.get(key).is_none() && store.remove(key).is_none(), "{key:?} is dead");
        }
    }
}

/// Plays a program on a pool of boxes, and checks it after every step.
pub fn play_boxes(pool: &BoxPool<'_, Payload>, capacity: usize, steps: &[Step], alive: &Rc<Cell<isize>>) {
    let mut model: Vec<(PoolBox<'_, Payload>, u32)> = Vec::new();
    let mut leaked = 0;
    for (number, step) in (0_u32..).zip(steps) {
        let some = |index: usize, model: &[_]| index.checked_rem(model.len());
        match *step {
            Step::Insert(armed) | Step::InsertWith(armed, _) => {
                let room = model.len() + leaked < capacity;
                match pool.try_insert(Payload::new(number, armed && room, alive)) {
                    Ok(owner) => model.push((owner, number)),
                    Err(back) => assert_eq!((back.value.number, room), (number, false)),
                }
            }
            Step::Remove(index) => {
                if let Some(index) = some(index, &model) {
                    let (owner, number) = model.swap_remove(index);
                    assert_eq!(owner.number, number);
                    survive(|| drop(owner));
                }
            }
            Step::Sort(index) | Step::Compact(index) => {
                if let Some(index) = some(index, &model) {
                    let (owner, number) = model.swap_remove(index);
                    let value = PoolBox::into_inner(owner);
                    assert_eq!(value.number, number);
                    survive(|| drop(value));
                }
            }
            Step::Replace(index, armed) => {
                if let Some(index) = some(index, &model) {
                    survive(|| *model[index].0 = Payload::new(number, armed, alive));
                    model[index].1 = number;
                }
            }
            Step::Drain(index, _) if index < 3 => {
                if let Some(index) = some(index, &model) {
                    let (owner, number) = model.swap_remove(index);
                    assert_eq!(PoolBox::leak(owner).number, number);
                    leaked += 1;
                }
            }
            Step::Clear | Step::Retain(..) | Step::Drain(..) => {
                while let Some((owner, _)) = model.pop() {
                    survive(|| drop(owner));
                }
            }
        }
        assert_eq!((pool.len(), alive.get()), (model.len() + leaked, (model.len() + leaked) as isize));
        assert!(model.iter().all(|(owner, number)| owner.number == *number));
    }
    for (owner, _) in model.drain(..) {
        survive(|| drop(owner));
    }
}

/// Plays a program in a scope of its own; the store is dropped with it, and may panic doing so.
pub fn in_scope(steps: &[Step], play: impl for<'id> FnOnce(&Scene<'id>, &[Step], &Rc<Cell<isize>>)) {
    let alive = Rc::new(Cell::new(0));
    let mut arena = SceneArena::reserve("stores", 8 * MIB).unwrap();
    survive(|| arena.scope(|scene| play(scene, steps, &alive)));
    assert_eq!(alive.get(), 0, "what was left is dropped with the store");
    arena.scope(|scene| assert_eq!(scene.stats().used, 0, "and the arena is as good as new"));
}
