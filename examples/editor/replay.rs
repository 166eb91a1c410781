//! How long the allocations of a frame take, and nothing but them.
//!
//! In a frame, allocating is mixed with computing what is allocated. So the
//! allocations of a finished frame are made once more: the same sizes in the
//! same order, with the same scopes around them, but nothing is written.

use std::hint::black_box;
use std::time::{Duration, Instant};

use arena::prelude::*;

use crate::cast::Posed;
use crate::draw::{DrawCall, ShadowCall, Spot, Visible};
use crate::memory::Subsystem;
use crate::panel::Shape;
use crate::raster::Corner;

/// What a finished frame had allocated.
pub struct Lists<'a, 'frame, 'scene> {
    pub posed: &'a [Posed],
    pub visible: &'a [Visible],
    pub calls: &'a [DrawCall<'frame, 'scene>],
    pub shadows: &'a [ShadowCall<'frame, 'scene>],
    pub spots: &'a [Spot],
    pub shapes: &'a [Shape<'frame>],
}

/// The outcome.
#[derive(Clone, Copy, Debug, Default)]
pub struct Replay {
    pub allocations: usize,
    /// The median over all repetitions.
    pub time: Duration,
}

/// How often they are made.
pub const REPETITIONS: usize = 15;

/// Makes the allocations of a frame again, behind it in the same arena.
pub fn replay(frame: &mut Frame<'_>, lists: &Lists<'_, '_, '_>) -> Result<Replay, AllocError> {
    let mut times = [Duration::ZERO; REPETITIONS];
    let mut allocations = 0;
    for time in &mut times {
        let start = Instant::now();
        scope!(again in frame);
        allocations = allocate(again, lists)?;
        *time = start.elapsed();
    }
    times.sort_unstable();
    Ok(Replay { allocations, time: times[REPETITIONS / 2] })
}

fn allocate(again: &mut Frame<'_>, lists: &Lists<'_, '_, '_>) -> Result<usize, AllocError> {
    room::<Posed>(again, lists.posed.len())?;
    room::<Visible>(again, lists.visible.len())?;
    room::<DrawCall<'_, '_>>(again, lists.calls.len())?;
    room::<ShadowCall<'_, '_>>(again, lists.shadows.len())?;
    room::<Spot>(again, lists.spots.len())?;
    for call in lists.shadows {
        scope!(scratch in again);
        room::<Option<[f32; 2]>>(scratch, call.detail.vertices.len())?;
    }
    for call in lists.calls {
        scope!(scratch in again);
        room::<Corner>(scratch, call.detail.vertices.len())?;
    }
    room::<Shape<'_>>(again, lists.shapes.len())?;
    let mut texts = 0;
    for shape in lists.shapes {
        if let Shape::Text { text, .. } = shape {
            room::<u8>(again, text.len())?;
            texts += 1;
        }
    }
    Ok(6 + lists.shadows.len() + lists.calls.len() + texts)
}

fn room<'frame, T: 'frame>(frame: &Frame<'frame>, length: usize) -> Result<(), AllocError> {
    black_box(frame.tagged(Subsystem::Renderer).try_alloc_uninit_slice::<T>(length)?);
    Ok(())
}
