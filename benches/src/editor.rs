//! A frame of an editor with ten thousand instances, on four ways to have its temporaries.
//!
//! Cull, sort by depth, make draws and batches of them, label the nearest, make quads of their letters: the
//! work is written once, and asks whoever runs it to keep what it makes. What differs is where that is: in an
//! arena of this library, of bumpalo, of bump-scope, or in vectors that are cleared and kept.

use core::fmt;
use core::hint::black_box;

use arena::{Arena, FrameArena, MIB, lifetime};
use bump_scope::BumpVec;

/// Instances in the scene.
const INSTANCES: u32 = 10_000;
/// Instances with a label.
const LABELS: usize = 300;

/// What there is in every frame.
#[derive(Debug)]
pub struct Scene {
    instances: Vec<Instance>,
}

#[derive(Debug, Clone, Copy)]
struct Instance {
    position: [f32; 3],
    mesh: u16,
    material: u16,
}

/// An instance before the camera.
#[derive(Debug, Clone, Copy)]
struct Visible {
    depth: f32,
    instance: u32,
}

/// What the renderer is told.
#[derive(Debug, Clone, Copy)]
struct Draw {
    transform: [f32; 12],
    mesh: u16,
    material: u16,
    instance: u32,
}

/// Draws that follow each other with the same material.
#[derive(Debug, Clone, Copy)]
struct Batch {
    material: u16,
    first: u32,
    count: u32,
}

/// A letter on the screen.
#[derive(Debug, Clone, Copy)]
struct Quad {
    at: [f32; 2],
    size: [f32; 2],
    glyph: u32,
}

/// The text beside an instance.
struct Label<'a>(&'a Scene, Visible);

impl fmt::Display for Label<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Visible { depth, instance } = self.1;
        let Instance { mesh, material, .. } = self.0.instances[instance as usize];
        write!(f, "instance {instance}: mesh {mesh}, material {material}, {depth:.1} m")
    }
}

impl Default for Scene {
    fn default() -> Self {
        let mut state = 1_u64;
        let mut random = |end: u16| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            u16::try_from((state >> 33) % u64::from(end)).unwrap_or(0)
        };
        let mut instance = |_| Instance {
            position: [random(1000), random(100), random(1000)].map(|coordinate| f32::from(coordinate) - 500.0),
            mesh: random(40),
            material: random(25),
        };
        Self { instances: (0..INSTANCES).map(&mut instance).collect() }
    }
}

impl Scene {
    /// Calls `each` with what a camera sees that turns with time: two fifths of it all, more or less.
    #[inline(always)]
    fn cull(&self, time: u32, mut each: impl FnMut(Visible)) {
        let (sine, cosine) = (0..time).fold((0.0_f32, 1.0_f32), |(sine, cosine), _| {
            // A hundredth of a radian further.
            (sine * 0.999_95 + cosine * 0.01, cosine * 0.999_95 - sine * 0.01)
        });
        for (instance, &Instance { position: [x, _, z], .. }) in (0..).zip(&self.instances) {
            let depth = x * sine + z * cosine;
            if depth > 60.0 {
                each(Visible { depth, instance });
            }
        }
    }

    #[inline(always)]
    fn draw(&self, visible: Visible) -> Draw {
        let Instance { position: [x, y, z], mesh, material } = self.instances[visible.instance as usize];
        let transform = [1.0, 0.0, 0.0, x, 0.0, 1.0, 0.0, y, 0.0, 0.0, 1.0, z];
        Draw { transform, mesh, material, instance: visible.instance }
    }
}

fn sort(visible: &mut [Visible]) {
    visible.sort_unstable_by(|one, other| one.depth.total_cmp(&other.depth));
}

/// Calls `each` with every run of draws of one material.
#[inline(always)]
fn batches(draws: &[Draw], mut each: impl FnMut(Batch)) {
    let mut first = 0;
    for run in draws.chunk_by(|one, other| one.material == other.material) {
        let count = u32::try_from(run.len()).unwrap_or(u32::MAX);
        each(Batch { material: run[0].material, first, count });
        first += count;
    }
}

