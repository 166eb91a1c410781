//! Times stores beside their peers, and prints the tables of `RESULTS.md` that are about them.
//!
//! * `cargo run --profile bench -p arena-benches --bin stores` measures everything, for some minutes.
//! * `… -- --quick` measures fewer and shorter rounds.
//!
//! The rivals take turns, so that what disturbs one disturbs all. A ratio is that of two neighbours in
//! time, and the median of all turns; below 1 this library is faster.

use std::time::Duration;

use arena_benches::stores::{
    Dense, Hecs, Library, Particles, Pool, Round, STEPS, Slab, SlotMap, SlotMapDense, Thunderdome, Value,
};

/// Nanoseconds of each step.
type Times = [f64; STEPS.len()];

/// A rival: its name, and what runs a round of it.
type Rival = (&'static str, fn(&Round, usize) -> Times);

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let turns = if quick { 3 } else { 15 };
    println!("Nanoseconds per operation; ratios to the fastest rival of the row.\n");
    for count in [1_000, 100_000, 1_000_000] {
        table::<2>(count, turns);
        table::<8>(count, turns);
    }
    particles(if quick { 20 } else { 60 });
}

fn run<L: Library, V: Value>(round: &Round, count: usize) -> Times {
    L::with::<V, _>(count, round)
}

fn table<const WORDS: usize>(count: usize, turns: usize) {
    let rivals: [Rival; 7] = [
        (Pool::NAME, run::<Pool, [u64; WORDS]>),
        (Dense::NAME, run::<Dense, [u64; WORDS]>),
        (SlotMap::NAME, run::<SlotMap, [u64; WORDS]>),
        (SlotMapDense::NAME, run::<SlotMapDense, [u64; WORDS]>),
        (Thunderdome::NAME, run::<Thunderdome, [u64; WORDS]>),
        (Slab::NAME, run::<Slab, [u64; WORDS]>),
        (Hecs::NAME, run::<Hecs, [u64; WORDS]>),
    ];
    let round = Round::new(count, (300_000 / count).clamp(2, 100));
    let measured: Vec<[Times; 7]> = (0..turns).map(|_| rivals.map(|(_, run)| run(&round, count))).collect();

    print!("| {count} values of {} bytes |", WORDS * 8);
    rivals.iter().for_each(|(name, _)| print!(" {name} |"));
    println!(" Pool/best | Soa/best |\n|---|{}--:|--:|", "--:|".repeat(rivals.len()));
    for (step, name) in STEPS.iter().enumerate() {
        print!("| {name} |");
        for rival in 0..rivals.len() {
            print!(" {:.2} |", median(measured.iter().map(|turn| turn[rival][step])));
        }
        for ours in 0..2 {
            let best = |turn: &[Times; 7]| turn[2..].iter().map(|times| times[step]).fold(f64::INFINITY, f64::min);
            print!(" {:.2} |", median(measured.iter().map(|turn| turn[ours][step] / best(turn))));
        }
        println!();
    }
    println!();
}

fn particles(frames: usize) {
    let particles = Particles { count: 1_000_000, frames };
    fn frame<L: Library>(particles: Particles) -> Duration {
        // A tenth more than there are at a time.
        L::with::<[u64; 4], _>(particles.count * 11 / 10, particles)
    }
    type System = (&'static str, fn(Particles) -> Duration);
    let rivals: [System; 5] = [
        (Pool::NAME, frame::<Pool>),
        (Dense::NAME, frame::<Dense>),
        (SlotMap::NAME, frame::<SlotMap>),
        (Thunderdome::NAME, frame::<Thunderdome>),
        (Hecs::NAME, frame::<Hecs>),
    ];
    println!("| a million particles of 32 bytes, a tenth replaced per frame | ms per frame | Pool takes | Soa takes |");
    println!("|---|--:|--:|--:|");
    let turns: Vec<[f64; 5]> = (0..3).map(|_| rivals.map(|(_, frame)| frame(particles).as_secs_f64() * 1e3)).collect();
    for (rival, (name, _)) in rivals.iter().enumerate() {
        let time = median(turns.iter().map(|turn| turn[rival]));
        let [pool, soa] = [0, 1].map(|ours| median(turns.iter().map(|turn| turn[ours] / turn[rival])));
        println!("| {name} | {time:.2} | {pool:.2} | {soa:.2} |");
    }
}

fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_unstable_by(f64::total_cmp);
    figures[figures.len() / 2]
}
