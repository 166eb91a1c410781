//! What is behind everything: the sky with its sun, two chains of hills, and
//! the fields with the grid of the editor. It is computed once for every pixel
//! that no triangle covers whole.

use crate::camera::View;
use crate::math::{Vec3, floor, noise, sin, smooth_step, vec3};
use crate::scene::World;
use crate::setting::Mood;
use crate::shade::{haze, on_screen};

pub struct Backdrop<'scene> {
    mood: &'scene Mood,
    sun: Vec3,
    sun_colour: Vec3,
    /// Colours of the fields with the light of the sun, and without.
    lit: Vec3,
    shaded: Vec3,
}

impl<'scene> Backdrop<'scene> {
    pub fn new(world: &World<'scene>) -> Self {
        let mood = world.mood;
        let sun = &world.lights[0];
        let shaded = mood.from_sky;
        Self {
            mood,
            sun: sun.towards,
            sun_colour: sun.colour,
            lit: shaded + sun.colour * sun.towards.y.max(0.25),
            shaded,
        }
    }

    /// The colour at a place on the screen, from 0 to 255, where a `shadow`
    /// from 0 to 1 lies on the ground.
    pub fn colour(&self, view: &View, x: f32, y: f32, shadow: f32) -> [f32; 3] {
        let ray = view.ray(x, y).direction_or(view.forward);
        on_screen(if ray.y < -0.0005 { self.ground(view, ray, shadow) } else { self.sky(ray) })
    }

    fn sky(&self, ray: Vec3) -> Vec3 {
        let height = ray.y.max(0.0);
        let toward_sun = ray.dot(self.sun).max(0.0);
        let mut colour = self.mood.horizon.mix(self.mood.zenith, (height * 2.3).min(1.0).sqrt() * 0.94);
        let squared = toward_sun * toward_sun;
        let fourth = squared * squared;
        let glow = fourth * fourth * 0.22 + power_of_two(fourth, 5) * 0.4;
        colour += self.sun_colour * glow;
        colour += self.sun_colour * (6.0 * smooth_step(0.9990, 0.9994, toward_sun));
        self.hills(ray, colour)
    }

    /// Two chains of hills, whose height depends on the direction alone.
    fn hills(&self, ray: Vec3, sky: Vec3) -> Vec3 {
        const HIGHEST: f32 = 0.085;
        if ray.y > HIGHEST {
            return sky;
        }
        let flat = vec3(ray.x, 0.0, ray.z).direction_or(Vec3::UP);
        let far = 0.042 + 0.016 * sin(flat.x * 7.0 + 1.0) + 0.012 * sin(flat.z * 13.0) + 0.004 * sin(flat.x * 41.0);
        let near = 0.022 + 0.012 * sin(flat.z * 9.0 + 2.0) + 0.008 * sin(flat.x * 17.0) + 0.002 * sin(flat.z * 71.0);
        let soft = 0.0012;
        let covers = |height: f32| 1.0 - smooth_step(height - soft, height + soft, ray.y);
        let [behind, front] = [0.62, 0.38].map(|haze| self.mood.hills.mix(self.mood.horizon, haze));
        let hills = sky.mix(behind, covers(far)).mix(front, covers(near));
        // Their feet lie in haze, as does the end of the ground.
        hills.mix(self.mood.horizon, (1.0 - ray.y * 45.0).max(0.0))
    }

    fn ground(&self, view: &View, ray: Vec3, shadow: f32) -> Vec3 {
        let distance = -view.eye.y / ray.y;
        let place = view.eye + ray * distance;
        // Fields of different size, each in one of the colours.
        let strip = floor(place.x * (1.0 / 19.0)) as u32;
        let along = floor(place.z * (1.0 / 13.0) + noise(strip ^ 0x5bd1) * 7.0) as u32;
        let field = noise(strip.wrapping_mul(7919) ^ along);
        let [a, b, c] = self.mood.fields;
        let mut colour = if field < 0.5 { a.mix(b, field * 2.0) } else { b.mix(c, field * 2.0 - 1.0) };
        // Furrows, until they are too fine to be seen.
        if distance < FURROWS {
            let depth = 0.07 * (1.0 - distance * (1.0 / FURROWS));
            colour = colour * (1.0 + depth * sin(place.x * 2.6 + field * 9.0));
        }
        let light = self.lit.mix(self.shaded, shadow * 0.82);
        let mut lit = colour.tinted(light);
        if distance < GRID {
            // The nearer the horizon, the more of the ground a pixel shows.
            let pixel = 2.0 * distance / (view.focal * (-ray.y).max(0.05));
            let line = grid_line(place.x, pixel).max(grid_line(place.z, pixel));
            let fade = 1.0 - distance * (1.0 / GRID);
            lit = lit.mix(self.mood.horizon, line * fade * 0.2);
        }
        lit.mix(self.mood.horizon, haze(distance, self.mood.haze_distance))
    }
}

/// How far furrows and the grid reach.
const FURROWS: f32 = 50.0;
const GRID: f32 = 80.0;

/// How much of a pixel a line of the grid covers, which has one every ten units.
/// Lines are as wide as a pixel at least.
fn grid_line(along: f32, pixel: f32) -> f32 {
    const WIDTH: f32 = 0.05;
    let tenths = along * 0.1;
    let from_line = (tenths - floor(tenths + 0.5) as f32).abs() * 10.0;
    let width = WIDTH.max(pixel * 0.7);
    (1.0 - from_line / width).max(0.0) * (WIDTH / width).max(0.35)
}

/// Squares `base` as often as told.
fn power_of_two(base: f32, times: u32) -> f32 {
    (0..times).fold(base, |power, _| power * power)
}