/// Calls `each` with the quad of every letter.
#[inline(always)]
fn quads(line: usize, text: &str, mut each: impl FnMut(Quad)) {
    for (column, letter) in text.bytes().enumerate() {
        each(Quad { at: [column as f32 * 8.0, line as f32 * 16.0], size: [8.0, 16.0], glyph: letter.into() });
    }
}

/// What a frame made, so that all can be seen to make the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Made {
    /// A sum over all of it.
    pub sum: u64,
    /// Bytes that it takes without anything around it.
    pub bytes: usize,
    /// In how many pieces.
    pub pieces: usize,
    /// Bytes that were taken for it.
    pub taken: usize,
}

fn made(visible: &[Visible], draws: &[Draw], batches: &[Batch], text: usize, quads: &[Quad], taken: usize) -> Made {
    let sum = draws.iter().map(|draw| u64::from(draw.instance) + u64::from(draw.mesh)).sum::<u64>()
        + batches.iter().map(|batch| u64::from(batch.first ^ batch.count) + u64::from(batch.material)).sum::<u64>()
        + quads
            .iter()
            .map(|quad| u64::from(quad.glyph) + u64::from((quad.at[0] + quad.size[1]).to_bits()))
            .sum::<u64>();
    black_box((draws.first().map(|draw| draw.transform), quads.first().map(|quad| quad.at)));
    let bytes = size_of_val(visible) + size_of_val(draws) + size_of_val(batches) + text + size_of_val(quads);
    Made { sum, bytes, pieces: 4 + LABELS, taken }
}

/// Somewhere to have temporaries.
pub trait Temporaries {
    /// One that has what a program would give it at its start.
    fn new() -> Self;
    /// Makes a frame, and frees it.
    fn frame(&mut self, scene: &Scene, time: u32) -> Made;
    /// Bytes that are held for the next frame.
    fn held(&self) -> usize;
}

impl Temporaries for FrameArena {
    fn new() -> Self {
        Arena::<lifetime::Frame>::reserve("frame", 64 * MIB).expect("address space")
    }

    #[inline(never)]
    fn frame(&mut self, scene: &Scene, time: u32) -> Made {
        self.scope(|frame| {
            let mut visible = frame.vec();
            scene.cull(time, |instance| visible.push(instance));
            let visible = visible.into_slice();
            sort(visible);
            let draws = frame.alloc_iter(visible.iter().map(|instance| scene.draw(*instance)));
            let mut runs = frame.vec();
            batches(draws, |batch| runs.push(batch));
            let runs = runs.into_slice();
            let nearest = visible.iter().take(LABELS);
            let labels = frame
                .alloc_iter(nearest.map(|instance| &*frame.alloc_fmt(format_args!("{}", Label(scene, *instance)))));
            let mut letters = frame.vec();
            for (line, label) in labels.iter().enumerate() {
                quads(line, label, |quad| letters.push(quad));
            }
            made(visible, draws, runs, labels.iter().map(|label| label.len()).sum(), &letters, frame.stats().used)
        })
    }

    fn held(&self) -> usize {
        self.stats().committed
    }
}

impl Temporaries for bumpalo::Bump {
    fn new() -> Self {
        Self::new()
    }

