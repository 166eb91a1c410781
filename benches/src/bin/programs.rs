//! Whole programs: what a frame takes, asks of the allocator, and keeps. Each is a process of its own, whose
//! global allocator is mimalloc, with a count of the calls. `cargo run --release --example peers -- --programs`
//! starts this with the settings it needs.
//!
//! * `--rotations N` runs each process N times instead of 7, in random order; times are medians.

#![expect(unsafe_code, reason = "an allocator that counts")]

use std::alloc::{GlobalAlloc, Layout};
use std::collections::BTreeMap;
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use arena::{Bytes, FrameArena};
use arena_benches::Run;
use arena_benches::clock::Moment;
use arena_benches::editor::{Kept, Scene, Temporaries};
use arena_benches::replay::{self, Replay, Trace};
use arena_benches::rivals::Shuffle;
use arena_benches::stores::{Dense, Hecs, Library, Particles, Pool, SlotMap, Thunderdome};

/// Frames that are timed, and those before to warm up.
const FRAMES: (u32, u32) = (600, 100);
/// Particles, and frames of them.
const PARTICLES: Particles = Particles { count: 1_000_000, frames: 20 };

/// mimalloc, with a count of the calls.
struct Counting;

#[global_allocator]
static HEAP: Counting = Counting;

static CALLS: AtomicUsize = AtomicUsize::new(0);

fn count() {
    CALLS.store(CALLS.load(Relaxed) + 1, Relaxed);
}

// SAFETY: hands on to mimalloc, all of whose memory is aligned as asked. One thread asks.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: a C function for any size and alignment.
        unsafe { libmimalloc_sys::mi_malloc_aligned(layout.size(), layout.align()).cast() }
    }

    unsafe fn dealloc(&self, place: *mut u8, _: Layout) {
        // SAFETY: mimalloc gave it, and the caller does not use it any more.
        unsafe { libmimalloc_sys::mi_free(place.cast()) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: as for `dealloc`.
        unsafe { libmimalloc_sys::mi_realloc_aligned(place.cast(), size, layout.align()).cast() }
    }
}

/// What a process says of itself.
#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    /// Of a frame, the median.
    time: Duration,
    /// Of a frame, the 99th of 100.
    late: Duration,
    /// Calls to the global allocator per frame.
    calls: f64,
    /// Bytes that are needed, per frame.
    bytes: usize,
    /// In so many pieces.
    pieces: usize,
    /// Bytes that were taken, per frame.
    taken: usize,
    /// Bytes that are held.
    held: usize,
    /// Bytes in memory at most, less those before the first frame.
    resident: usize,
    /// Whether all did the same.
    sum: u64,
}

/// A field of `/proc/self/status`, in bytes; 0 where there is no such thing.
fn status(field: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).map_or(0, |kib| kib << 10)
}

fn editor<T: Temporaries>() -> Figures {
    let scene = Scene::default();
    let mut times = Vec::with_capacity(FRAMES.0 as usize);
    let before = status("VmRSS:");
    let mut temporaries = T::new();
    let mut figures = Figures::default();
    let mut calls = 0;
    for time in 0..FRAMES.0 + FRAMES.1 {
        if time == FRAMES.1 {
            calls = CALLS.load(Relaxed);
        }
        let start = Moment::now();
        let made = temporaries.frame(&scene, time);
        if time >= FRAMES.1 {
            times.push(start.elapsed());
        }
        figures.sum = figures.sum.wrapping_add(made.sum);
        if made.bytes > figures.bytes {
            (figures.bytes, figures.taken, figures.pieces) = (made.bytes, made.taken, made.pieces);
        }
    }
    figures.calls = (CALLS.load(Relaxed) - calls) as f64 / f64::from(FRAMES.0);
    figures.held = temporaries.held();
    figures.resident = status("VmHWM:").saturating_sub(before);
    times.sort_unstable();
    (figures.time, figures.late) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    figures
}

fn particles<L: Library>() -> Figures {
    let before = status("VmRSS:");
    // A tenth more than there are at a time.
    let time = L::with::<[u64; 4], _>(PARTICLES.count * 11 / 10, PARTICLES);
    let resident = status("VmHWM:").saturating_sub(before);
    let bytes = PARTICLES.count * size_of::<[u64; 4]>();
    Figures { time, resident, bytes, pieces: PARTICLES.count, ..Figures::default() }
}

fn replayed(trace: &Trace, run: Run) -> Figures {
    let before = status("VmRSS:");
    let time = run(FRAMES.0 as usize) / FRAMES.0;
    let resident = status("VmHWM:").saturating_sub(before);
    Figures { time, resident, bytes: trace.peak, pieces: trace.allocations, ..Figures::default() }
}

