//! The colour of a surface: two lights, light from all around, a highlight,
//! glow and haze.

use crate::draw::DrawCall;
use crate::math::{Vec3, vec3};
use crate::mesh::Vertex;
use crate::scene::World;

/// Everything about the light that is the same for all vertices of a draw call.
/// Directions are turned into the model once, instead of turning every normal.
pub struct Shader {
    lights: [Lamp; 2],
    up: Vec3,
    from_sky: Vec3,
    from_ground: Vec3,
    /// Half way between the first light and the eye.
    highlight: Vec3,
    to_eye: Vec3,
    rim: Vec3,
    tint: Vec3,
    /// The light of the flame of its own, from below.
    glow: Vec3,
    haze: Vec3,
    haze_share: f32,
}

struct Lamp {
    towards: Vec3,
    colour: Vec3,
    wrap: f32,
}

impl Shader {
    pub fn new(world: &World<'_>, call: &DrawCall<'_, '_>, eye: Vec3) -> Self {
        let pose = call.pose;
        let mood = world.mood;
        let lights = [0, 1].map(|index| {
            let light = &world.lights[index];
            Lamp { towards: pose.in_model(light.towards), colour: light.colour, wrap: light.wrap }
        });
        let to_eye = pose.in_model(eye - pose.origin).direction_or(Vec3::UP);
        Self {
            highlight: (lights[0].towards + to_eye).direction_or(Vec3::UP),
            lights,
            up: pose.in_model(Vec3::UP),
            from_sky: mood.from_sky,
            from_ground: mood.from_ground,
            to_eye,
            rim: mood.horizon * 0.22,
            tint: call.tint,
            glow: call.glow,
            haze: mood.horizon,
            haze_share: haze(call.depth, mood.haze_distance),
        }
    }

    /// The colour of a vertex as the screen shows it, from 1 to 254.
    pub fn colour(&self, vertex: &Vertex) -> [f32; 3] {
        let normal = vertex.normal;
        let height = normal.dot(self.up) * 0.5 + 0.5;
        let mut light = self.from_ground.mix(self.from_sky, height);
        for lamp in &self.lights {
            let facing = (normal.dot(lamp.towards) + lamp.wrap).max(0.0) * (1.0 / (1.0 + lamp.wrap));
            light += lamp.colour * facing;
        }
        light += self.glow * (1.0 - height);
        // Near the ground less light arrives from the sides.
        light = light * (0.62 + 0.38 * (vertex.position.y * 1.6).min(1.0));

        let shine = normal.dot(self.highlight).max(0.0);
        let shine = shine * shine * shine * shine;
        let shine = shine * shine * shine * shine * 0.16;
        let away = 1.0 - normal.dot(self.to_eye).max(0.0);
        let surface = vertex.own + self.tint * vertex.tint;
        let glow = vec3((vertex.own.x - 1.0).max(0.0), (vertex.own.y - 1.0).max(0.0), (vertex.own.z - 1.0).max(0.0));
        let lit = surface.tinted(light) + self.lights[0].colour * shine + self.rim * (away * away * away) + glow;
        on_screen(lit.mix(self.haze, self.haze_share))
    }
}

/// How much of a colour the haze takes away over a distance.
pub fn haze(distance: f32, half_distance: f32) -> f32 {
    let squared = distance * distance;
    squared / (squared + half_distance * half_distance)
}

/// Light as the screen shows it: bright light is compressed instead of cut off,
/// and a square root makes of light what the eye sees, nearly as sRGB does.
pub fn on_screen(light: Vec3) -> [f32; 3] {
    [light.x, light.y, light.z].map(|light| {
        let over = (light - KNEE).max(0.0);
        let range = 1.0 - KNEE;
        let compressed = light.clamp(0.0, KNEE) + over * range / (over + range);
        1.0 + compressed.sqrt() * 253.0
    })
}

/// Up to here light is shown as it is.
const KNEE: f32 = 0.6;