    #[inline(never)]
    fn frame(&mut self, scene: &Scene, time: u32) -> Made {
        let result = {
            let bump = &*self;
            let mut visible = bumpalo::collections::Vec::new_in(bump);
            scene.cull(time, |instance| visible.push(instance));
            let visible = visible.into_bump_slice_mut();
            sort(visible);
            let draws = bump.alloc_slice_fill_iter(visible.iter().map(|instance| scene.draw(*instance)));
            let mut runs = bumpalo::collections::Vec::new_in(bump);
            batches(draws, |batch| runs.push(batch));
            let runs = runs.into_bump_slice();
            let mut labels = bumpalo::collections::Vec::with_capacity_in(LABELS, bump);
            for instance in visible.iter().take(LABELS) {
                labels.push(bumpalo::format!(in bump, "{}", Label(scene, *instance)).into_bump_str());
            }
            let mut letters = bumpalo::collections::Vec::new_in(bump);
            for (line, label) in labels.iter().enumerate() {
                quads(line, label, |quad| letters.push(quad));
            }
            made(
                visible,
                draws,
                runs,
                labels.iter().map(|label| label.len()).sum(),
                &letters,
                bump.allocated_bytes() - bump.chunk_capacity(),
            )
        };
        self.reset();
        result
    }

    fn held(&self) -> usize {
        self.allocated_bytes()
    }
}

impl Temporaries for bump_scope::Bump {
    fn new() -> Self {
        Self::new()
    }

    #[inline(never)]
    fn frame(&mut self, scene: &Scene, time: u32) -> Made {
        let result = {
            let bump = &*self;
            let mut visible = BumpVec::new_in(bump);
            scene.cull(time, |instance| visible.push(instance));
            let visible = visible.into_slice();
            sort(visible);
            let draws = bump.alloc_iter_exact(visible.iter().map(|instance| scene.draw(*instance))).into_ref();
            let mut runs = BumpVec::new_in(bump);
            batches(draws, |batch| runs.push(batch));
            let runs = runs.into_slice();
            let nearest = visible.iter().take(LABELS);
            let labels = bump
                .alloc_iter_exact(
                    nearest.map(|instance| bump.alloc_fmt(format_args!("{}", Label(scene, *instance))).into_ref()),
                )
                .into_ref();
            let mut letters = BumpVec::new_in(bump);
            for (line, label) in labels.iter().enumerate() {
                quads(line, label, |quad| letters.push(quad));
            }
            made(visible, draws, runs, labels.iter().map(|label| label.len()).sum(), &letters, bump.stats().allocated())
        };
        self.reset_to_start();
        result
    }

    fn held(&self) -> usize {
        self.stats().capacity()
    }
}

/// Vectors that are cleared at the end of a frame, and kept.
#[derive(Debug, Default)]
pub struct Kept {
    visible: Vec<Visible>,
    draws: Vec<Draw>,
    batches: Vec<Batch>,
    /// All labels behind each other, and where each ends.
    text: String,
    ends: Vec<usize>,
    quads: Vec<Quad>,
}

impl Temporaries for Kept {
    fn new() -> Self {
        Self::default()
    }

    #[inline(never)]
    fn frame(&mut self, scene: &Scene, time: u32) -> Made {
        use fmt::Write;

        let Self { visible, draws, batches: runs, text, ends, quads: letters } = self;
        scene.cull(time, |instance| visible.push(instance));
        sort(visible);
        draws.extend(visible.iter().map(|instance| scene.draw(*instance)));
        batches(draws, |batch| runs.push(batch));
        for instance in visible.iter().take(LABELS) {
            write!(text, "{}", Label(scene, *instance)).expect("a string takes everything");
            ends.push(text.len());
        }
        let mut start = 0;
        for (line, &end) in ends.iter().enumerate() {
            quads(line, &text[start..end], |quad| letters.push(quad));
            start = end;
        }
        let mut result = made(visible, draws, runs, text.len(), letters, 0);
        visible.clear();
        draws.clear();
        runs.clear();
        text.clear();
        ends.clear();
        letters.clear();
        result.taken = self.held();
        result
    }

    fn held(&self) -> usize {
        fn bytes<T>(vec: &Vec<T>) -> usize {
            vec.capacity() * size_of::<T>()
        }
        let lists = bytes(&self.visible) + bytes(&self.draws) + bytes(&self.batches) + bytes(&self.quads);
        lists + self.text.capacity() + bytes(&self.ends)
    }
}
