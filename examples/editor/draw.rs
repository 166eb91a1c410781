//! From all instances to the few thousand draw calls of one frame.
//!
//! Every list lives in the frame arena and has the lifetime `'frame`; what it
//! points to in the scene has the lifetime `'scene`. A list that is kept past
//! its frame, or a mesh past its scene, does not compile.

use arena::prelude::*;

use crate::camera::View;
use crate::cast::{Loose, Posed};
use crate::math::{Pose, Vec3};
use crate::memory::Subsystem;
use crate::mesh::Detail;
use crate::scene::World;
use crate::shade::{haze, on_screen};

/// An instance that the camera sees.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
pub struct Visible {
    /// Its number among the instances of the scene.
    pub index: u32,
    /// How far its centre is away along the view.
    pub depth: f32,
}

/// One mesh to be drawn at one place.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
pub struct DrawCall<'frame, 'scene> {
    pub detail: &'scene Detail<'scene>,
    pub pose: &'frame Pose,
    pub tint: Vec3,
    pub glow: Vec3,
    pub depth: f32,
}

/// One shadow to be cast on the ground.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
pub struct ShadowCall<'frame, 'scene> {
    pub detail: &'scene Detail<'scene>,
    pub pose: &'frame Pose,
}

/// Something small, as a square of one colour.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
pub struct Spot {
    /// Its middle, in samples.
    pub x: f32,
    pub y: f32,
    pub radius: f32,
    pub nearness: f32,
    pub colour: [f32; 3],
}

/// Features of a mesh that are smaller than this many samples are not missed.
const FINENESS: f32 = 5.0;
/// Those of a shadow are missed even less.
const SHADOW_FINENESS: f32 = 10.0;
/// What is smaller than this many samples is not drawn at all.
const SMALLEST: f32 = 0.7;
/// The same for a spot, by its radius.
const SMALLEST_SPOT: f32 = 0.25;
/// From this height on, an instance casts no shadow that could be made out.
const HIGHEST_CASTER: f32 = 14.0;

/// Finds the instances whose bounding spheres reach into the picture.
pub fn cull<'frame>(
    frame: &Frame<'frame>,
    view: &View,
    world: &World<'_>,
    posed: &[Posed],
) -> Result<&'frame [Visible], AllocError> {
    let mut visible = frame.tagged(Subsystem::Renderer).vec();
    for (index, Posed { pose, .. }) in (0..).zip(posed) {
        let centre = pose.point(world.mesh.centre);
        if let Some(depth) = view.sees(centre, pose.scale) {
            if samples_per_unit(view, pose, depth) > SMALLEST {
                visible.try_push(Visible { index, depth })?;
            }
        }
    }
    Ok(visible.into_slice())
}

/// Makes a draw call of every visible instance, the nearest first, so that what
/// it hides is not shaded.
pub fn draw_list<'frame, 'scene>(
    frame: &Frame<'frame>,
    view: &View,
    world: &World<'scene>,
    posed: &'frame [Posed],
    visible: &[Visible],
) -> Result<&'frame [DrawCall<'frame, 'scene>], AllocError> {
    let calls = visible.iter().map(|&Visible { index, depth }| {
        let Posed { pose, tint, glow } = &posed[index as usize];
        DrawCall {
            detail: detail(world, samples_per_unit(view, pose, depth), FINENESS),
            pose,
            tint: *tint,
            glow: *glow,
            depth,
        }
    });
    let calls = DrawCall::try_alloc_slice_in(frame, calls)?;
    // Not `sort_by`, which would allocate on the heap.
    calls.sort_unstable_by(|a, b| a.depth.total_cmp(&b.depth));
    Ok(calls)
}

/// Finds the shadows that fall into the picture, of visible instances and others.
pub fn shadow_list<'frame, 'scene>(
    frame: &Frame<'frame>,
    view: &View,
    world: &World<'scene>,
    posed: &'frame [Posed],
) -> Result<&'frame [ShadowCall<'frame, 'scene>], AllocError> {
    let towards = world.lights[0].towards;
    let mut shadows = frame.tagged(Subsystem::Renderer).vec();
    for pose in posed.iter().map(|posed| &posed.pose).filter(|pose| pose.origin.y < HIGHEST_CASTER) {
        let centre = pose.point(world.mesh.centre);
        let on_ground = centre - towards * (centre.y / towards.y);
        if let Some(depth) = view.sees(on_ground, pose.scale / towards.y) {
            let size = samples_per_unit(view, pose, depth);
            if size > SMALLEST * 2.0 {
                let detail = detail(world, size, SHADOW_FINENESS);
                shadows.try_push(ShadowCall { detail, pose })?;
            }
        }
    }
    Ok(shadows.into_slice())
}

/// Finds what is loose in the air and in the picture.
pub fn spot_list<'frame>(
    frame: &Frame<'frame>,
    view: &View,
    world: &World<'_>,
    loose: &Loose<'_>,
) -> Result<&'frame [Spot], AllocError> {
    let spots = loose.spots().filter_map(|(centre, radius, colour)| {
        let depth = view.sees(centre, radius)?;
        let [x, y] = view.point(centre, depth);
        let lit = colour.mix(world.mood.horizon, haze(depth, world.mood.haze_distance));
        let radius = radius * view.focal / depth;
        (radius > SMALLEST_SPOT).then(|| Spot { x, y, radius, nearness: 1.0 / depth, colour: on_screen(lit) })
    });
    Ok(Spot::try_alloc_slice_in(frame, spots)?)
}

/// How many samples one unit of the mesh takes on the screen.
fn samples_per_unit(view: &View, pose: &Pose, depth: f32) -> f32 {
    view.focal * pose.scale / depth
}

/// The coarsest detail that looks right at a size.
fn detail<'scene>(world: &World<'scene>, samples_per_unit: f32, fineness: f32) -> &'scene Detail<'scene> {
    let details = world.mesh.details;
    let fine_enough = |detail: &&Detail<'_>| detail.coarseness * samples_per_unit <= fineness;
    details.iter().rev().find(fine_enough).unwrap_or(&details[0])
}