/// What a program is run on, by name.
type On = (&'static str, Box<dyn Fn() -> Figures>);

/// Programs, and on what they are run. Those of this library come first.
fn programs() -> Vec<(&'static str, Vec<On>)> {
    fn on(name: &'static str, run: fn() -> Figures) -> On {
        (name, Box::new(run))
    }
    fn replay(Replay { trace, runs }: Replay) -> Vec<On> {
        runs.into_iter().map(|(name, run)| -> On { (name, Box::new(move || replayed(trace, run))) }).collect()
    }
    vec![
        (
            "a frame of an editor",
            vec![
                on("arena", editor::<FrameArena>),
                on("Vec, kept", editor::<Kept>),
                on("bumpalo", editor::<bumpalo::Bump>),
                on("bump-scope", editor::<bump_scope::Bump>),
            ],
        ),
        (
            "a frame of a million particles",
            vec![
                on("arena Pool", particles::<Pool>),
                on("arena Soa", particles::<Dense>),
                on("SlotMap", particles::<SlotMap>),
                on("thunderdome", particles::<Thunderdome>),
                on("hecs", particles::<Hecs>),
            ],
        ),
        ("a frame of egui, replayed", replay(replay::egui())),
        ("a frame of ratatui, replayed", replay(replay::ratatui())),
    ]
}

impl Figures {
    /// As a line for the process that asked.
    fn write(&self) {
        let Self { time, late, calls, bytes, pieces, taken, held, resident, sum } = *self;
        println!("{} {} {calls} {bytes} {pieces} {taken} {held} {resident} {sum}", time.as_nanos(), late.as_nanos());
    }

    fn read(line: &str) -> Option<Self> {
        let mut fields = line.split_whitespace();
        let mut next = || fields.next();
        let nanos = |field: Option<&str>| field?.parse().ok().map(Duration::from_nanos);
        Some(Self {
            time: nanos(next())?,
            late: nanos(next())?,
            calls: next()?.parse().ok()?,
            bytes: next()?.parse().ok()?,
            pieces: next()?.parse().ok()?,
            taken: next()?.parse().ok()?,
            held: next()?.parse().ok()?,
            resident: next()?.parse().ok()?,
            sum: next()?.parse().ok()?,
        })
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => table(7),
        ["--rotations", number] => match number.parse() {
            Ok(rotations @ 1..) => table(rotations),
            _ => usage(),
        },
        // For itself: one process.
        ["--run", program, memory] => {
            let mut all = programs().into_iter().filter(|(name, _)| *name == program).flat_map(|(_, all)| all);
            match all.find(|(name, _)| *name == memory) {
                Some((_, run)) => {
                    run().write();
                    ExitCode::SUCCESS
                }
                None => usage(),
            }
        }
        _ => usage(),
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: programs [--rotations N]");
    ExitCode::from(2)
}

/// Runs one as a process of its own.
fn run(program: &str, memory: &str) -> Option<Figures> {
    let output = Command::new(std::env::current_exe().ok()?).args(["--run", program, memory]).output().ok()?;
    Figures::read(&String::from_utf8_lossy(&output.stdout))
}

fn median(mut durations: Vec<Duration>) -> Duration {
    durations.sort_unstable();
    durations[durations.len() / 2]
}

fn table(rotations: usize) -> ExitCode {
    println!("| program | µs a frame | 99th of 100 | time by ours | heap calls | needed | beyond | held | resident |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (program, memories) in programs() {
        let mut runs: BTreeMap<&str, Vec<Figures>> = BTreeMap::new();
        let mut order: Vec<&str> = memories.iter().map(|(name, _)| *name).collect();
        let mut random = Shuffle::default();
        for _ in 0..rotations {
            random.shuffle(&mut order);
            for &memory in &order {
                let Some(figures) = run(program, memory) else {
                    eprintln!("programs: {program} with {memory} did not run");
                    return ExitCode::FAILURE;
                };
                runs.entry(memory).or_default().push(figures);
            }
        }
        let time = |memory: &str| median(runs[memory].iter().map(|figures| figures.time).collect());
        let ours = time(memories[0].0);
        let sum = runs[memories[0].0][0].sum;
        for &(memory, _) in &memories {
            let all = &runs[memory];
            let figures = all[0];
            if figures.sum != sum {
                eprintln!("programs: {program} with {memory} made something else");
                return ExitCode::FAILURE;
            }
            let late = median(all.iter().map(|figures| figures.late).collect());
            let micros = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1e6);
            let dash = |shown: bool, text: String| if shown { text } else { "–".to_owned() };
            println!(
                "| {program}: {memory} | {} | {} | {:.2} | {} | {} | {} | {} | {} |",
                micros(time(memory)),
                dash(!late.is_zero(), micros(late)),
                time(memory).as_secs_f64() / ours.as_secs_f64(),
                dash(figures.taken > 0, format!("{:.1}", figures.calls)),
                Bytes::new(figures.bytes),
                dash(
                    figures.taken > 0,
                    format!(
                        "{:.1} B a piece",
                        figures.taken.saturating_sub(figures.bytes) as f64 / figures.pieces as f64
                    )
                ),
                dash(figures.held > 0, Bytes::new(figures.held).to_string()),
                Bytes::new(figures.resident),
            );
        }
    }
    ExitCode::SUCCESS
}
