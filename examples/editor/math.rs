//! Vectors, poses and a sine of our own.
//!
//! The last frame is compared with a golden picture on every platform, so only
//! operations that IEEE 754 defines to the last bit are used: the four basic
//! ones and the square root. The `sin` of the standard library is the one of
//! the platform and differs between them.

use std::ops::{Add, AddAssign, Mul, Sub};

use arena::prelude::*;

use crate::memory::Subsystem;

/// A point, a direction or a linear colour.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Vec3 {
    pub x: f32,
    pub y: f32,
    pub z: f32,
}

/// Short for the struct literal.
pub const fn vec3(x: f32, y: f32, z: f32) -> Vec3 {
    Vec3 { x, y, z }
}

impl Vec3 {
    pub const ZERO: Self = vec3(0.0, 0.0, 0.0);
    pub const ONE: Self = vec3(1.0, 1.0, 1.0);
    pub const UP: Self = vec3(0.0, 1.0, 0.0);

    pub fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    pub fn cross(self, other: Self) -> Self {
        vec3(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )
    }

    /// Multiplies component by component, as a surface does with light.
    pub fn tinted(self, other: Self) -> Self {
        vec3(self.x * other.x, self.y * other.y, self.z * other.z)
    }

    pub fn length(self) -> f32 {
        self.dot(self).sqrt()
    }

    /// The direction of the vector, or `otherwise` where it has none.
    pub fn direction_or(self, otherwise: Self) -> Self {
        let length = self.length();
        if length > 1e-12 && length.is_finite() { self * (1.0 / length) } else { otherwise }
    }

    pub fn mix(self, other: Self, share: f32) -> Self {
        self + (other - self) * share
    }
}

impl Add for Vec3 {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        vec3(self.x + other.x, self.y + other.y, self.z + other.z)
    }
}

impl AddAssign for Vec3 {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Vec3 {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        vec3(self.x - other.x, self.y - other.y, self.z - other.z)
    }
}

impl Mul<f32> for Vec3 {
    type Output = Self;
    fn mul(self, factor: f32) -> Self {
        vec3(self.x * factor, self.y * factor, self.z * factor)
    }
}

/// Where an instance stands in this frame: a rotation, one scale for all axes,
/// and a position.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::World, lifetime = frame)]
pub struct Pose {
    /// The axes of the model as seen in the world, each of length one.
    pub axes: [Vec3; 3],
    pub scale: f32,
    pub origin: Vec3,
}

impl Pose {
    /// Turns by `yaw` about the vertical, then leans by `lean` along x and z
    /// (small, so that the axes may be made orthogonal by a cross product).
    pub fn standing(origin: Vec3, scale: f32, yaw: f32, lean: (f32, f32)) -> Self {
        let (sin, cos) = sin_cos(yaw);
        let up = vec3(lean.0, 1.0, lean.1).direction_or(Vec3::UP);
        let z = vec3(cos, 0.0, -sin).cross(up).direction_or(vec3(0.0, 0.0, 1.0));
        Self { axes: [up.cross(z), up, z], scale, origin }
    }

    pub fn point(&self, p: Vec3) -> Vec3 {
        self.origin + (self.axes[0] * p.x + self.axes[1] * p.y + self.axes[2] * p.z) * self.scale
    }

    /// A direction of the world as the model sees it.
    pub fn in_model(&self, direction: Vec3) -> Vec3 {
        vec3(self.axes[0].dot(direction), self.axes[1].dot(direction), self.axes[2].dot(direction))
    }
}

/// One turn.
pub const TAU: f32 = std::f32::consts::TAU;

/// Sine and cosine of an angle in radians, to about six digits.
pub fn sin_cos(angle: f32) -> (f32, f32) {
    // The angle in turns, from -1/2 to 1/2.
    let turns = angle * (1.0 / TAU);
    let turns = turns - (turns + if turns < 0.0 { -0.5 } else { 0.5 }) as i32 as f32;
    (sine_of_turns(turns), sine_of_turns(quarter_later(turns)))
}

/// The sine of `angle` alone.
pub fn sin(angle: f32) -> f32 {
    sin_cos(angle).0
}

fn quarter_later(turns: f32) -> f32 {
    if turns > 0.25 { turns - 0.75 } else { turns + 0.25 }
}

/// The Taylor series up to the eleventh power, on the quarter where it is best.
fn sine_of_turns(turns: f32) -> f32 {
    let folded = if turns > 0.25 {
        0.5 - turns
    } else if turns < -0.25 {
        -0.5 - turns
    } else {
        turns
    };
    let x = folded * TAU;
    let xx = x * x;
    let series = 1.0 / 362_880.0 - xx / 39_916_800.0;
    let series = -1.0 / 5_040.0 + xx * series;
    let series = 1.0 / 120.0 + xx * series;
    x * (1.0 + xx * (-1.0 / 6.0 + xx * series))
}

/// The largest whole number that is not above `value`. The one of the standard
/// library is a call, on processors that may lack the instruction.
pub fn floor(value: f32) -> i32 {
    let whole = value as i32;
    whole - i32::from(value < whole as f32)
}

/// Zero below `low`, one above `high`, and a smooth rise between.
pub fn smooth_step(low: f32, high: f32, value: f32) -> f32 {
    let t = ((value - low) / (high - low)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// A number from 0 to 1 that looks random, the same for the same seed.
pub fn noise(seed: u32) -> f32 {
    let mut bits = seed.wrapping_mul(0x9E37_79B9) ^ 0x85EB_CA6B;
    bits ^= bits >> 15;
    bits = bits.wrapping_mul(0x2C1B_3C6D);
    bits ^= bits >> 12;
    bits = bits.wrapping_mul(0x297A_2D39);
    bits ^= bits >> 15;
    (bits >> 8) as f32 * (1.0 / 16_777_216.0)
}
