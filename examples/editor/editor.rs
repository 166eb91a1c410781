//! The program itself: three lifetimes, one inside the other.

use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use arena::prelude::*;

use crate::args::Options;
use crate::camera::View;
use crate::cast::Cast;
use crate::count::heap_allocations;
use crate::draw;
use crate::failure::Failure;
use crate::font::Font;
use crate::memory::EditorMemory;
use crate::outcome::Outcome;
use crate::overlay::{self, Figures};
use crate::panel;
use crate::picture;
use crate::progress::Progress;
use crate::renderer::{Renderer, SAMPLES};
use crate::replay::{Lists, Replay, replay};
use crate::scene::World;
use crate::setting::Setting;
use crate::source::Source;
use crate::stats::{Cost, History};

/// Seconds from one frame to the next. It does not depend on how long a frame
/// takes, so that the same arguments give the same pictures.
const TIME_STEP: f32 = 1.0 / 60.0;

/// The file of the last frame; those of the other scenes are numbered.
const LAST_FRAME: &str = "last-frame.png";

/// Draws all scenes, writes their pictures, and prints the outcome.
pub fn run(options: &Options, out: &mut impl Write) -> Result<(), Failure> {
    let mut memory = EditorMemory::reserve(options)?;
    let ledger = memory.ledger();

    scope!(perm in memory.perm);
    let source = Source::open(perm, options.scene.as_deref())?;
    let mut editor = Editor::start(perm, options, &ledger)?;

    for (number, setting) in (0..).zip(Setting::ALL) {
        let frames = editor.share(number);
        if frames == 0 {
            continue;
        }
        scope!(scene in memory.scene); // The last scene is gone, in O(1).
        let world = {
            scope!(load in memory.frame); // No frame is drawn while a scene loads.
            World::load(scene, load, source, setting)?
        };
        let mut cast = Cast::enter(scene, setting, options.instances)?;
        editor.enter_scene(frames);
        for _ in 0..frames {
            scope!(frame in memory.frame); // The last frame is gone, in O(1).
            editor.draw_frame(frame, world, &mut cast)?;
        }
        editor.leave_scene();
        let more = editor.drawn < options.frames;
        let name = if more { format!("scene-{}.png", number + 1) } else { LAST_FRAME.to_owned() };
        picture::write(&options.out.join(name), editor.renderer.picture())?;
    }

    let last = options.out.join(LAST_FRAME);
    editor.progress.clear();
    // Nobody is left to tell if the output cannot be written.
    let _ = editor.outcome(source.name, &last).print(out);
    Ok(())
}

/// What lives as long as the program, and where it stands.
struct Editor<'perm, 'run> {
    options: &'run Options,
    ledger: &'run Ledger,
    renderer: &'perm mut Renderer<'perm>,
    font: &'perm Font<'perm>,
    history: &'perm mut History<'perm>,
    progress: Progress,
    /// Frames drawn so far.
    drawn: u32,
    /// Of this scene: frames drawn, and frames in all.
    drawn_of_scene: u32,
    frames_of_scene: u32,
    /// When the frame before ended, if there was one in this scene.
    ended: Option<Instant>,
    heap: HeapCount,
    /// The part of the last picture that shows the model.
    covered: f32,
    replay: Replay,
}

/// Heap allocations, of which there should be none in steady state: in the
/// frames after the first of each scene.
#[derive(Default)]
struct HeapCount {
    /// The count when the frame before began.
    at_last_start: u64,
    /// The count when the steady state of this scene began.
    at_steady: u64,
    steady: u64,
    steady_frames: u64,
}

impl<'perm, 'run> Editor<'perm, 'run> {
    fn start(perm: &Perm<'perm>, options: &'run Options, ledger: &'run Ledger) -> Result<Self, AllocError> {
        Ok(Self {
            options,
            ledger,
            renderer: Renderer::start(perm)?,
            font: Font::load(perm)?,
            history: History::start(perm, options.frames)?,
            progress: Progress::new(),
            drawn: 0,
            drawn_of_scene: 0,
            frames_of_scene: 0,
            ended: None,
            heap: HeapCount::default(),
            covered: 0.0,
            replay: Replay::default(),
        })
    }

