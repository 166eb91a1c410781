//! Reads a Wavefront OBJ straight into the scene arena.
//!
//! The text is walked twice. The first walk only counts, so that every list of
//! the [`Model`] gets exactly the room it needs; the second reads each number
//! into its place in the arena. Nothing is copied in between, and nothing
//! touches the heap but the message of an error.
//!
//! Understood: `v` (with or without `w` or a colour), `vt`, `vn`, `f` with any
//! number of corners in all four forms (`1`, `1/2`, `1//3`, `1/2/3`), indices
//! that count from the end, comments, continued lines, and the line ends of
//! any system. The other statements of the format (groups, materials, curves)
//! are skipped; a word that the format does not have is an error.

use arena::prelude::*;

use crate::failure::Failure;
use crate::math::{Vec3, vec3};
use crate::memory::Subsystem;
use crate::scan::{Scanner, quoted};

/// A model as its file describes it, polygons and all. This is what an editor
/// would edit; what is drawn is the [`Mesh`](crate::mesh::Mesh) made from it.
#[derive(Arena, Debug)]
#[arena(tag = Subsystem::Assets, lifetime = scene)]
pub struct Model<'scene> {
    pub points: &'scene [Point],
    pub normals: &'scene [Normal],
    /// The corners of all faces, one face after the other.
    pub corners: &'scene [Corner],
    pub faces: &'scene [Face],
    /// The line of the first face, for a complaint about all of them.
    pub first_face_line: usize,
}

/// A `v` line: a position, and a colour where there is one.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Assets, lifetime = scene)]
pub struct Point {
    pub position: Vec3,
    pub colour: Vec3,
}

/// A `vn` line; not yet of length one.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Assets, lifetime = scene)]
pub struct Normal(pub Vec3);

/// One corner of a face: indices into the points and the normals.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Assets, lifetime = scene)]
pub struct Corner {
    pub point: u32,
    /// [`Corner::NO_NORMAL`] where the file gives none.
    pub normal: u32,
}

impl Corner {
    pub const NO_NORMAL: u32 = u32::MAX;
}

/// An `f` line: where its corners stand in the list of all corners.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Assets, lifetime = scene)]
pub struct Face {
    pub first_corner: u32,
    pub corners: u32,
}

impl Face {
    /// The corners of this face among those of its model.
    pub fn range(&self) -> std::ops::Range<usize> {
        let first = self.first_corner as usize;
        first..first + self.corners as usize
    }
}

/// How many of each there are: all of them after counting, those that came so
/// far while reading.
#[derive(Clone, Copy, Debug, Default)]
struct Census {
    points: usize,
    textures: usize,
    normals: usize,
    faces: usize,
    corners: usize,
}

/// Reads the model that `text` describes. `file` is its name in messages.
pub fn read<'scene>(scene: &Scene<'scene>, file: &str, text: &[u8]) -> Result<&'scene Model<'scene>, Failure> {
    let total = count(Scanner::new(file, text))?;

    let assets = scene.tagged(Subsystem::Assets);
    let mut points = assets.try_vec_with_capacity(total.points)?;
    let mut normals = assets.try_vec_with_capacity(total.normals)?;
    let mut corners = assets.try_vec_with_capacity(total.corners)?;
    let mut faces = assets.try_vec_with_capacity(total.faces)?;

    let mut scanner = Scanner::new(file, text);
    let mut so_far = Census::default();
    let mut first_face_line = 0;
    while let Some(keyword) = scanner.statement()? {
        match keyword {
            b"v" => {
                points.try_push(point(&mut scanner)?)?;
                so_far.points += 1;
            }
            b"vn" => {
                normals.try_push(normal(&mut scanner)?)?;
                so_far.normals += 1;
            }
            b"vt" => {
                texture(&mut scanner)?;
                so_far.textures += 1;
            }
            b"f" | b"fo" => {
                if faces.is_empty() {
                    first_face_line = scanner.line();
                }
                let first = corners.len();
                while let Some(word) = scanner.word()? {
                    corners.try_push(corner(&scanner, word, &so_far, &total)?)?;
                }
                faces.try_push(face(&scanner, first, corners.len())?)?;
            }
            other if SKIPPED.split_ascii_whitespace().any(|word| word.as_bytes() == other) => {}
            other => {
                let word = quoted(other);
                return Err(scanner.malformed(format_args!("{word} is not a statement of the format")));
            }
        }
    }
    if faces.is_empty() {
        return Err(scanner.malformed("the file ends without a face"));
    }

    let model = Model {
        points: points.into_slice(),
        normals: normals.into_slice(),
        corners: corners.into_slice(),
        faces: faces.into_slice(),
        first_face_line,
    };
    Ok(model.try_alloc_in(scene)?)
}

/// Counts what the lists must hold; whether it makes sense is seen when reading.
fn count(mut scanner: Scanner<'_>) -> Result<Census, Failure> {
    let mut census = Census::default();
    while let Some(keyword) = scanner.statement()? {
        match keyword {
            b"v" => census.points += 1,
            b"vt" => census.textures += 1,
            b"vn" => census.normals += 1,
            b"f" | b"fo" => {
                census.faces += 1;
                while scanner.word()?.is_some() {
                    census.corners += 1;
                }
            }
            _ => {}
        }
    }
    // Indices are stored in 32 bits, and the highest says that there is none.
    let largest = census.points.max(census.normals).max(census.corners);
    if largest >= u32::MAX as usize {
        return Err(scanner.malformed("the model has more than four thousand million corners"));
    }
    Ok(census)
}

