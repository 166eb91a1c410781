//! The three scenes of the program: where the instances stand, how they move,
//! how it is lit, and where the camera goes.

use arena::prelude::*;

use crate::cast::Instance;
use crate::math::{Pose, TAU, Vec3, noise, sin, sin_cos, smooth_step, vec3};
use crate::memory::Subsystem;
use crate::scene::Light;

/// One scene, as it is written down here; [`World`](crate::scene::World) is what is made of it.
#[derive(Debug)]
pub struct Setting {
    pub name: &'static str,
    pub mood: Mood,
    pub lights: [Light; 2],
    palette: [Vec3; 6],
    plan: Plan,
}

/// The light that comes from everywhere. All colours are linear.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::World, lifetime = scene)]
pub struct Mood {
    pub zenith: Vec3,
    pub horizon: Vec3,
    /// Light from above and from below, on everything.
    pub from_sky: Vec3,
    pub from_ground: Vec3,
    /// The colours of the fields.
    pub fields: [Vec3; 3],
    pub hills: Vec3,
    /// Where haze takes away half of a colour.
    pub haze_distance: f32,
}

/// How the instances are placed and how they move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    /// On the ground in a spiral, rising in waves from the middle.
    Launch,
    /// In rows above the fields, like one cloth in the wind.
    Drift,
    /// Anywhere between the ground and the clouds.
    Festival,
}

