//! Makes of a model what is drawn: triangles with shaded vertices, in several
//! details. The result goes into the scene arena; everything needed on the way
//! lives in the frame arena, which has nothing else to do while a scene loads.

use arena::prelude::*;

use crate::failure::Failure;
use crate::math::{Vec3, vec3};
use crate::memory::Subsystem;
use crate::obj::{Corner, Model};
use crate::polygon::triangulate;
use crate::simplify;

/// A model made ready for drawing. It stands on the ground at the origin, and
/// its bounding sphere has radius one.
#[derive(Arena, Debug)]
#[arena(tag = Subsystem::Assets, lifetime = scene)]
pub struct Mesh<'scene> {
    pub name: &'scene str,
    /// From the finest to the coarsest; at least one.
    pub details: &'scene [Detail<'scene>],
    /// The centre of the bounding sphere.
    pub centre: Vec3,
}

/// The mesh at one level of detail.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Assets, lifetime = scene)]
pub struct Detail<'scene> {
    pub vertices: &'scene [Vertex],
    pub triangles: &'scene [Triangle],
    /// Features smaller than this are lost; zero in the finest detail.
    pub coarseness: f32,
}

#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Assets, lifetime = scene)]
pub struct Vertex {
    pub position: Vec3,
    /// Of length one.
    pub normal: Vec3,
    /// The colour of the surface, linear; above one it glows.
    pub own: Vec3,
    /// How much of the colour of the instance is added to that.
    pub tint: f32,
}

/// Three indices into the vertices of the same detail.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Assets, lifetime = scene)]
pub struct Triangle(pub [u32; 3]);

impl<'scene> Mesh<'scene> {
    /// Makes the mesh of `model`, with `load` as scratch memory.
    pub fn of(
        scene: &Scene<'scene>,
        load: &mut Frame<'_>,
        model: &Model<'scene>,
        name: &str,
    ) -> Result<&'scene Self, Failure> {
        let fit = Fit::of(model);
        let finest = {
            scope!(load in load);
            finest(scene, load, model, &fit)?
        };
        let Some(finest) = finest else {
            let reason = "the face has no area, and neither has any other";
            return Err(Failure::malformed(name, model.first_face_line, reason));
        };

        let mut details = scene.tagged(Subsystem::Assets).try_vec_with_capacity(1 + simplify::GRIDS.len())?;
        details.try_push(finest)?;
        for grid in simplify::GRIDS {
            scope!(load in load);
            // A level that saves little is not worth its memory.
            let worthwhile = details[details.len() - 1].triangles.len() * 3 / 4;
            if let Some(coarser) = simplify::onto_grid(scene, load, &finest, grid, worthwhile)? {
                details.try_push(coarser)?;
            }
        }
        let mesh = Mesh {
            name: scene.tagged(Subsystem::Assets).try_alloc_str(name)?,
            details: details.into_slice(),
            centre: fit.centre(),
        };
        Ok(mesh.try_alloc_in(scene)?)
    }
}

/// Moves and scales a model to where its mesh stands.
struct Fit {
    /// The middle of the bounding box.
    middle: [f64; 3],
    lowest: f64,
    scale: f64,
}

impl Fit {
    fn of(model: &Model<'_>) -> Self {
        // In double precision, because a model may be as large as a float can say.
        let used = || {
            let points = model.corners.iter().map(|corner| model.points[corner.point as usize].position);
            points.map(|p| [f64::from(p.x), f64::from(p.y), f64::from(p.z)])
        };
        let (mut low, mut high) = ([f64::MAX; 3], [f64::MIN; 3]);
        for point in used() {
            for axis in 0..3 {
                low[axis] = low[axis].min(point[axis]);
                high[axis] = high[axis].max(point[axis]);
            }
        }
        let middle = [0, 1, 2].map(|axis| (low[axis] + high[axis]) * 0.5);
        let farthest = used()
            .map(|point| (0..3).map(|axis| (point[axis] - middle[axis]) * (point[axis] - middle[axis])).sum())
            .fold(0.0, f64::max);
        let radius = farthest.sqrt();
        Self { middle, lowest: low[1], scale: if radius > 0.0 { 1.0 / radius } else { 1.0 } }
    }

    fn centre(&self) -> Vec3 {
        vec3(0.0, ((self.middle[1] - self.lowest) * self.scale) as f32, 0.0)
    }

