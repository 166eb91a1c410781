//! Stores beside their peers: values that come and go one by one.
//!
//! A life of a store: it is filled, read in random order, gone through, emptied by half at random,
//! gone through again, and filled up again. Every step is timed for itself; the order of keys is the same
//! for every rival, and so is what is read. Each store has been full once before it is measured, so that no
//! time is that of the system handing out pages.

mod rivals;

use core::hint::black_box;
use std::time::{Duration, Instant};

use crate::clock::measured;

pub use self::rivals::{Dense, Hecs, Pool, Slab, SlotMap, SlotMapDense, Thunderdome};

/// A value: as many words as it takes, the first of which is read.
pub trait Value: Copy + Send + Sync + 'static {
    /// Its size.
    const BYTES: usize;

    /// One that differs for each number.
    fn of(number: u64) -> Self;

    /// What is read of it.
    fn read(&self) -> u64;
}

impl<const WORDS: usize> Value for [u64; WORDS] {
    const BYTES: usize = size_of::<Self>();

    #[inline(always)]
    fn of(number: u64) -> Self {
        [number; WORDS]
    }

    #[inline(always)]
    fn read(&self) -> u64 {
        self[0]
    }
}

/// What every store here can do. Each implementation calls the method of its library that is made for
/// the purpose.
pub trait Store<V: Value> {
    /// Names a value.
    type Key: Copy;

    /// Puts a value in.
    fn insert(&mut self, value: V) -> Self::Key;
    /// Takes a value out.
    fn remove(&mut self, key: Self::Key) -> Option<V>;
    /// Finds a value and reads it.
    fn read(&self, key: Self::Key) -> Option<u64>;
    /// Adds up what is read of all values.
    fn sum(&self) -> u64;
    /// Takes all values out.
    fn clear(&mut self);
    /// Changes every value, and takes out those that it says to.
    fn retain(&mut self, keep: impl FnMut(&mut V) -> bool);
}

/// What is done with a store.
pub trait Job<V: Value> {
    /// What comes of it.
    type Output;

    /// Does it.
    fn run<S: Store<V>>(self, store: S) -> Self::Output;
}

/// A library that has a store.
pub trait Library {
    /// What the tables call it.
    const NAME: &'static str;

    /// Makes a store with room for `capacity` values, and does something with it.
    fn with<V: Value, J: Job<V>>(capacity: usize, job: J) -> J::Output;
}

/// The steps of a life, in their order.
pub const STEPS: [&str; 6] =
    ["insert, capacity known", "get, random", "iterate, full", "remove a random half", "iterate, half", "insert again"];

/// How many operations each step of a life of `count` values is.
#[must_use]
pub fn operations(count: usize) -> [usize; STEPS.len()] {
    let half = count / 2;
    [count, count, count, half, count - half, half]
}

/// In which order `count` values are read and removed: their numbers, at random.
#[must_use]
pub fn order(count: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..u32::try_from(count).expect("as many values as keys can name")).collect();
    crate::rivals::Shuffle::default().shuffle(&mut order);
    order
}

/// A life of a store, with the keys that it gave out.
struct Life<'a, K> {
    /// Numbers of values, at random.
    order: &'a [u32],
    keys: Vec<K>,
    shuffled: Vec<K>,
    fresh: Vec<K>,
}

impl<'a, K: Copy> Life<'a, K> {
    fn new(order: &'a [u32]) -> Self {
        let room = || Vec::with_capacity(order.len());
        Self { order, keys: room(), shuffled: room(), fresh: room() }
    }

    /// Goes through all steps and says how long each took. One of them may be one to be counted.
    fn live<V: Value, S: Store<V, Key = K>>(
        &mut self,
        store: &mut S,
        counted: Option<usize>,
    ) -> [Duration; STEPS.len()] {
        [&mut self.keys, &mut self.shuffled, &mut self.fresh].into_iter().for_each(Vec::clear);
        store.clear();
        let half = &self.order[..self.order.len() / 2];
        let mut sum = 0;
        core::array::from_fn(|step| {
            match step {
                // The keys are read in order, so that what is found at random is the values.
                1 => self.shuffled.extend(self.order.iter().map(|&index| self.keys[index as usize])),
                2 => assert_eq!(sum, (0..self.order.len() as u64).sum::<u64>()),
                5 => assert_eq!(sum, half.iter().map(|&index| u64::from(index)).sum::<u64>()),
                _ => {}
            }
            timed(counted == Some(step), || self.step(store, step, &mut sum))
        })
    }