impl Setting {
    pub const ALL: [&'static Self; 3] = [&LAUNCH, &DRIFT, &FESTIVAL];

    /// Instance number `index` of `count`.
    pub fn place(&self, index: u32, count: u32) -> Instance {
        let random = |what: u32| noise(index.wrapping_mul(8).wrapping_add(what));
        let index = index as f32;
        let home = match self.plan {
            Plan::Launch => {
                // The golden angle packs a disc evenly, as in the head of a sunflower.
                const GOLDEN_ANGLE: f32 = 2.399_963;
                let (sin, cos) = sin_cos(index * GOLDEN_ANGLE);
                let distance = 1.75 * (index + 0.7).sqrt();
                vec3(sin * distance, 0.0, cos * distance)
            }
            Plan::Drift => {
                let side = (count as f32).sqrt().ceil();
                let row = (index / side).floor();
                let column = index - row * side;
                let middle = (side - 1.0) * 0.5;
                let jitter = |what| (random(what) - 0.5) * 1.2;
                vec3((column - middle) * 3.4 + jitter(0), 0.0, (row - middle) * 3.4 + jitter(1))
            }
            Plan::Festival => {
                let (sin, cos) = sin_cos(random(0) * TAU);
                let distance = 2.3 * (random(1) * count as f32).sqrt();
                let height = random(2) * random(3);
                vec3(sin * distance, 0.4 + height * (8.0 + distance * 0.16), cos * distance - 4.0)
            }
        };
        let colour = (random(4) * self.palette.len() as f32) as usize;
        Instance {
            home,
            scale: 0.82 + 0.36 * random(5),
            yaw: random(6) * TAU,
            phase: random(7) * TAU,
            tint: self.palette[colour.min(self.palette.len() - 1)],
        }
    }

    /// Where an instance is at `time`, in seconds.
    pub fn pose(&self, instance: &Instance, time: f32) -> Pose {
        let Instance { home, phase, .. } = *instance;
        let mut origin = home;
        match self.plan {
            Plan::Launch => {
                let distance = vec3(home.x, 0.0, home.z).length();
                let wave = sin(time * 0.9 + 4.4 - distance * 0.16);
                origin.y = 5.5 * smooth_step(0.1, 1.0, wave) * (0.7 + 0.3 * sin(phase));
            }
            Plan::Drift => {
                let along = sin(home.x * 0.13 + time * 0.8);
                let across = sin(home.z * 0.17 - time * 0.6 + 1.0);
                origin.y = 3.2 + 1.7 * along + 1.1 * across;
            }
            Plan::Festival => {
                origin.y += 0.35 * (1.0 + sin(time * 0.7 + phase));
                origin.x += 0.5 * sin(time * 0.21 + phase);
            }
        }
        // Whatever stands on the ground stands still.
        let free = smooth_step(0.0, 1.5, origin.y);
        let lean = (0.06 * free * sin(time * 1.1 + phase), 0.05 * free * sin(time * 0.9 - phase));
        Pose::standing(origin, instance.scale, instance.yaw + 0.15 * free * time, lean)
    }

    /// Where the camera is after a `part` of the scene, what it looks at, and
    /// half the width of the picture at distance one.
    pub fn camera(&self, count: u32, part: f32) -> (Vec3, Vec3, f32) {
        let count = count as f32;
        let glide = smooth_step(0.0, 1.0, part);
        match self.plan {
            Plan::Launch => {
                let reach = (1.75 * count.sqrt()).min(30.0) + 6.0;
                let (sin, cos) = sin_cos(0.5 + 0.8 * glide);
                let eye = vec3(sin * reach, 5.0 + reach * (0.32 - 0.1 * glide), cos * reach);
                (eye, vec3(0.0, 1.2, 0.0), 0.62)
            }
            Plan::Drift => {
                let reach = (1.7 * count.sqrt()).min(46.0) + 4.0;
                let (sin, cos) = sin_cos(-0.55 + 0.5 * glide);
                let eye = vec3(sin * reach, 9.0 + 3.0 * glide, cos * reach);
                (eye, eye + vec3(-sin * 10.0, -2.6, -cos * 10.0), 0.6)
            }
            Plan::Festival => {
                let reach = (1.5 * count.sqrt()).min(44.0) + 7.0;
                let eye = vec3(3.0 - 6.0 * glide, 2.2 + 1.6 * glide, reach - 8.0 * glide);
                (eye, eye + vec3(-2.2 + 0.9 * glide, 1.35, -10.0), 0.62)
            }
        }
    }
}

static LAUNCH: Setting = Setting {
    name: "Launch at noon",
    plan: Plan::Launch,
    mood: Mood {
        zenith: vec3(0.10, 0.27, 0.62),
        horizon: vec3(0.62, 0.78, 0.90),
        from_sky: vec3(0.34, 0.42, 0.55),
        from_ground: vec3(0.20, 0.22, 0.12),
        fields: [vec3(0.16, 0.27, 0.06), vec3(0.22, 0.31, 0.08), vec3(0.33, 0.33, 0.11)],
        hills: vec3(0.10, 0.20, 0.14),
        haze_distance: 120.0,
    },
    lights: [
        Light { towards: vec3(0.46, 0.78, 0.42), colour: vec3(1.0, 0.94, 0.80), wrap: 0.25 },
        Light { towards: vec3(-0.70, 0.30, -0.64), colour: vec3(0.10, 0.14, 0.22), wrap: 0.5 },
    ],
    palette: BRIGHT,
};

static DRIFT: Setting = Setting {
    name: "Drift in the morning",
    plan: Plan::Drift,
    mood: Mood {
        zenith: vec3(0.22, 0.36, 0.56),
        horizon: vec3(0.94, 0.74, 0.52),
        from_sky: vec3(0.30, 0.34, 0.44),
        from_ground: vec3(0.24, 0.17, 0.10),
        fields: [vec3(0.34, 0.25, 0.10), vec3(0.26, 0.27, 0.09), vec3(0.42, 0.29, 0.13)],
        hills: vec3(0.30, 0.22, 0.24),
        haze_distance: 85.0,
    },
    lights: [
        Light { towards: vec3(0.78, 0.42, 0.46), colour: vec3(1.15, 0.80, 0.48), wrap: 0.3 },
        Light { towards: vec3(-0.62, 0.35, 0.70), colour: vec3(0.13, 0.17, 0.28), wrap: 0.5 },
    ],
    palette: BRIGHT,
};

static FESTIVAL: Setting = Setting {
    name: "Festival at dusk",
    plan: Plan::Festival,
    mood: Mood {
        zenith: vec3(0.045, 0.06, 0.20),
        horizon: vec3(0.98, 0.45, 0.20),
        from_sky: vec3(0.22, 0.20, 0.36),
        from_ground: vec3(0.14, 0.09, 0.08),
        fields: [vec3(0.10, 0.10, 0.07), vec3(0.13, 0.10, 0.07), vec3(0.17, 0.13, 0.08)],
        hills: vec3(0.12, 0.07, 0.13),
        haze_distance: 80.0,
    },
    lights: [
        Light { towards: vec3(0.26, 0.20, -0.91), colour: vec3(1.25, 0.66, 0.34), wrap: 0.55 },
        Light { towards: vec3(-0.35, 0.45, 0.82), colour: vec3(0.30, 0.27, 0.42), wrap: 0.5 },
    ],
    palette: BRIGHT,
};

const BRIGHT: [Vec3; 6] = [
    vec3(0.66, 0.05, 0.04),
    vec3(0.86, 0.28, 0.03),
    vec3(0.88, 0.56, 0.06),
    vec3(0.03, 0.36, 0.36),
    vec3(0.05, 0.13, 0.52),
    vec3(0.42, 0.05, 0.34),
];
