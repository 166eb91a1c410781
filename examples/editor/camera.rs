//! Where the picture is taken from, and what of the world is in it.

use crate::math::{Pose, Vec3};

/// Nothing nearer than this is drawn, which spares the rasterizer from cutting triangles.
pub const NEAR: f32 = 0.5;

/// A camera that never rolls. Measures on the screen are in samples.
#[derive(Clone, Copy, Debug)]
pub struct View {
    pub eye: Vec3,
    pub right: Vec3,
    pub up: Vec3,
    pub forward: Vec3,
    /// Samples per unit of width at distance one.
    pub focal: f32,
    pub width: f32,
    pub height: f32,
}

impl View {
    /// Looks from `eye` at `target`; half the width of the picture spans
    /// `half_width` at distance one.
    pub fn new(eye: Vec3, target: Vec3, half_width: f32, (width, height): (usize, usize)) -> Self {
        let forward = (target - eye).direction_or(Vec3 { x: 0.0, y: 0.0, z: -1.0 });
        let right = forward.cross(Vec3::UP).direction_or(Vec3 { x: 1.0, y: 0.0, z: 0.0 });
        let up = right.cross(forward);
        let (width, height) = (width as f32, height as f32);
        Self { eye, right, up, forward, focal: width * 0.5 / half_width, width, height }
    }

    /// How far a sphere is away along the view, if any of it can be seen.
    pub fn sees(&self, centre: Vec3, radius: f32) -> Option<f32> {
        let to = centre - self.eye;
        let depth = to.dot(self.forward);
        if depth - radius < NEAR {
            return None;
        }
        // The planes at the sides meet in the eye; each is tested with its two
        // sides at once, because the picture is symmetric.
        let beyond = |aside: f32, half: f32| {
            let (across, along) = (self.focal, half);
            aside.abs() * across - depth * along > radius * (across * across + along * along).sqrt()
        };
        let outside = beyond(to.dot(self.right), self.width * 0.5) || beyond(to.dot(self.up), self.height * 0.5);
        (!outside).then_some(depth)
    }

    /// Where a point is on the screen that lies `depth` away along the view.
    pub fn point(&self, point: Vec3, depth: f32) -> [f32; 2] {
        let to = point - self.eye;
        let scale = self.focal / depth;
        [self.width * 0.5 + to.dot(self.right) * scale, self.height * 0.5 - to.dot(self.up) * scale]
    }

    /// The direction that the sample at `x`, `y` looks in; not of length one.
    pub fn ray(&self, x: f32, y: f32) -> Vec3 {
        self.forward
            + self.right * ((x - self.width * 0.5) / self.focal)
            + self.up * ((self.height * 0.5 - y) / self.focal)
    }
}

/// Takes points of a posed model to the screen.
#[derive(Clone, Copy, Debug)]
pub struct Projection {
    x: [f32; 4],
    y: [f32; 4],
    depth: [f32; 4],
}

impl Projection {
    pub fn of(view: &View, pose: &Pose) -> Self {
        Self::by_rows(view, pose, |row| row)
    }

    /// Takes points to where their shadow falls on the ground, in light that
    /// comes from `towards`.
    pub fn of_shadow(view: &View, pose: &Pose, towards: Vec3) -> Self {
        // A point falls along the light until its height is zero. What that
        // changes on the screen depends on its height alone.
        Self::by_rows(view, pose, |row| row - Vec3::UP * (row.dot(towards) / towards.y))
    }

    /// `bend` makes of a direction on the screen the one that heights and all are measured in.
    fn by_rows(view: &View, pose: &Pose, bend: impl Fn(Vec3) -> Vec3) -> Self {
        let row = |axis: Vec3| {
            let bent = bend(axis);
            let [x, y, z] = pose.axes.map(|model| model.dot(bent) * pose.scale);
            [x, y, z, pose.origin.dot(bent) - view.eye.dot(axis)]
        };
        Self {
            x: row(view.right * view.focal + view.forward * (view.width * 0.5)),
            y: row(view.forward * (view.height * 0.5) - view.up * view.focal),
            depth: row(view.forward),
        }
    }

    /// The place on the screen, and the distance along the view.
    pub fn point(&self, point: Vec3) -> (f32, f32, f32) {
        let at = |row: &[f32; 4]| row[0] * point.x + row[1] * point.y + row[2] * point.z + row[3];
        let depth = at(&self.depth);
        let nearness = 1.0 / depth;
        (at(&self.x) * nearness, at(&self.y) * nearness, depth)
    }
}
