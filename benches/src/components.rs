//! Components beside their peers: half of the values in a store get a second one of 16 bytes, in random order.
//!
//! Each step is timed for itself, as in [`stores`](crate::stores); each library's memory has been used before.

use core::hint::black_box;
use std::time::Duration;

use arena::{Arena, MIB, SceneArena};
use slotmap::{DefaultKey, SecondaryMap, SlotMap};

use crate::stores::timed;

/// A value and what is read of it, its first word.
type Value = [u64; 2];

/// The steps, in their order. Each is as many operations as there are components.
pub const STEPS: [&str; 4] = ["add a component", "get a component, random", "join with owners", "remove a component"];

/// A store of values, and components of some of them.
pub trait Parts {
    /// Names a value.
    type Key: Copy;

    /// Those of all values, in the order they were made in.
    fn keys(&self) -> Vec<Self::Key>;
    /// Gives a value a component.
    fn add(&mut self, key: Self::Key, component: Value);
    /// Reads a component.
    fn read(&self, key: Self::Key) -> Option<u64>;
    /// Adds up what is read of the values that have a component, and of their components.
    fn sum(&self) -> u64;
    /// Takes a component out.
    fn remove(&mut self, key: Self::Key) -> Option<Value>;
}

/// A library that has components.
pub trait Library {
    /// What the tables call it.
    const NAME: &'static str;

    /// Makes a store of `count` values, and lives with it.
    fn with(count: usize, lives: &Lives<'_>) -> Vec<[Duration; STEPS.len()]>;
}

/// A number of lives: half of the values, in this order, get a component, and lose it again.
#[derive(Debug, Clone, Copy)]
pub struct Lives<'a> {
    /// Numbers of values, at random.
    pub order: &'a [u32],
    /// How many lives are timed, after one that is not.
    pub number: usize,
    /// The step that is to be counted, if one is.
    pub counted: Option<usize>,
}

impl Lives<'_> {
    /// How long each step took, in each life.
    fn live<P: Parts>(&self, mut parts: P) -> Vec<[Duration; STEPS.len()]> {
        let all = parts.keys();
        let keys: Vec<P::Key> = self.order[..self.order.len() / 2].iter().map(|&index| all[index as usize]).collect();
        let life = |number| {
            core::array::from_fn(|this| {
                timed(number > 0 && self.counted == Some(this), || step(&mut parts, &keys, this))
            })
        };
        (0..=self.number).map(life).skip(1).collect()
    }
}

/// One of the steps: the same code whoever asks.
#[inline(never)]
fn step<P: Parts>(parts: &mut P, keys: &[P::Key], step: usize) {
    let numbered = || keys.iter().zip(0..);
    match step {
        0 => numbered().for_each(|(&key, number)| parts.add(key, [number; 2])),
        1 => {
            let sum: u64 = keys.iter().map(|&key| parts.read(key).unwrap_or(0)).sum();
            assert_eq!(sum, numbered().map(|(_, number)| number).sum());
        }
        2 => assert!(black_box(parts.sum()) >= keys.len() as u64),
        _ => keys.iter().for_each(|&key| _ = black_box(&parts.remove(key))),
    }
}

/// [`arena::Components`] of a [`arena::Pool`].
#[derive(Debug)]
pub struct Ours;

struct OurParts<'id>(arena::Pool<'id, Value>, arena::Components<'id, Value, Value>);

impl Library for Ours {
    const NAME: &'static str = "Components";

    fn with(count: usize, lives: &Lives<'_>) -> Vec<[Duration; STEPS.len()]> {
        let mut arena: SceneArena = Arena::reserve("bench", count * 64 + MIB).expect("address space for a benchmark");
        arena::scope!(scene in arena);
        let mut pool = scene.pool::<Value>(count);
        (0..count as u64).for_each(|number| _ = pool.insert([number; 2]));
        lives.live(OurParts(pool, scene.components(count)))
    }
}

impl<'id> Parts for OurParts<'id> {
    type Key = arena::Key<'id, Value>;

    fn keys(&self) -> Vec<Self::Key> {
        self.0.keys().collect()
    }

    #[inline(always)]
    fn add(&mut self, key: Self::Key, component: Value) {
        self.1.insert(key, component);
    }

    #[inline(always)]
    fn read(&self, key: Self::Key) -> Option<u64> {
        self.1.get(key).map(|component| component[0])
    }

    #[inline(always)]
    fn sum(&self) -> u64 {
        arena::join((&self.0, &self.1)).map(|(_, (value, component))| value[0] + component[0]).sum()
    }

    #[inline(always)]
    fn remove(&mut self, key: Self::Key) -> Option<Value> {
        self.1.remove(key)
    }
}

/// [`slotmap::SecondaryMap`], whose documentation recommends it before `SparseSecondaryMap` unless few have a
/// component.
#[derive(Debug)]
pub struct Secondary;

struct Maps(SlotMap<DefaultKey, Value>, SecondaryMap<DefaultKey, Value>);

impl Library for Secondary {
    const NAME: &'static str = "SecondaryMap";

    fn with(count: usize, lives: &Lives<'_>) -> Vec<[Duration; STEPS.len()]> {
        let mut map = SlotMap::with_capacity(count);
        (0..count as u64).for_each(|number| _ = map.insert([number; 2]));
        lives.live(Maps(map, SecondaryMap::with_capacity(count)))
    }
}

impl Parts for Maps {
    type Key = DefaultKey;

    fn keys(&self) -> Vec<DefaultKey> {
        self.0.keys().collect()
    }

    #[inline(always)]
    fn add(&mut self, key: DefaultKey, component: Value) {
        self.1.insert(key, component);
    }

    #[inline(always)]
    fn read(&self, key: DefaultKey) -> Option<u64> {
        self.1.get(key).map(|component| component[0])
    }

    #[inline(always)]
    fn sum(&self) -> u64 {
        self.1.iter().map(|(key, component)| self.0[key][0] + component[0]).sum()
    }

    #[inline(always)]
    fn remove(&mut self, key: DefaultKey) -> Option<Value> {
        self.1.remove(key)
    }
}

/// [`hecs::World`], which moves an entity to another table when it gets a component.
#[derive(Debug)]
pub struct Hecs;

struct World(hecs::World, Vec<hecs::Entity>);
struct First(Value);
struct Second(Value);

impl Library for Hecs {
    const NAME: &'static str = "hecs";

    fn with(count: usize, lives: &Lives<'_>) -> Vec<[Duration; STEPS.len()]> {
        let mut world = hecs::World::new();
        let entities = (0..count as u64).map(|number| world.spawn((First([number; 2]),))).collect();
        lives.live(World(world, entities))
    }
}

impl Parts for World {
    type Key = hecs::Entity;

    fn keys(&self) -> Vec<hecs::Entity> {
        self.1.clone()
    }

    #[inline(always)]
    fn add(&mut self, key: hecs::Entity, component: Value) {
        self.0.insert_one(key, Second(component)).expect("an entity");
    }

    #[inline(always)]
    fn read(&self, key: hecs::Entity) -> Option<u64> {
        self.0.get::<&Second>(key).ok().map(|component| component.0[0])
    }

    #[inline(always)]
    fn sum(&self) -> u64 {
        self.0.query::<(&First, &Second)>().iter().map(|(value, component)| value.0[0] + component.0[0]).sum()
    }

    #[inline(always)]
    fn remove(&mut self, key: hecs::Entity) -> Option<Value> {
        self.0.remove_one::<Second>(key).ok().map(|component| component.0)
    }
}
