//! A headless game editor: the example program of the `arena` crate.
//!
//! It loads a model, places thousands of instances of it in three scenes one
//! after the other, draws every frame in software, and writes the last one as a
//! picture. After the first frame of a scene it allocates nothing on the heap.
//!
//! The three lifetimes are those of [`memory`]:
//!
//! ```text
//! scope!(perm in memory.perm)            renderer, font, statistics, text of the model
//!   for each setting
//!     scope!(scene in memory.scene)      model, meshes, lights; stores of what comes and goes
//!       for each frame
//!         scope!(frame in memory.frame)  poses, draw lists, panel
//!           for each draw call
//!             scope!(scratch in frame)   transformed vertices
//! ```
//!
//! Each of these scopes frees what was placed in it at once when its block ends.
//! To read the program, begin at [`editor::run`], then see how a frame is built
//! in [`draw`], and how a scene is loaded in [`scene`] and [`obj`].

#![expect(
    clippy::cast_possible_truncation,
    reason = "a renderer makes samples of coordinates and bytes of colours wherever it draws"
)]

mod args;
mod backdrop;
mod bench;
mod camera;
mod canvas;
mod cast;
#[expect(unsafe_code, reason = "a global allocator is an unsafe trait; this one only counts")]
mod count;
mod draw;
mod editor;
mod failure;
mod font;
mod math;
mod memory;
mod mesh;
mod obj;
mod outcome;
mod overlay;
mod panel;
mod picture;
mod polygon;
mod progress;
mod raster;
mod renderer;
mod replay;
mod scan;
mod scene;
mod setting;
mod shade;
mod simplify;
mod source;
mod stats;

use std::io::{Write, stdout};
use std::process::ExitCode;

use crate::args::{HELP, Options, Task};
use crate::failure::Failure;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(failure.status())
        }
    }
}

fn run() -> Result<(), Failure> {
    let options = Options::parse(std::env::args_os().skip(1))?;
    let mut out = stdout().lock();
    match options.task {
        Task::Draw => editor::run(&options, &mut out),
        Task::Bench => bench::run(&mut out),
        Task::Help => {
            // Nobody is left to tell if the output cannot be written.
            let _ = out.write_all(HELP.as_bytes());
            Ok(())
        }
    }
}
