//! Cuts the polygons of a model into triangles.

use crate::math::{Vec3, vec3};

/// Beyond this a polygon is cut as a fan, because looking for ears takes a time
/// that grows with the square of the number of corners.
const LARGEST_CLIPPED: usize = 512;

/// Cuts a polygon into triangles, `corners.len() - 2` of them, and hands each to
/// `emit` as three indices into `corners`. Polygons may be concave; of those that
/// cross themselves or lie in no plane, all that is promised is the number.
///
/// `links` is scratch memory, at least as long as `corners`.
pub fn triangulate(
    corners: &[u32],
    position: impl Fn(u32) -> Vec3,
    links: &mut [u32],
    mut emit: impl FnMut([usize; 3]),
) {
    if corners.len() == 3 || corners.len() > LARGEST_CLIPPED {
        for last in 2..corners.len() {
            emit([0, last - 1, last]);
        }
        return;
    }
    let plane = Plane::of(corners, &position);
    let flat = |index: usize| plane.project(position(corners[index]));
    let count = corners.len();

    // `links` makes the corners a ring from which ears are taken one by one.
    for (index, link) in links[..count].iter_mut().enumerate() {
        *link = ((index + 1) % count) as u32;
    }
    let mut before = count - 1;
    let mut left = count;
    let mut misses = 0;
    while left > 3 {
        let tip = links[before] as usize;
        let after = links[tip] as usize;
        let ear = [flat(before), flat(tip), flat(after)];
        let mut inside = false;
        if misses < left {
            let mut other = links[after] as usize;
            while other != before && !inside {
                inside = contains(ear, flat(other));
                other = links[other] as usize;
            }
        }
        // After a whole round without an ear the polygon is not a proper one, and any corner goes.
        if misses >= left || (turn(ear) > 0.0 && !inside) {
            emit([before, tip, after]);
            links[before] = after as u32;
            left -= 1;
            misses = 0;
            // Going on from the far side keeps the triangles from all sharing one corner.
            before = after;
        } else {
            before = tip;
            misses += 1;
        }
    }
    let tip = links[before] as usize;
    emit([before, tip, links[tip] as usize]);
}

/// The plane of a polygon, reduced to two coordinates in which it runs
/// counterclockwise.
struct Plane {
    first: Vec3,
    second: Vec3,
}

impl Plane {
    fn of(corners: &[u32], position: &impl Fn(u32) -> Vec3) -> Self {
        // Newell's normal: right for concave polygons too.
        let mut normal = Vec3::ZERO;
        let origin = position(corners[0]);
        for pair in corners.windows(2) {
            normal += (position(pair[0]) - origin).cross(position(pair[1]) - origin);
        }
        let normal = normal.direction_or(Vec3::UP);
        let helper = if normal.x.abs() < 0.6 { vec3(1.0, 0.0, 0.0) } else { Vec3::UP };
        let first = helper.cross(normal).direction_or(vec3(1.0, 0.0, 0.0));
        Self { first, second: normal.cross(first) }
    }

    fn project(&self, point: Vec3) -> [f32; 2] {
        [self.first.dot(point), self.second.dot(point)]
    }
}

/// Twice the area of a triangle, positive if it runs counterclockwise.
fn turn([a, b, c]: [[f32; 2]; 3]) -> f32 {
    (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
}

/// Whether `point` lies in the triangle or on its border, but is none of its corners.
fn contains([a, b, c]: [[f32; 2]; 3], point: [f32; 2]) -> bool {
    point != a
        && point != b
        && point != c
        && turn([a, b, point]) >= 0.0
        && turn([b, c, point]) >= 0.0
        && turn([c, a, point]) >= 0.0
}