    fn apply(&self, point: Vec3) -> Vec3 {
        vec3(
            ((f64::from(point.x) - self.middle[0]) * self.scale) as f32,
            ((f64::from(point.y) - self.lowest) * self.scale) as f32,
            ((f64::from(point.z) - self.middle[2]) * self.scale) as f32,
        )
    }
}

/// Builds the finest detail: triangles of the polygons, normals where the file
/// has none, and one vertex for each different pair of point and normal. `None`
/// if no triangle has an area.
fn finest<'scene>(
    scene: &Scene<'scene>,
    load: &Frame<'_>,
    model: &Model<'scene>,
    fit: &Fit,
) -> Result<Option<Detail<'scene>>, Failure> {
    let scratch = load.tagged(Subsystem::Loading);
    let places = scratch.try_alloc_iter(model.points.iter().map(|point| fit.apply(point.position)))?;
    let faces = split_faces(load, model, places)?;
    if faces.is_empty() {
        return Ok(None);
    }

    let normals = smooth_normals(load, model, faces)?;
    // A point is shared by few vertices, so those of one point form a short chain.
    let first_of_point = scratch.try_alloc_slice_fill_with(places.len(), |_| NONE)?;
    // Nothing else is allocated here until all are found, so the list grows in place.
    let mut links = scratch.vec::<VertexLink>();
    let assets = scene.tagged(Subsystem::Assets);
    let mut triangles = assets.try_vec_with_capacity(faces.len())?;
    for (face, normals) in faces.iter().zip(normals.chunks_exact(3)) {
        let mut triangle = [0; 3];
        for ((corner, &normal), index) in face.corners.iter().zip(normals).zip(&mut triangle) {
            let point = model.corners[*corner as usize].point as usize;
            let chain = std::iter::successors(some(first_of_point[point]), |&link| some(links[link as usize].next));
            let found = chain.take(LONGEST_CHAIN).find(|&link| links[link as usize].vertex.normal == normal);
            *index = match found {
                Some(link) => link,
                None => {
                    let link = links.len() as u32;
                    let vertex = vertex(places[point], normal, model.points[point].colour);
                    links.try_push(VertexLink { vertex, next: first_of_point[point] })?;
                    first_of_point[point] = link;
                    link
                }
            };
        }
        triangles.try_push(Triangle(triangle))?;
    }
    let vertices = Vertex::try_alloc_slice_in(scene, links.iter().map(|link| link.vertex))?;
    Ok(Some(Detail { vertices, triangles: triangles.into_slice(), coarseness: 0.0 }))
}

/// A vertex while its like is looked for, and the next one of the same point.
#[derive(Arena, Clone, Copy)]
#[arena(tag = Subsystem::Loading, lifetime = frame)]
struct VertexLink {
    vertex: Vertex,
    next: u32,
}

/// The index of a link, if there is one.
fn some(link: u32) -> Option<u32> {
    (link != NONE).then_some(link)
}

/// No index.
const NONE: u32 = u32::MAX;

/// So many vertices of one point are searched for an equal one, and no more:
/// in a fan of a million triangles the search would never end.
const LONGEST_CHAIN: usize = 16;

/// A white point takes the colour of its instance, any other keeps its own.
fn vertex(position: Vec3, normal: Vec3, colour: Vec3) -> Vertex {
    let white = colour == Vec3::ONE;
    // Colours are written as a screen shows them; light adds up on their squares.
    let own = if white { Vec3::ZERO } else { colour.tinted(colour) };
    Vertex { position, normal, own, tint: if white { 1.0 } else { 0.0 } }
}

/// A triangle of the model while it is loaded.
#[derive(Arena, Clone, Copy)]
#[arena(tag = Subsystem::Loading, lifetime = frame)]
struct RawFace {
    /// Indices into the corners of the model.
    corners: [u32; 3],
    /// At right angles to the triangle, and as long as twice its area.
    area: Vec3,
}

