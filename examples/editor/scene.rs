//! What a scene consists of, all of it in the scene arena, and how it is loaded.

use arena::prelude::*;

use crate::failure::Failure;
use crate::math::{Pose, Vec3};
use crate::memory::Subsystem;
use crate::mesh::Mesh;
use crate::obj;
use crate::setting::{Mood, Setting};
use crate::source::Source;

/// A loaded scene.
#[derive(Arena, Debug)]
#[arena(tag = Subsystem::World, lifetime = scene)]
pub struct World<'scene> {
    pub setting: &'static Setting,
    pub mood: &'scene Mood,
    pub lights: &'scene [Light],
    pub mesh: &'scene Mesh<'scene>,
    pub instances: &'scene [Instance],
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

/// One of the many places where the mesh stands.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::World, lifetime = scene)]
pub struct Instance {
    pub home: Vec3,
    pub scale: f32,
    pub yaw: f32,
    pub phase: f32,
    pub tint: Vec3,
}

impl<'scene> World<'scene> {
    /// Loads a scene. What stays is placed in `scene`; `load` is a frame in
    /// which nothing is drawn, and whose memory is there for the way.
    pub fn load(
        scene: &Scene<'scene>,
        load: &mut Frame<'_>,
        source: &Source<'_>,
        setting: &'static Setting,
        count: u32,
    ) -> Result<&'scene Self, Failure> {
        let model = obj::read(scene, source.name, source.text)?;
        let mesh = Mesh::of(scene, load, model, source.name)?;
        let instances = scene.tagged(Subsystem::World);
        let instances =
            instances.try_alloc_slice_fill_with(count as usize, |index| setting.place(index as u32, count))?;
        let lights =
            setting.lights.iter().map(|light| Light { towards: light.towards.direction_or(Vec3::UP), ..*light });
        let lights = Light::try_alloc_slice_in(scene, lights)?;
        let mood = setting.mood.try_alloc_in(scene)?;
        let world = Self { setting, mood, lights, mesh, instances };
        Ok(world.try_alloc_in(scene)?)
    }

    /// Poses all instances for this frame.
    pub fn animate<'frame>(&self, frame: &Frame<'frame>, time: f32) -> Result<&'frame [Pose], AllocError> {
        let poses = frame.tagged(Subsystem::World);
        let poses = poses
            .try_alloc_slice_fill_with(self.instances.len(), |index| self.setting.pose(&self.instances[index], time))?;
        Ok(poses)
    }
}
