//! Coarser versions of a mesh, for instances that are far away: all vertices
//! within one cell of a grid become one.

use arena::prelude::*;

use crate::failure::Failure;
use crate::math::Vec3;
use crate::memory::Subsystem;
use crate::mesh::{Detail, Triangle, Vertex};

/// How many cells the bounding box of a mesh gets along each axis, from the
/// finest level to the coarsest.
pub const GRIDS: [usize; 7] = [72, 44, 28, 18, 11, 7, 4];

/// No cell, no vertex.
const NONE: u32 = u32::MAX;

/// The vertices of one cell while they are added up.
#[derive(Arena, Clone, Copy)]
#[arena(tag = Subsystem::Loading, lifetime = frame)]
struct Cell {
    position: Vec3,
    count: f32,
    /// One new vertex for each octant that normals point to, so that the two
    /// sides of something thin do not cancel each other.
    vertex_of_octant: [u32; 8],
}

/// A new vertex while it is added up. All those of a cell stand at one place.
#[derive(Arena, Clone, Copy)]
#[arena(tag = Subsystem::Loading, lifetime = frame)]
struct Cluster {
    cell: u32,
    normal: Vec3,
    own: Vec3,
    tint: f32,
    count: f32,
}

/// Moves the vertices of `fine` onto a grid of `grid` cells along each axis.
/// `None` if more than `worthwhile` triangles are left, or none at all.
pub fn onto_grid<'scene>(
    scene: &Scene<'scene>,
    load: &Frame<'_>,
    fine: &Detail<'scene>,
    grid: usize,
    worthwhile: usize,
) -> Result<Option<Detail<'scene>>, Failure> {
    let scratch = load.tagged(Subsystem::Loading);
    let cell_at = scratch.try_alloc_slice_fill_with(grid * grid * grid, |_| NONE)?;
    let most = fine.vertices.len();
    let mut cells = scratch.try_vec_with_capacity::<Cell>(most.min(cell_at.len()))?;
    let mut clusters = scratch.try_vec_with_capacity::<Cluster>(most)?;
    // For each fine vertex, the new one that takes its place.
    let mut moved = scratch.try_vec_with_capacity::<u32>(most)?;

    for vertex in fine.vertices {
        let cell = &mut cell_at[place_in(grid, vertex.position)];
        if *cell == NONE {
            *cell = cells.len() as u32;
            cells.try_push(Cell { position: Vec3::ZERO, count: 0.0, vertex_of_octant: [NONE; 8] })?;
        }
        let number = *cell;
        let cell = &mut cells[number as usize];
        cell.position += vertex.position;
        cell.count += 1.0;
        let slot = &mut cell.vertex_of_octant[octant(vertex.normal)];
        if *slot == NONE {
            *slot = clusters.len() as u32;
            let (normal, own) = (Vec3::ZERO, Vec3::ZERO);
            clusters.try_push(Cluster { cell: number, normal, own, tint: 0.0, count: 0.0 })?;
        }
        let cluster = &mut clusters[*slot as usize];
        cluster.normal += vertex.normal;
        cluster.own += vertex.own;
        cluster.tint += vertex.tint;
        cluster.count += 1.0;
        moved.try_push(*slot)?;
    }

    let moved_to = |triangle: &Triangle| {
        let corners = triangle.0.map(|index| moved[index as usize]);
        let [a, b, c] = corners.map(|index| clusters[index as usize].cell);
        // What fell into one cell, or two, has no area any more.
        (a != b && b != c && c != a).then_some(Triangle(corners))
    };
    let triangles = fine.triangles.iter().filter_map(moved_to).count();
    if triangles == 0 || triangles > worthwhile {
        return Ok(None);
    }
    let vertices = clusters.iter().map(|cluster| {
        let cell = &cells[cluster.cell as usize];
        Vertex {
            position: cell.position * (1.0 / cell.count),
            normal: cluster.normal.direction_or(Vec3::UP),
            own: cluster.own * (1.0 / cluster.count),
            tint: cluster.tint * (1.0 / cluster.count),
        }
    });
    let vertices = Vertex::try_alloc_slice_in(scene, vertices)?;
    let mut kept = scene.tagged(Subsystem::Assets).try_vec_with_capacity(triangles)?;
    for triangle in fine.triangles.iter().filter_map(moved_to) {
        kept.try_push(triangle)?;
    }
    let coarseness = 2.0 / grid as f32;
    Ok(Some(Detail { vertices, triangles: kept.into_slice(), coarseness }))
}

/// The cell of a position in a mesh, whose bounding sphere has radius one and
/// which stands on the ground.
fn place_in(grid: usize, position: Vec3) -> usize {
    let cells = grid as f32 * 0.5;
    let along = |from_edge: f32| ((from_edge * cells).max(0.0) as usize).min(grid - 1);
    let (x, y, z) = (along(position.x + 1.0), along(position.y), along(position.z + 1.0));
    (y * grid + z) * grid + x
}

fn octant(normal: Vec3) -> usize {
    usize::from(normal.x > 0.0) | usize::from(normal.y > 0.0) << 1 | usize::from(normal.z > 0.0) << 2
}
