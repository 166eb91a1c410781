//! What stays as it is for as long as a scene lives, all of it in the scene arena, and how it is loaded.
//! What comes and goes is in [`cast`](crate::cast).

use arena::prelude::*;

use crate::failure::Failure;
use crate::math::Vec3;
use crate::memory::Subsystem;
use crate::mesh::Mesh;
use crate::obj;
use crate::setting::{Mood, Setting};
use crate::source::Source;

/// A loaded scene, and what its instances are instances of.
#[derive(Arena, Debug)]
#[arena(tag = Subsystem::World, lifetime = scene)]
pub struct World<'scene> {
    pub setting: &'static Setting,
    pub mood: &'scene Mood,
    pub lights: &'scene [Light],
    pub mesh: &'scene Mesh<'scene>,
}

/// Light that comes from one direction.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::World, lifetime = scene)]
pub struct Light {
    /// Points to where the light comes from.
    pub towards: Vec3,
    pub colour: Vec3,
    /// How far the light reaches around a surface, as it does in cloth: from 0 to 1.
    pub wrap: f32,
}

impl<'scene> World<'scene> {
    /// Loads a scene. What stays is placed in `scene`; `load` is a frame in
    /// which nothing is drawn, and whose memory is there for the way.
    pub fn load(
        scene: &Scene<'scene>,
        load: &mut Frame<'_>,
        source: &Source<'_>,
        setting: &'static Setting,
    ) -> Result<&'scene Self, Failure> {
        let model = obj::read(scene, source.name, source.text)?;
        let mesh = Mesh::of(scene, load, model, source.name)?;
        let lights =
            setting.lights.iter().map(|light| Light { towards: light.towards.direction_or(Vec3::UP), ..*light });
        let lights = Light::try_alloc_slice_in(scene, lights)?;
        let mood = setting.mood.try_alloc_in(scene)?;
        let world = Self { setting, mood, lights, mesh };
        Ok(world.try_alloc_in(scene)?)
    }
}
