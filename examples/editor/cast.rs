//! What comes and goes one by one while a scene lives: the instances and their flames, sandbags that
//! fall from them, and sparks. All of it is in stores, which drop and reuse what the scene goes on without.

use arena::join;
use arena::prelude::*;

use crate::math::{Pose, Vec3, noise, sin, vec3};
use crate::memory::Subsystem;
use crate::setting::Setting;

/// One of the many places where the mesh stands.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::World, lifetime = scene, store = pool)]
pub struct Instance {
    pub home: Vec3,
    pub scale: f32,
    pub yaw: f32,
    pub phase: f32,
    pub tint: Vec3,
}

/// The light that some instances carry.
#[derive(Clone, Copy, Debug)]
pub struct Flame {
    colour: Vec3,
    /// How bright it is in this frame, from 0 to 1.
    strength: f32,
}

/// Falls, bounces, and lies about for a while.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::World, lifetime = scene, store(kind = soa, capacity = 8_192))]
pub struct Sandbag {
    position: Vec3,
    velocity: Vec3,
    frames_left: u32,
}

/// Rises from a flame and burns out within a fraction of a second.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::World, lifetime = scene, store(kind = soa, capacity = 65_536))]
pub struct Spark {
    position: Vec3,
    velocity: Vec3,
    frames_left: u32,
}

/// What is loose in the air.
#[derive(Stores, Debug)]
pub struct Loose<'scene> {
    pub sandbags: SandbagStore<'scene>,
    pub sparks: SparkStore<'scene>,
}

/// All that moves in a scene.
#[derive(Debug)]
pub struct Cast<'scene> {
    setting: &'static Setting,
    pub instances: InstanceStore<'scene>,
    flames: Components<'scene, Instance, Flame>,
    pub loose: Loose<'scene>,
    /// Counts all that was ever let loose, for chance that repeats itself from run to run.
    let_loose: u32,
}

/// An instance in this frame.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::World, lifetime = frame)]
pub struct Posed {
    pub pose: Pose,
    pub tint: Vec3,
    /// The light of its own flame.
    pub glow: Vec3,
}

/// One instance in so many carries a flame.
const PER_FLAME: u32 = 6;
/// Let loose in each frame, by all flames together.
const SPARKS: usize = 3_000;
/// Let loose in each frame.
const SANDBAGS: u32 = 40;
/// Frames until something is gone.
const SPARK_LIFE: u32 = 20;
const SANDBAG_LIFE: u32 = 150;
/// Per frame.
const GRAVITY: f32 = 0.006;
/// How much of its speed a sandbag keeps when it bounces.
const BOUNCE: f32 = 0.45;

impl<'scene> Cast<'scene> {
    /// Places `count` instances, and gives some of them a flame.
    pub fn enter(scene: &Scene<'scene>, setting: &'static Setting, count: u32) -> Result<Self, AllocError> {
        let mut instances = InstanceStore::try_with_capacity_in(scene, count as usize)?;
        let mut flames = scene.tagged(Subsystem::World).try_components(count as usize)?;
        for index in 0..count {
            let instance = instances.try_insert(setting.place(index, count)).map_err(|full| full.error)?;
            if index % PER_FLAME == 0 {
                let colour = vec3(1.0, 0.5 + 0.2 * noise(index), 0.16);
                flames.try_insert(instance, Flame { colour, strength: 0.0 }).map_err(|full| full.error)?;
            }
        }
        Ok(Self { setting, instances, flames, loose: Loose::try_new_in(scene)?, let_loose: 0 })
    }

    /// Lets one frame of time pass.
    pub fn advance(&mut self, time: f32) {
        for (_, (instance, flame)) in join((&self.instances, &mut self.flames)) {
            let flicker = 0.5 + 0.3 * sin(time * 9.0 + instance.phase) + 0.2 * sin(time * 23.0 - instance.phase);
            flame.strength = flicker.clamp(0.0, 1.0);
        }
        self.move_sparks();
        self.move_sandbags();
        self.let_sparks_loose(time);
        self.drop_sandbags(time);
    }

