//! `--bench`: what the frame arena itself costs, without a program around it.

use std::hint::black_box;
use std::io::{self, Write};
use std::mem::MaybeUninit;
use std::time::{Duration, Instant};

use arena::Bytes;
use arena::prelude::*;

use crate::failure::Failure;

/// Draw calls in a frame.
const CALLS: usize = 10_000;
/// Frames, each of which gives one time. Those before them only warm the arena.
const FRAMES: usize = 401;
const WARM_UP: usize = 20;

/// The arena whose reset is measured.
const LARGE: usize = 512 * MIB;
const RESETS: usize = 9;

/// Measures everything and prints it.
pub fn run(out: &mut impl Write) -> Result<(), Failure> {
    let mut frame = Arena::reserve("frame", 64 * MIB)?;
    let lines = [
        calls::<2>(&mut frame)?,
        calls::<4>(&mut frame)?,
        calls::<6>(&mut frame)?,
        calls::<8>(&mut frame)?,
        calls::<16>(&mut frame)?,
    ];
    let resets = resets()?;
    // Nobody is left to tell if the output cannot be written.
    let _ = print(out, &lines, &resets);
    Ok(())
}

/// Medians for 10,000 draw calls of one size.
struct Line {
    size: usize,
    allocate: Duration,
    allocate_and_write: Duration,
}

/// Measures draw calls of `WORDS` times eight bytes.
fn calls<const WORDS: usize>(arena: &mut FrameArena) -> Result<Line, Failure> {
    let allocate = median_frame(arena, |frame| {
        for _ in 0..CALLS {
            // What is not initialised is not written either: this is the room alone.
            black_box(frame.try_alloc(MaybeUninit::<[u64; WORDS]>::uninit())?);
        }
        Ok(())
    })?;
    let allocate_and_write = median_frame(arena, |frame| {
        for number in 0..CALLS as u64 {
            black_box(frame.try_alloc([number; WORDS])?);
        }
        Ok(())
    })?;
    Ok(Line { size: WORDS * 8, allocate, allocate_and_write })
}

/// The median time that `build` takes in a fresh frame of a warm arena.
fn median_frame(
    arena: &mut FrameArena,
    build: impl Fn(&Frame<'_>) -> Result<(), AllocError>,
) -> Result<Duration, Failure> {
    let mut times = Vec::with_capacity(FRAMES);
    for _ in 0..WARM_UP + FRAMES {
        scope!(frame in arena);
        let start = Instant::now();
        build(frame)?;
        times.push(start.elapsed());
    }
    Ok(median(&mut times[WARM_UP..]))
}

/// How long it takes to end a scope that has filled its arena, and to open the next one.
struct Resets {
    filled: usize,
    median: Duration,
    slowest: Duration,
}

fn resets() -> Result<Resets, Failure> {
    let mut arena: FrameArena = Arena::reserve("large", LARGE)?;
    let mut times = Vec::with_capacity(RESETS);
    let mut filled = 0;
    for _ in 0..RESETS {
        let ending = {
            scope!(frame in arena);
            filled = fill(frame);
            Instant::now()
        };
        scope!(next in arena);
        times.push(ending.elapsed());
        black_box(next.alloc(0_u64));
    }
    Ok(Resets { filled, median: median(&mut times), slowest: times.into_iter().max().unwrap_or_default() })
}

/// Writes to every byte of an arena until nothing more fits in, and says how many there are.
fn fill(frame: &Frame<'_>) -> usize {
    let block = [1_u8; 64 * KIB];
    for length in [block.len(), KIB, 8] {
        while let Ok(bytes) = frame.try_alloc_slice_copy(&block[..length]) {
            black_box(bytes);
        }
    }
    frame.stats().used
}

fn median(times: &mut [Duration]) -> Duration {
    let middle = times.len() / 2;
    *times.select_nth_unstable(middle).1
}

fn print(out: &mut impl Write, lines: &[Line], resets: &Resets) -> io::Result<()> {
    writeln!(out, "{CALLS} draw calls in a warm frame arena, median of {FRAMES} frames")?;
    writeln!(out, "    size     allocate   allocate and write")?;
    for line in lines {
        let [allocate, write] = [line.allocate, line.allocate_and_write].map(|time| time.as_secs_f64() * 1e6);
        writeln!(out, "{:>6} B {allocate:>9.2} us {write:>17.2} us", line.size)?;
    }
    let Resets { filled, median, slowest } = resets;
    writeln!(out)?;
    writeln!(out, "reset of an arena filled with {} ({filled} bytes written)", Bytes::new(*filled))?;
    writeln!(out, "    median of {RESETS}: {:.6} ms", median.as_secs_f64() * 1e3)?;
    writeln!(out, "    slowest:     {:.6} ms", slowest.as_secs_f64() * 1e3)
}
