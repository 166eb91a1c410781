//! The renderer: four samples for every pixel, kept in permanent memory.

use arena::prelude::*;

use crate::backdrop::Backdrop;
use crate::camera::{Projection, View};
use crate::canvas::Canvas;
use crate::draw::{DrawCall, ShadowCall, Spot};
use crate::memory::Subsystem;
use crate::raster::{COVERED, Corner, SHADOWED, Target};
use crate::scene::World;
use crate::shade::Shader;

/// Size of the picture in pixels.
pub const WIDTH: usize = 960;
pub const HEIGHT: usize = 540;
/// Samples along each side of a pixel.
const FINE: usize = 2;
/// Size of the picture in samples.
pub const SAMPLES: (usize, usize) = (WIDTH * FINE, HEIGHT * FINE);

/// What the renderer keeps from frame to frame.
#[derive(Arena, Debug)]
#[arena(tag = Subsystem::Renderer, lifetime = perm)]
pub struct Renderer<'perm> {
    colour: &'perm mut [u32],
    nearness: &'perm mut [f32],
    pixels: &'perm mut [[u8; 3]],
    /// The square root of each number up to 255 squared: light is averaged
    /// before the eye's response is applied, not after.
    roots: &'perm [u8],
}

/// A vertex of a shadow on the screen, or none if it lies behind the camera.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
struct ShadowCorner(Option<[f32; 2]>);

impl<'perm> Renderer<'perm> {
    pub fn start(perm: &Perm<'perm>) -> Result<&'perm mut Self, AllocError> {
        let memory = perm.tagged(Subsystem::Renderer);
        let samples = SAMPLES.0 * SAMPLES.1;
        let renderer = Self {
            colour: memory.try_alloc_slice_fill_with(samples, |_| 0)?,
            nearness: memory.try_alloc_slice_fill_with(samples, |_| 0.0)?,
            pixels: memory.try_alloc_slice_fill_with(WIDTH * HEIGHT, |_| [0; 3])?,
            roots: memory.try_alloc_slice_fill_with(255 * 255 + 1, |square| ((square as f32).sqrt() + 0.5) as u8)?,
        };
        Ok(renderer.try_alloc_in(perm)?)
    }

    /// Draws one frame, and says how many triangles that took.
    ///
    /// Each draw call opens a scope of its own inside the frame for its
    /// transformed vertices. Ten thousand calls thus need no more memory than
    /// the largest of them.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        view: &View,
        world: &World<'_>,
        calls: &[DrawCall<'_, '_>],
        shadows: &[ShadowCall<'_, '_>],
        spots: &[Spot],
    ) -> Result<usize, AllocError> {
        let (width, height) = SAMPLES;
        let mut target = Target { width, height, colour: self.colour, nearness: self.nearness };
        target.clear();
        let mut triangles = 0;
        for call in shadows {
            scope!(scratch in frame);
            let detail = call.detail;
            let onto_ground = Projection::of_shadow(view, call.pose, world.lights[0].towards);
            let corners = detail.vertices.iter().map(|vertex| {
                let (x, y, depth) = onto_ground.point(vertex.position);
                ShadowCorner((depth > crate::camera::NEAR).then_some([x, y]))
            });
            let corners = ShadowCorner::try_alloc_slice_in(scratch, corners)?;
            for triangle in detail.triangles {
                if let [Some(a), Some(b), Some(c)] = triangle.0.map(|index| corners[index as usize].0) {
                    target.shadow([a, b, c]);
                }
            }
            triangles += detail.triangles.len();
        }
        for call in calls {
            scope!(scratch in frame);
            let detail = call.detail;
            let onto_screen = Projection::of(view, call.pose);
            let shader = Shader::new(world, call, view.eye);
            let corners = detail.vertices.iter().map(|vertex| {
                let (x, y, depth) = onto_screen.point(vertex.position);
                Corner { x, y, nearness: 1.0 / depth, colour: shader.colour(vertex) }
            });
            let corners = Corner::try_alloc_slice_in(scratch, corners)?;
            for triangle in detail.triangles {
                target.triangle(triangle.0.map(|index| &corners[index as usize]));
            }
            triangles += detail.triangles.len();
        }
        for spot in spots {
            target.spot([spot.x, spot.y], spot.radius, spot.nearness, spot.colour);
        }
        Ok(triangles)
    }

    /// Makes pixels of the samples, with the backdrop where nothing was drawn,
    /// and says which part of the picture that is not.
    pub fn resolve(&mut self, view: &View, world: &World<'_>) -> f32 {
        let backdrop = Backdrop::new(world);
        let mut all_bare = 0;
        for (y, line) in self.pixels.chunks_exact_mut(WIDTH).enumerate() {
            let rows = &self.colour[y * FINE * SAMPLES.0..][..FINE * SAMPLES.0];
            let (upper, lower) = rows.split_at(SAMPLES.0);
            let pairs = upper.chunks_exact(FINE).zip(lower.chunks_exact(FINE));
            for (x, (pixel, (upper, lower))) in line.iter_mut().zip(pairs).enumerate() {
                let samples = [upper[0], upper[1], lower[0], lower[1]];
                let mut sums = [0; 3];
                let mut bare = 0;
                let mut shadowed = 0;
                for sample in samples {
                    if sample >= COVERED {
                        let [_, channels @ ..] = sample.to_be_bytes();
                        for (sum, channel) in sums.iter_mut().zip(channels) {
                            *sum += u32::from(channel) * u32::from(channel);
                        }
                    } else {
                        bare += 1;
                        shadowed += u32::from(sample == SHADOWED);
                    }
                }
                if bare > 0 {
                    let shadow = shadowed as f32 / bare as f32;
                    let middle = |pixel: usize| ((pixel * FINE) as f32) + FINE as f32 * 0.5;
                    let behind = backdrop.colour(view, middle(x), middle(y), shadow);
                    for (sum, channel) in sums.iter_mut().zip(behind) {
                        *sum += (channel * channel) as u32 * bare;
                    }
                }
                *pixel = sums.map(|sum| self.roots[(sum / 4) as usize]);
                all_bare += bare;
            }
        }
        1.0 - all_bare as f32 / self.colour.len() as f32
    }

    /// The picture, to draw the panel on.
    pub fn canvas(&mut self) -> Canvas<'_> {
        Canvas { width: WIDTH, pixels: self.pixels }
    }

    /// The picture, row by row, as red, green and blue.
    pub fn picture(&self) -> &[u8] {
        self.pixels.as_flattened()
    }
}