    fn move_sparks(&mut self) {
        let sparks = &mut self.loose.sparks;
        sparks.retain(|_, spark| *spark.frames_left > 1);
        let SparkColumnsMut { position, velocity, frames_left } = sparks.columns_mut();
        for ((position, velocity), left) in position.iter_mut().zip(velocity).zip(frames_left) {
            *position += *velocity;
            *velocity = *velocity * 0.94;
            *left -= 1;
        }
    }

    fn move_sandbags(&mut self) {
        let sandbags = &mut self.loose.sandbags;
        sandbags.retain(|_, sandbag| *sandbag.frames_left > 1);
        let SandbagColumnsMut { position, velocity, frames_left } = sandbags.columns_mut();
        for ((position, velocity), left) in position.iter_mut().zip(velocity).zip(frames_left) {
            velocity.y -= GRAVITY;
            *position += *velocity;
            if position.y < 0.0 {
                position.y = -position.y;
                *velocity = vec3(velocity.x * 0.6, -velocity.y * BOUNCE, velocity.z * 0.6);
            }
            *left -= 1;
        }
    }

    fn let_sparks_loose(&mut self, time: f32) {
        let each = SPARKS.div_ceil(self.flames.len().max(1));
        let mut left = SPARKS;
        for (_, (instance, flame)) in join((&self.instances, &self.flames)) {
            let pose = self.setting.pose(instance, time);
            for _ in 0..each.min(left) {
                let random = |what: u32| noise(self.let_loose.wrapping_mul(4).wrapping_add(what)) - 0.5;
                let sideways = vec3(random(0), 0.0, random(1)) * 0.17;
                let spark = Spark {
                    position: pose.origin + vec3(random(1), 1.1, random(2)) * (0.3 * instance.scale),
                    velocity: sideways + vec3(0.0, (0.03 + 0.06 * random(3)) * flame.strength, 0.0),
                    frames_left: SPARK_LIFE,
                };
                self.let_loose = self.let_loose.wrapping_add(1);
                // When there are too many of them nobody misses one.
                let _ = self.loose.sparks.try_insert(spark);
            }
            left = left.saturating_sub(each);
        }
    }

    fn drop_sandbags(&mut self, time: f32) {
        let every = (self.instances.len() as u32 / SANDBAGS).max(1) as usize;
        let first = self.let_loose as usize % every;
        for instance in self.instances.values().skip(first).step_by(every) {
            let from = self.setting.pose(instance, time).origin;
            // What stands on the ground needs its ballast.
            if from.y > 1.0 {
                let push = |what: u32| (noise(self.let_loose.wrapping_add(what)) - 0.5) * 0.04;
                let velocity = vec3(push(0), 0.0, push(1));
                let sandbag = Sandbag { position: from, velocity, frames_left: SANDBAG_LIFE };
                let _ = self.loose.sandbags.try_insert(sandbag);
            }
        }
    }

    /// Poses all instances for this frame.
    pub fn pose<'frame>(&self, frame: &Frame<'frame>, time: f32) -> Result<&'frame [Posed], AllocError> {
        let posed = self.instances.iter().map(|(key, instance)| Posed {
            pose: self.setting.pose(instance, time),
            tint: instance.tint,
            glow: self.flames.get(key).map_or(Vec3::ZERO, |flame| flame.colour * flame.strength),
        });
        Ok(Posed::try_alloc_slice_in(frame, posed)?)
    }
}

impl Loose<'_> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.sandbags.len() + self.sparks.len()
    }

    /// The place, size and colour of each.
    pub fn spots(&self) -> impl Iterator<Item = (Vec3, f32, Vec3)> {
        let sandbags = self.sandbags.position().iter().map(|&position| (position, 0.16, vec3(0.16, 0.09, 0.05)));
        let sparks = self.sparks.position().iter().zip(self.sparks.frames_left());
        let sparks = sparks.map(|(&position, &left)| {
            let heat = left as f32 / SPARK_LIFE as f32;
            (position, 0.012 + 0.022 * heat, vec3(1.4, 0.25 + 0.9 * heat, 0.5 * heat * heat))
        });
        sandbags.chain(sparks)
    }
}