/// `v x y z`, `v x y z w`, `v x y z r g b` or `v x y z r g b a`.
fn point(scanner: &mut Scanner<'_>) -> Result<Point, Failure> {
    let mut numbers = [0.0; 7];
    let count = read_numbers(scanner, &mut numbers, "a vertex", 3)?;
    let [x, y, z, r, g, b, _] = numbers;
    let colour = match count {
        3 | 4 => Vec3::ONE,
        6 | 7 => vec3(r.max(0.0), g.max(0.0), b.max(0.0)),
        _ => {
            let reason = format!("a vertex has 3, 4, 6 or 7 numbers, and this one has {count}");
            return Err(scanner.malformed(reason));
        }
    };
    Ok(Point { position: vec3(x, y, z), colour })
}

/// `vn x y z`.
fn normal(scanner: &mut Scanner<'_>) -> Result<Normal, Failure> {
    let mut numbers = [0.0; 3];
    read_numbers(scanner, &mut numbers, "a normal", 3)?;
    let [x, y, z] = numbers;
    Ok(Normal(vec3(x, y, z)))
}

/// `vt u`, `vt u v` or `vt u v w`. The numbers are checked and dropped: nothing here has a texture.
fn texture(scanner: &mut Scanner<'_>) -> Result<(), Failure> {
    read_numbers(scanner, &mut [0.0; 3], "a texture coordinate", 1)?;
    Ok(())
}

/// Reads the rest of a statement as numbers and says how many there were.
fn read_numbers(scanner: &mut Scanner<'_>, numbers: &mut [f32], what: &str, fewest: usize) -> Result<usize, Failure> {
    let mut count = 0;
    while let Some(word) = scanner.word()? {
        let Some(place) = numbers.get_mut(count) else {
            let reason = format!("{what} has at most {} numbers", numbers.len());
            return Err(scanner.malformed(reason));
        };
        *place = number(word).map_err(|reason| scanner.malformed(reason))?;
        count += 1;
    }
    if count < fewest {
        return Err(scanner.malformed(format_args!("{what} needs {fewest} numbers, and this one has {count}")));
    }
    Ok(count)
}

fn number(word: &[u8]) -> Result<f32, String> {
    let text = std::str::from_utf8(word).map_err(|_| format!("{} is not UTF-8 text", quoted(word)))?;
    match text.parse::<f32>() {
        Ok(number) if number.is_finite() => Ok(number),
        Ok(_) => Err(format!("{} is not a finite number", quoted(word))),
        Err(_) => Err(format!("{} is not a number", quoted(word))),
    }
}

/// `point`, `point/texture`, `point//normal` or `point/texture/normal`.
fn corner(scanner: &Scanner<'_>, word: &[u8], so_far: &Census, total: &Census) -> Result<Corner, Failure> {
    let mut parts = word.split(|&byte| byte == b'/');
    let (point, texture, normal) = (parts.next(), parts.next(), parts.next());
    if parts.next().is_some() {
        let reason = format!("{} has more than three indices", quoted(word));
        return Err(scanner.malformed(reason));
    }
    let resolve = |part: Option<&[u8]>, what: &str, so_far: usize, total: usize| {
        part.filter(|digits| !digits.is_empty())
            .map(|digits| index(digits, what, so_far, total))
            .transpose()
            .map_err(|reason| scanner.malformed(reason))
    };
    let Some(point) = resolve(point, "vertex", so_far.points, total.points)? else {
        return Err(scanner.malformed(format_args!("{} names no vertex", quoted(word))));
    };
    resolve(texture, "texture coordinate", so_far.textures, total.textures)?;
    let normal = resolve(normal, "normal", so_far.normals, total.normals)?;
    Ok(Corner { point, normal: normal.unwrap_or(Corner::NO_NORMAL) })
}

/// Turns an index of the file, which counts from one, or from the end if it is
/// negative, into one that counts from zero.
fn index(digits: &[u8], what: &str, so_far: usize, total: usize) -> Result<u32, String> {
    let text = std::str::from_utf8(digits).map_err(|_| format!("{} is not UTF-8 text", quoted(digits)))?;
    let Ok(index) = text.parse::<i64>() else {
        return Err(format!("{} is not an index", quoted(digits)));
    };
    let found = match usize::try_from(index.unsigned_abs()) {
        Ok(0) => return Err(format!("a face refers to {what} 0, but indices start at 1")),
        // The list may still be growing: what counts is how long it gets.
        Ok(forwards) if index > 0 => Some(forwards - 1).filter(|&found| found < total),
        Ok(backwards) => so_far.checked_sub(backwards),
        Err(_) => None,
    };
    found.and_then(|found| u32::try_from(found).ok()).ok_or_else(|| {
        if index > 0 {
            format!("a face refers to {what} {index}, but the file has {total}")
        } else {
            format!("a face refers to {what} {index}, but {so_far} came before it")
        }
    })
}

fn face(scanner: &Scanner<'_>, first: usize, end: usize) -> Result<Face, Failure> {
    let corners = end - first;
    if corners < 3 {
        return Err(scanner.malformed(format_args!("a face needs 3 corners, and this one has {corners}")));
    }
    let within = |number: usize| u32::try_from(number).expect("counted to be below 2^32");
    Ok(Face { first_corner: within(first), corners: within(corners) })
}

/// The statements of the format that say nothing about polygons: groups, materials and other
/// attributes; then points, lines, and curves and surfaces of free form.
const SKIPPED: &str = "
    g s mg o usemtl mtllib usemap maplib bevel c_interp d_interp lod shadow_obj trace_obj ctech stech call csh
    p l vp deg bmat step cstype curv curv2 surf parm trim hole scrv sp end con res bsp bzp cdc cdp
";
