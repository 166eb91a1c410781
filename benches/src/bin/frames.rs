//! Times what a program with a frame loop waits for: the allocations of a frame, and its reset.
//!
//! * `frames` prints the tables of `PERFORMANCE.md` that are about whole frames.

use std::hint::black_box;
use std::time::{Duration, Instant};

use arena::{FrameArena, MIB};
use arena_benches::rivals::{BumpScopeDefault, Bumpalo, FloorArena, Ours, System};
use arena_benches::work::{DRAWS, Draws, Places};
use arena_benches::{Rival, Work};

/// Frames that are timed, after some to warm up.
const FRAMES: usize = 2000;

fn main() {
    draws();
    println!();
    resets();
}

/// 10,000 draw calls per frame.
fn draws() {
    /// A row: one kind of work, with each rival.
    fn row<W: Work>(what: &str) {
        let times = [
            frame::<Ours, W>(),
            frame::<FloorArena, W>(),
            frame::<Bumpalo, W>(),
            frame::<BumpScopeDefault, W>(),
            frame::<System, W>(),
        ];
        print!("| {what} |");
        for Times { median, late } in times {
            print!(" {:.1} / {:.1} |", micros(median), micros(late));
        }
        println!();
    }
    println!(
        "| {DRAWS} draw calls, µs per frame, median / 99th of 100 | arena | by hand | bumpalo | bump-scope | malloc |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    row::<Draws<2>>("16 bytes");
    row::<Draws<4>>("32 bytes");
    row::<Draws<6>>("48 bytes");
    row::<Draws<8>>("64 bytes");
    row::<Draws<16>>("128 bytes");
    row::<Places<2>>("16 bytes, place only");
    row::<Places<4>>("32 bytes, place only");
    row::<Places<6>>("48 bytes, place only");
    row::<Places<8>>("64 bytes, place only");
    row::<Places<16>>("128 bytes, place only");
}

/// What many frames took.
struct Times {
    median: Duration,
    late: Duration,
}

/// Times frames one by one. A frame is opened, filled, and reset.
fn frame<R: Rival, W: Work>() -> Times {
    let mut rival = R::warmed(8 * MIB);
    let mut once = || {
        let start = Instant::now();
        rival.round::<W>();
        start.elapsed()
    };
    for _ in 0..FRAMES / 10 {
        once();
    }
    let mut times: Vec<Duration> = (0..FRAMES).map(|_| once()).collect();
    times.sort_unstable();
    Times { median: times[FRAMES / 2], late: times[FRAMES * 99 / 100] }
}

/// The first reset after an arena has grown, and the one after that.
fn resets() {
    println!("| reset, µs | first | second |");
    println!("|---|--:|--:|");
    for bytes in [64 * MIB, 512 * MIB] {
        let size = bytes / MIB;
        let [first, second] = median_of(5, || reset_ours(bytes));
        println!("| arena, {size} MiB | {first:.2} | {second:.2} |");
        let [first, second] = median_of(5, || reset_bumpalo(bytes));
        println!("| bumpalo, {size} MiB | {first:.2} | {second:.2} |");
        let [first, second] = median_of(5, || reset_bump_scope(bytes));
        println!("| bump-scope, {size} MiB | {first:.2} | {second:.2} |");
    }
}

fn median_of(runs: usize, mut run: impl FnMut() -> [Duration; 2]) -> [f64; 2] {
    let all: Vec<[Duration; 2]> = (0..runs).map(|_| run()).collect();
    [0, 1].map(|index| {
        let mut times: Vec<Duration> = all.iter().map(|times| times[index]).collect();
        times.sort_unstable();
        micros(times[runs / 2])
    })
}

/// What is allocated until an arena is full.
const PIECE: [u8; 4096] = [7; 4096];

fn reset_ours(bytes: usize) -> [Duration; 2] {
    let mut arena = FrameArena::builder().name("reset").reserve(bytes).build().expect("address space for a benchmark");
    let mut once = || {
        let mut full = None;
        arena.scope(|frame| {
            for _ in 0..bytes / PIECE.len() {
                black_box(frame.alloc(PIECE));
            }
            full = Some(Instant::now());
        });
        full.expect("the closure ran").elapsed()
    };
    [once(), once()]
}

fn reset_bumpalo(bytes: usize) -> [Duration; 2] {
    let mut bump = bumpalo::Bump::new();
    let mut once = || {
        for _ in 0..bytes / PIECE.len() {
            black_box(bump.alloc(PIECE));
        }
        let full = Instant::now();
        bump.reset();
        full.elapsed()
    };
    [once(), once()]
}

fn reset_bump_scope(bytes: usize) -> [Duration; 2] {
    let mut bump: bump_scope::Bump = bump_scope::Bump::new();
    let mut once = || {
        for _ in 0..bytes / PIECE.len() {
            black_box(bump.alloc(PIECE));
        }
        let full = Instant::now();
        bump.reset();
        full.elapsed()
    };
    [once(), once()]
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