    /// The share of a scene in all frames; the first scenes get what cannot be divided.
    fn share(&self, scene: u32) -> u32 {
        let scenes = Setting::ALL.len() as u32;
        self.options.frames / scenes + u32::from(scene < self.options.frames % scenes)
    }

    fn enter_scene(&mut self, frames: u32) {
        self.drawn_of_scene = 0;
        self.frames_of_scene = frames;
        self.ended = None;
        self.heap.at_last_start = heap_allocations();
    }

    fn leave_scene(&mut self) {
        self.heap.steady += heap_allocations() - self.heap.at_steady;
        self.heap.steady_frames += u64::from(self.frames_of_scene - 1);
    }

    /// Draws one frame. Whatever it allocates is gone when `frame` is.
    fn draw_frame<'frame, 'scene: 'frame>(
        &mut self,
        frame: &mut Frame<'frame>,
        world: &World<'scene>,
        cast: &mut Cast<'scene>,
    ) -> Result<(), AllocError> {
        let start = Instant::now();
        let reset = self.ended.map(|ended| start - ended);
        let heap = heap_allocations();

        let view = self.view(world);
        let time = self.drawn_of_scene as f32 * TIME_STEP;
        cast.advance(time);
        let posed = cast.pose(frame, time)?;
        let visible = draw::cull(frame, &view, world, posed)?;
        let calls = draw::draw_list(frame, &view, world, posed, visible)?;
        let shadows = draw::shadow_list(frame, &view, world, posed)?;
        let spots = draw::spot_list(frame, &view, world, &cast.loose)?;
        let lists_built = start.elapsed();

        let triangles = self.renderer.draw(frame, &view, world, calls, shadows, spots)?;
        let covered = self.renderer.resolve(&view, world);

        let panel_start = Instant::now();
        let figures = Figures {
            setting: world.setting.name,
            model: world.mesh.name,
            number: self.drawn + 1,
            frames: self.options.frames,
            instances: posed.len(),
            loose: cast.loose.len(),
            calls: calls.len(),
            shadows: shadows.len(),
            triangles,
            covered,
            heap_allocations: heap - self.heap.at_last_start,
            frame_times: &self.history.frame,
            frozen: self.options.frozen_clock,
            ledger: self.ledger,
        };
        let shapes = overlay::describe(frame, &figures)?;
        let build = lists_built + panel_start.elapsed();
        panel::paint(shapes, &mut self.renderer.canvas(), self.font);

        self.progress.show(frame, self.drawn + 1, self.options.frames, world.setting.name)?;
        if self.options.leak_one_box && self.drawn == 1 {
            black_box(Box::leak(Box::new(self.drawn)));
        }
        self.history.record(&Cost { frame: start.elapsed(), build, reset });
        if self.drawn + 1 == self.options.frames {
            self.replay = replay(frame, &Lists { posed, visible, calls, shadows, spots, shapes })?;
        }
        self.covered = covered;
        self.heap.at_last_start = heap;
        if self.drawn_of_scene == 0 {
            self.heap.at_steady = heap_allocations();
        }
        self.drawn += 1;
        self.drawn_of_scene += 1;
        self.ended = Some(Instant::now());
        Ok(())
    }

    fn outcome<'a>(&'a mut self, model: &'a str, last_frame: &'a Path) -> Outcome<'a> {
        Outcome {
            model,
            last_frame,
            frames: self.options.frames,
            instances: self.options.instances,
            covered: self.covered,
            frame: self.history.frame.summary(),
            build: self.history.build.summary(),
            reset: self.history.reset.summary(),
            heap_allocations: self.heap.steady,
            steady_frames: self.heap.steady_frames,
            replay: self.replay,
            ledger: self.ledger,
        }
    }

    /// The camera of this frame. It arrives in the last frame of the scene.
    fn view(&self, world: &World<'_>) -> View {
        let last = self.frames_of_scene - 1;
        let part = if last == 0 { 1.0 } else { self.drawn_of_scene as f32 / last as f32 };
        let (eye, target, half_width) = world.setting.camera(self.options.instances, part);
        View::new(eye, target, half_width, SAMPLES)
    }
}
