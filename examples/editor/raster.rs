//! Fills triangles, sample by sample, nearest first.
//!
//! A sample belongs to a triangle if its centre lies inside. An edge is always
//! walked from its upper end, in fixed point, so two triangles that share one agree about every
//! sample, and there is neither a gap between them nor an overlap.

use arena::prelude::*;

use crate::memory::Subsystem;

/// A corner on the screen, in samples.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
pub struct Corner {
    pub x: f32,
    pub y: f32,
    /// One over the distance: linear on the screen, and larger where nearer.
    pub nearness: f32,
    /// Red, green and blue as the screen shows them, from 1 to 254.
    pub colour: [f32; 3],
}

/// The samples that triangles are drawn on.
#[derive(Debug)]
pub struct Target<'a> {
    pub width: usize,
    pub height: usize,
    /// What the sample shows: see [`COVERED`] and [`SHADOWED`].
    pub colour: &'a mut [u32],
    /// How near it is; zero is infinitely far.
    pub nearness: &'a mut [f32],
}

/// Set in a sample that shows a triangle; its colour is in the low 24 bits.
pub const COVERED: u32 = 0xFF00_0000;
/// A sample that shows the ground, in a shadow.
pub const SHADOWED: u32 = 0x0100_0000;

/// Triangles that span fewer samples than this get a single colour.
const SMALL: f32 = 7.0;

impl Target<'_> {
    pub fn clear(&mut self) {
        self.colour.fill(0);
        self.nearness.fill(0.0);
    }

    /// Draws a triangle; its colour runs smoothly between the corners.
    pub fn triangle(&mut self, corners: [&Corner; 3]) {
        let [a, b, c] = corners;
        let wide = highest(a.x, b.x, c.x) - lowest(a.x, b.x, c.x);
        let high = highest(a.y, b.y, c.y) - lowest(a.y, b.y, c.y);
        let extent = if wide > high { wide } else { high };
        let slopes = Slopes::new(place(a), place(b), place(c));
        // Over a splinter, thinner than a sample, values change too steeply to follow.
        if extent < SMALL || slopes.area.abs() < extent {
            self.flat(corners);
        } else {
            self.smooth(corners, &slopes);
        }
    }

    /// A triangle of a few samples has one colour and one distance.
    fn flat(&mut self, [a, b, c]: [&Corner; 3]) {
        let third = 1.0 / 3.0;
        let nearness = (a.nearness + b.nearness + c.nearness) * third;
        let mean = [0, 1, 2].map(|i| (a.colour[i] + b.colour[i] + c.colour[i]) * third);
        let colour = packed(mean.map(|channel| channel as i32));
        let size = (self.width, self.height);
        spans(size, [place(a), place(b), place(c)], |row, from, to| {
            let samples = row * size.0 + from..row * size.0 + to;
            let near = &mut self.nearness[samples.clone()];
            for (old, near) in self.colour[samples].iter_mut().zip(near) {
                if nearness > *near {
                    *near = nearness;
                    *old = colour;
                }
            }
        });
    }

    fn smooth(&mut self, [a, b, c]: [&Corner; 3], slopes: &Slopes) {
        let (near_across, near_down) = slopes.of([a.nearness, b.nearness, c.nearness]);
        let colour = [0, 1, 2].map(|i| slopes.plane([a.colour[i], b.colour[i], c.colour[i]]));
        let step = colour.map(|plane| plane.across as i32);
        let size = (self.width, self.height);
        spans(size, [place(a), place(b), place(c)], |row, from, to| {
            let aside = from as f32 + 0.5 - a.x;
            let below = row as f32 + 0.5 - a.y;
            let mut near_now = a.nearness + aside * near_across + below * near_down;
            let mut now = colour.map(|plane| plane.at(from, row));
            let samples = row * size.0 + from..row * size.0 + to;
            let near = &mut self.nearness[samples.clone()];
            for (old, near) in self.colour[samples].iter_mut().zip(near) {
                if near_now > *near {
                    *near = near_now;
                    *old = packed(now.map(|channel| channel >> FIXED_BITS));
                }
                near_now += near_across;
                now = [0, 1, 2].map(|i| now[i] + step[i]);
            }
        });
    }

    /// Draws a square around a middle.
    pub fn spot(&mut self, [x, y]: [f32; 2], radius: f32, nearness: f32, colour: [f32; 3]) {
        let colour = packed(colour.map(|channel| channel as i32));
        let range = |middle: f32, end: usize| {
            let first = (middle - radius + 0.5).max(0.0) as usize;
            first.min(end)..((middle + radius + 0.5).max(0.0) as usize).max(first + 1).min(end)
        };
        for row in range(y, self.height) {
            for column in range(x, self.width) {
                let sample = row * self.width + column;
                if nearness > self.nearness[sample] {
                    self.nearness[sample] = nearness;
                    self.colour[sample] = colour;
                }
            }
        }
    }

    /// Darkens the ground in a triangle. To be called before anything is drawn.
    pub fn shadow(&mut self, corners: [[f32; 2]; 3]) {
        let size = (self.width, self.height);
        spans(size, corners, |row, from, to| {
            self.colour[row * size.0 + from..row * size.0 + to].fill(SHADOWED);
        });
    }
}

