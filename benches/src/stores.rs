//! Stores beside their peers: values that come and go one by one.
//!
//! A [`Round`] is a life: a store is filled, read in random order, gone through, emptied by half at random,
//! gone through again, and filled up again. Every step is timed for itself; the order of keys is the same
//! for every rival, and so is what is read. Each store has been full once before it is measured, so that no
//! time is that of the system handing out pages.

mod rivals;

use core::hint::black_box;
use std::time::{Duration, Instant};

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

/// A number of lives of one store, of which the fastest of each step counts.
#[derive(Debug, Clone)]
pub struct Round {
    order: Vec<u32>,
    lives: usize,
}

impl Round {
    /// Lives of a store of `count` values.
    #[must_use]
    pub fn new(count: usize, lives: usize) -> Self {
        let mut order: Vec<u32> = (0..u32::try_from(count).expect("as many values as keys can name")).collect();
        crate::rivals::Shuffle::default().shuffle(&mut order);
        Self { order, lives }
    }
}

impl<V: Value> Job<V> for &Round {
    /// Nanoseconds per operation of each step.
    type Output = [f64; STEPS.len()];

    #[inline(never)]
    fn run<S: Store<V>>(self, mut store: S) -> Self::Output {
        let count = self.order.len();
        let mut keys: Vec<S::Key> = Vec::with_capacity(count);
        let (mut shuffled, mut fresh) = (keys.clone(), keys.clone());
        let mut best = [Duration::MAX; STEPS.len()];
        for life in 0..=self.lives {
            for list in [&mut keys, &mut shuffled, &mut fresh] {
                list.clear();
            }
            shuffled.reserve(count);
            fresh.reserve(count);
            store.clear();
            let mut times = [Duration::ZERO; STEPS.len()];
            times[0] = timed(|| keys.extend((0..count as u64).map(|number| store.insert(V::of(number)))));
            // The keys are read in order, so that what is found at random is the values.
            shuffled.extend(self.order.iter().map(|&index| keys[index as usize]));
            let mut sum = 0;
            times[1] = timed(|| {
                for &key in &shuffled {
                    sum += store.read(key).unwrap_or(0);
                }
            });
            assert_eq!(sum, (0..count as u64).sum::<u64>());
            times[2] = timed(|| sum = store.sum());
            let half = &self.order[..count / 2];
            times[3] = timed(|| {
                for &key in &shuffled[..half.len()] {
                    black_box(store.remove(key));
                }
            });
            times[4] = timed(|| sum -= store.sum());
            assert_eq!(sum, half.iter().map(|&index| u64::from(index)).sum::<u64>());
            times[5] = timed(|| {
                for &index in half {
                    fresh.push(store.insert(V::of(u64::from(index))));
                }
            });
            // The first life warms the memory up.
            if life > 0 {
                best = core::array::from_fn(|step| best[step].min(times[step]));
            }
        }
        let half = count / 2;
        let operations = [count, count, count, half, count - half, half];
        core::array::from_fn(|step| best[step].as_secs_f64() * 1e9 / operations[step] as f64)
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
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
            times.push(timed(|| {
                let mut gone = 0;
                store.retain(|[position, velocity, end, _]| {
                    *position += *velocity;
                    let keep = *end > frame;
                    gone += usize::from(!keep);
                    keep
                });
                (0..gone).for_each(|_| _ = store.insert(particle(frame)));
                black_box(store.sum());
            }));
        }
        times.sort_unstable();
        times[times.len() / 2]
    }
}