/// Cuts all polygons into triangles, and leaves out those without an area.
fn split_faces<'load>(load: &Frame<'load>, model: &Model<'_>, places: &[Vec3]) -> Result<&'load [RawFace], Failure> {
    let scratch = load.tagged(Subsystem::Loading);
    let most_corners = model.faces.iter().map(|face| face.corners as usize).max().unwrap_or(0);
    let triangles = model.faces.iter().map(|face| face.corners as usize - 2).sum();
    let links = scratch.try_alloc_slice_fill_with(most_corners, |_| 0)?;
    let mut points = scratch.try_vec_with_capacity(most_corners)?;
    let mut faces = scratch.try_vec_with_capacity(triangles)?;
    for face in model.faces {
        let corners = &model.corners[face.range()];
        points.clear();
        for corner in corners {
            points.try_push(corner.point)?;
        }
        let mut full = Ok(());
        triangulate(
            &points,
            |point| places[point as usize],
            links,
            |ears| {
                let [a, b, c] = ears.map(|ear| places[points[ear] as usize]);
                let area = (b - a).cross(c - a);
                if area.dot(area) > 0.0 {
                    let corners = ears.map(|ear| face.first_corner + ear as u32);
                    full = faces.try_push(RawFace { corners, area }).map_err(Failure::from);
                }
            },
        );
        full?;
    }
    Ok(faces.into_slice())
}

/// The normals of all corners of `faces`, three for each: that of the file, or
/// the mean of the triangles around the point, of those at most that do not
/// meet at an edge.
fn smooth_normals<'load>(load: &Frame<'load>, model: &Model<'_>, faces: &[RawFace]) -> Result<&'load [Vec3], Failure> {
    /// The cosine of 48 degrees: what bends more is an edge.
    const EDGE: f32 = 0.67;
    /// Around the tip of a large fan every triangle counts, edges or not.
    const LARGEST_FAN: usize = 64;

    let scratch = load.tagged(Subsystem::Loading);
    let point_of = |corner: u32| model.corners[corner as usize].point as usize;

    // The triangles around each point, one point after the other: first how many, then which.
    let ends = scratch.try_alloc_slice_fill_with(model.points.len() + 1, |_| 0_u32)?;
    for face in faces {
        for corner in face.corners {
            ends[point_of(corner) + 1] += 1;
        }
    }
    for index in 1..ends.len() {
        ends[index] += ends[index - 1];
    }
    let around = scratch.try_alloc_slice_fill_with(faces.len() * 3, |_| 0_u32)?;
    for (index, face) in faces.iter().enumerate() {
        for corner in face.corners {
            let place = &mut ends[point_of(corner)];
            around[*place as usize] = index as u32;
            *place += 1;
        }
    }
    // Filling moved every start to the next one's place.
    let neighbours = |point: usize| {
        let start = if point == 0 { 0 } else { ends[point - 1] as usize };
        &around[start..ends[point] as usize]
    };
    let fans = scratch.try_alloc_iter((0..model.points.len()).map(|point| {
        let fan = neighbours(point).iter();
        fan.fold(Vec3::ZERO, |sum, &face| sum + faces[face as usize].area)
    }))?;

    let outwards = if is_inside_out(faces, model) { -1.0 } else { 1.0 };
    let corners = faces.iter().flat_map(|face| face.corners.map(|corner| (face, corner)));
    let normals = corners.map(|(face, corner)| {
        let given = model.corners[corner as usize].normal;
        if given != Corner::NO_NORMAL {
            let given = model.normals[given as usize].0.direction_or(Vec3::ZERO);
            if given != Vec3::ZERO {
                return given;
            }
        }
        let flat = face.area.direction_or(Vec3::UP);
        let point = point_of(corner);
        let fan = neighbours(point);
        let sum = if fan.len() > LARGEST_FAN {
            fans[point]
        } else {
            let smooth = fan.iter().map(|&face| faces[face as usize].area);
            let smooth = smooth.filter(|area| area.dot(flat) > EDGE * area.length());
            smooth.fold(Vec3::ZERO, |sum, area| sum + area)
        };
        sum.direction_or(flat) * outwards
    });
    Ok(scratch.try_alloc_iter(normals)?)
}

/// Whether the triangles of a closed model face inwards: the volume they
/// enclose is then negative.
fn is_inside_out(faces: &[RawFace], model: &Model<'_>) -> bool {
    let place = |corner: u32| model.points[model.corners[corner as usize].point as usize].position;
    let origin = place(faces[0].corners[0]);
    let volume: f32 = faces.iter().map(|face| (place(face.corners[0]) - origin).dot(face.area)).sum();
    volume < 0.0
}