/// Whole numbers with a fraction of 16 bits, which are exact where floats
/// would drift, and need no conversion in the innermost loops.
const FIXED_BITS: u32 = 16;

fn fixed(number: f32) -> i64 {
    (f64::from(number) * f64::from(1 << FIXED_BITS)) as i64
}

fn highest(a: f32, b: f32, c: f32) -> f32 {
    let first = if a > b { a } else { b };
    if first > c { first } else { c }
}

fn lowest(a: f32, b: f32, c: f32) -> f32 {
    let first = if a < b { a } else { b };
    if first < c { first } else { c }
}

/// A covered sample of a colour. Corners keep away from 0 and 255, so that a
/// channel is within a byte even after rounding.
fn packed([red, green, blue]: [i32; 3]) -> u32 {
    COVERED | (red as u32) << 16 | (green as u32) << 8 | blue as u32
}

fn place(corner: &Corner) -> [f32; 2] {
    [corner.x, corner.y]
}

/// How values that are given at three corners change from sample to sample.
struct Slopes {
    origin: [f32; 2],
    second: [f32; 2],
    third: [f32; 2],
    /// Twice the area of the triangle, in samples; the sign tells its side.
    area: f32,
    inverse_area: f32,
}

impl Slopes {
    fn new(a: [f32; 2], b: [f32; 2], c: [f32; 2]) -> Self {
        let (second, third) = ([b[0] - a[0], b[1] - a[1]], [c[0] - a[0], c[1] - a[1]]);
        let area = second[0] * third[1] - third[0] * second[1];
        Self { origin: a, second, third, area, inverse_area: 1.0 / area }
    }

    /// How much a value changes from column to column, and from row to row.
    fn of(&self, values: [f32; 3]) -> (f32, f32) {
        let (b, c) = (values[1] - values[0], values[2] - values[0]);
        let across = (b * self.third[1] - c * self.second[1]) * self.inverse_area;
        let down = (c * self.second[0] - b * self.third[0]) * self.inverse_area;
        (across, down)
    }

    fn plane(&self, values: [f32; 3]) -> Plane {
        let (across, down) = self.of(values);
        let (across, down) = (fixed(across), fixed(down));
        // From the first corner to the centre of the first sample of all.
        let (x, y) = (fixed(0.5 - self.origin[0]), fixed(0.5 - self.origin[1]));
        let start = fixed(values[0]) + ((x * across + y * down) >> FIXED_BITS);
        Plane { start, across, down }
    }
}

/// A value that changes evenly over the screen, in fixed point.
#[derive(Clone, Copy)]
struct Plane {
    start: i64,
    across: i64,
    down: i64,
}

impl Plane {
    fn at(&self, column: usize, row: usize) -> i32 {
        (self.start + column as i64 * self.across + row as i64 * self.down) as i32
    }
}

/// Calls `span(row, from, to)` for every row of samples that a triangle covers.
fn spans((width, height): (usize, usize), mut corners: [[f32; 2]; 3], mut span: impl FnMut(usize, usize, usize)) {
    // From the top to the bottom.
    if corners[1][1] < corners[0][1] {
        corners.swap(0, 1);
    }
    if corners[2][1] < corners[1][1] {
        corners.swap(1, 2);
        if corners[1][1] < corners[0][1] {
            corners.swap(0, 1);
        }
    }
    let [top, middle, bottom] = corners;
    let mut long = Edge::new(top, bottom, height);
    for mut short in [Edge::new(top, middle, height), Edge::new(middle, bottom, height)] {
        for row in short.first..short.end {
            let (one, other) = (long.next(), short.next());
            let (left, right) = if one < other { (one, other) } else { (other, one) };
            let from = left.clamp(0, width as i64) as usize;
            let to = right.clamp(0, width as i64) as usize;
            if from < to {
                span(row, from, to);
            }
        }
    }
}

/// An edge, walked from row to row.
struct Edge {
    first: usize,
    end: usize,
    /// In fixed point, and such that cutting off the fraction gives the first
    /// column whose centre does not lie left of the edge.
    column: i64,
    step: i64,
}

impl Edge {
    fn new(upper: [f32; 2], lower: [f32; 2], height: usize) -> Self {
        let first = first_centre(upper[1], height);
        let end = first_centre(lower[1], height);
        if first >= end {
            // No row to walk, and perhaps no height to divide by.
            return Self { first, end, column: 0, step: 0 };
        }
        let slope = (lower[0] - upper[0]) / (lower[1] - upper[1]);
        let x = upper[0] + (first as f32 + 0.5 - upper[1]) * slope;
        let up_to_whole = (1 << FIXED_BITS) - 1;
        Self { first, end, column: fixed(x - 0.5) + up_to_whole, step: fixed(slope) }
    }

    fn next(&mut self) -> i64 {
        let column = self.column >> FIXED_BITS;
        self.column += self.step;
        column
    }
}

/// The first row whose centre does not lie above `edge`, at most `limit`.
fn first_centre(edge: f32, limit: usize) -> usize {
    let row = fixed(edge - 0.5) + (1 << FIXED_BITS) - 1;
    (row >> FIXED_BITS).clamp(0, limit as i64) as usize
}