    /// One of the steps: the same code whoever asks.
    #[inline(never)]
    fn step<V: Value, S: Store<V, Key = K>>(&mut self, store: &mut S, step: usize, sum: &mut u64) {
        let Self { order, keys, shuffled, fresh } = self;
        let half = order.len() / 2;
        match step {
            0 => keys.extend((0..order.len() as u64).map(|number| store.insert(V::of(number)))),
            1 => *sum += shuffled.iter().map(|&key| store.read(key).unwrap_or(0)).sum::<u64>(),
            2 => *sum = store.sum(),
            3 => shuffled[..half].iter().for_each(|&key| _ = black_box(&store.remove(key))),
            4 => *sum -= store.sum(),
            _ => fresh.extend(order[..half].iter().map(|&index| store.insert(V::of(u64::from(index))))),
        }
    }
}

/// A number of lives of one store, of which the fastest of each step counts.
#[derive(Debug)]
pub struct Round<'a> {
    /// In which order the values are read and removed: their numbers.
    pub order: &'a [u32],
    /// How many are timed.
    pub lives: usize,
}

impl<V: Value> Job<V> for Round<'_> {
    /// Nanoseconds per operation of each step.
    type Output = [f64; STEPS.len()];

    fn run<S: Store<V>>(self, mut store: S) -> Self::Output {
        let mut life = Life::new(self.order);
        let mut best = [Duration::MAX; STEPS.len()];
        for number in 0..=self.lives {
            let times = life.live(&mut store, None);
            // The first life warms the memory up.
            if number > 0 {
                best = core::array::from_fn(|step| best[step].min(times[step]));
            }
        }
        let operations = operations(self.order.len());
        core::array::from_fn(|step| best[step].as_secs_f64() * 1e9 / operations[step] as f64)
    }
}

/// A number of lives, of which one step is to be counted.
#[derive(Debug)]
pub struct Step<'a> {
    /// As in a [`Round`].
    pub order: &'a [u32],
    /// Which of the [`STEPS`].
    pub step: usize,
    /// How many are counted.
    pub lives: usize,
}

impl<V: Value> Job<V> for Step<'_> {
    /// How long the step took.
    type Output = Duration;

    fn run<S: Store<V>>(self, mut store: S) -> Duration {
        let mut life = Life::new(self.order);
        // The first life warms the memory up.
        life.live(&mut store, None);
        (0..self.lives).map(|_| life.live(&mut store, Some(self.step))[self.step]).sum()
    }
}

/// How long something takes, which may be what is counted.
pub(crate) fn timed(counted: bool, work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    if counted {
        measured(work);
    } else {
        work();
    }
    start.elapsed()
}

/// A particle system: `count` particles, of which a tenth burns out in every frame and is replaced.
#[derive(Debug, Clone, Copy)]
pub struct Particles {
    /// How many there are.
    pub count: usize,
    /// How many frames are timed.
    pub frames: usize,
}

impl Job<[u64; 4]> for Particles {
    /// The time of a frame, the median of all.
    type Output = Duration;

    #[inline(never)]
    fn run<S: Store<[u64; 4]>>(self, mut store: S) -> Duration {
        let mut state = 1_u64;
        let mut particle = |frame: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            // Position, velocity, when it burns out, and something else.
            [0, state >> 40, frame + 1 + (state >> 33) % 19, state]
        };
        (0..self.count).for_each(|_| _ = store.insert(particle(0)));
        let mut times: Vec<Duration> = Vec::new();
        for frame in 1..=self.frames as u64 {
            let frame = || {
                let mut gone = 0;
                store.retain(|[position, velocity, end, _]| {
                    *position += *velocity;
                    let keep = *end > frame;
                    gone += usize::from(!keep);
                    keep
                });
                (0..gone).for_each(|_| _ = store.insert(particle(frame)));
                black_box(store.sum());
            };
            times.push(timed(true, frame));
        }
        times.sort_unstable();
        times[times.len() / 2]
    }
}
