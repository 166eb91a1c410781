//! Records what one frame of a real program asks of the allocator, in the order in which it asks.
//!
//!     cargo run --release -- ../traces
//!
//! writes `egui.trace` (the demo of egui: its windows, and their tessellation) and `ratatui.trace` (a list and
//! a table on a terminal of 120 by 40). A frame is recorded after twenty others, when caches are filled. What is
//! freed that was there before the frame belongs to somebody else and is left out.
//!
//! A trace is a sequence of numbers, seven bits to a byte, the lowest first, with the eighth bit set in all but the
//! last. Each request begins with one whose lowest two bits say what it is:
//!
//! | bits | request | the rest of the number | then |
//! |---|---|---|---|
//! | 0 | allocate | size | the logarithm of the alignment |
//! | 1 | grow or shrink | how many allocations ago it was made | its new size |
//! | 2 | free | how many allocations ago it was made | |

mod frames;
mod recorder;

use std::path::Path;
use std::process::ExitCode;

use recorder::{Recorder, record};

#[global_allocator]
static RECORDER: Recorder = Recorder;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: arena-recorder FOLDER");
        return ExitCode::from(2);
    };
    let traces = [("egui.trace", record(frames::egui())), ("ratatui.trace", record(frames::ratatui()))];
    for (name, trace) in traces {
        println!("{name}: {trace}");
        if let Err(error) = std::fs::write(Path::new(&folder).join(name), &trace.bytes) {
            eprintln!("arena-recorder: {name}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
