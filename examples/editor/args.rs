//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use arena::prelude::*;

use crate::failure::Failure;

pub const HELP: &str = "\
A headless game editor on three arenas: it loads a model into the scene arena,
animates thousands of instances of it, draws them in software, and allocates
nothing on the heap while it does so.

Usage: editor [OPTIONS]

  --scene FILE.obj     the Wavefront OBJ to show  [default: a balloon of our own]
  --instances N        how many of it to place in each scene  [default: 2000]
  --frames N           how many frames to draw, over all scenes  [default: 120]
  --out DIR            where the pictures go  [default: target/editor]
  --perm-memory MiB    room that the program keeps until it ends  [default: 512]
  --scene-memory MiB   room for one scene  [default: 256]
  --frame-memory MiB   room for one frame  [default: 512]
  --frozen-clock       show every duration as zero, so that the pictures depend
                       on nothing but the arguments
  --bench              measure the frame arena, instead of drawing
  --help               show this text

Exit status: 0 when all went well, 1 when a picture cannot be written, 2 when an
argument, the model, or a size does not fit.
";

/// What the program was asked to do.
#[derive(Debug)]
pub struct Options {
    pub scene: Option<PathBuf>,
    pub instances: u32,
    pub frames: u32,
    pub out: PathBuf,
    pub perm_memory: usize,
    pub scene_memory: usize,
    pub frame_memory: usize,
    pub frozen_clock: bool,
    /// Puts one `Box` into one frame, so that a test can see it counted. Not in the help.
    pub leak_one_box: bool,
    pub task: Task,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    Draw,
    Bench,
    Help,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            scene: None,
            instances: 2_000,
            frames: 120,
            out: PathBuf::from("target/editor"),
            perm_memory: 512 * MIB,
            scene_memory: 256 * MIB,
            frame_memory: 512 * MIB,
            frozen_clock: false,
            leak_one_box: false,
            task: Task::Draw,
        }
    }
}

impl Options {
    /// Reads the arguments that follow the name of the program, as
    /// `--name value` or `--name=value`.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, Failure> {
        let mut options = Self::default();
        let mut seen: Vec<String> = Vec::new();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let (name, attached) = split(&argument)?;
            if seen.contains(&name) {
                return Err(Failure::input(format!("{name} is given twice")));
            }
            let mut value = || {
                let value = attached.clone().or_else(|| arguments.next());
                let value = value.filter(|value| !value.is_empty());
                value.ok_or_else(|| Failure::input(format!("{name} needs a value; see --help")))
            };
            match name.as_str() {
                "--scene" => options.scene = Some(value()?.into()),
                "--instances" => options.instances = positive(&name, value()?)?,
                "--frames" => options.frames = positive(&name, value()?)?,
                "--out" => options.out = value()?.into(),
                "--perm-memory" => options.perm_memory = mebibytes(&name, value()?)?,
                "--scene-memory" => options.scene_memory = mebibytes(&name, value()?)?,
                "--frame-memory" => options.frame_memory = mebibytes(&name, value()?)?,
                flag => {
                    match flag {
                        "--frozen-clock" => options.frozen_clock = true,
                        "--leak-one-box" => options.leak_one_box = true,
                        "--bench" => options.task = Task::Bench,
                        "--help" | "-h" => options.task = Task::Help,
                        _ => {
                            return Err(Failure::input(format!("{name} is not an option; see --help")));
                        }
                    }
                    if attached.is_some() {
                        return Err(Failure::input(format!("{name} takes no value; see --help")));
                    }
                }
            }
            if options.task == Task::Help {
                return Ok(options);
            }
            seen.push(name);
        }
        Ok(options)
    }
}

/// Takes `--name=value` apart. Only a path may be other than Unicode, and it
/// may be so in both forms.
fn split(argument: &OsString) -> Result<(String, Option<OsString>), Failure> {
    let bytes = argument.as_encoded_bytes();
    let shown = || argument.to_string_lossy().escape_debug().to_string();
    if !bytes.starts_with(b"-") {
        return Err(Failure::input(format!("`{}` is not an option; see --help", shown())));
    }
    match argument.to_str() {
        Some(text) => Ok(match text.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.into())),
            None => (text.to_owned(), None),
        }),
        None => {
            Err(Failure::input(format!("`{}` is not Unicode; give such a path as an argument of its own", shown())))
        }
    }
}

/// A whole number from one up.
fn positive(name: &str, value: OsString) -> Result<u32, Failure> {
    let number = value.to_str().and_then(|text| text.parse().ok()).filter(|&number| number > 0);
    number.ok_or_else(|| {
        let value = value.to_string_lossy().escape_debug().to_string();
        Failure::input(format!("{name} needs a whole number from 1 to {}, not `{value}`", u32::MAX))
    })
}

/// A number of mebibytes, as bytes.
fn mebibytes(name: &str, value: OsString) -> Result<usize, Failure> {
    let number = positive(name, value)?;
    let bytes = usize::try_from(number).ok().and_then(|number| number.checked_mul(MIB));
    bytes
        .filter(|&bytes| isize::try_from(bytes).is_ok())
        .ok_or_else(|| Failure::input(format!("{name} {number} is more than this machine can address")))
}
