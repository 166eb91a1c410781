//! Adding up one field of many values: `f32`, one of eight fields of a body of 32 bytes.
//!
//! A store with a column per field reads an eighth of what the others do. Sums are of integers, so that each
//! rival may add them up in whichever order is fastest.

use core::hint::black_box;
use std::time::Duration;

use arena::{Arena, MIB, SceneArena};

use crate::Run;
use crate::rivals::timed;

/// Bodies.
pub const COUNT: u32 = 100_000;

/// A body.
#[derive(arena::Arena, Clone, Copy)]
#[arena(tag = Benchmark::Bodies, lifetime = scene, store = soa)]
struct Body {
    mass: u32,
    position: [u32; 3],
    velocity: [u32; 3],
    charge: u32,
}

#[derive(arena::Tag, Clone, Copy, Debug)]
enum Benchmark {
    Bodies,
}

fn bodies() -> impl Iterator<Item = Body> {
    (0..COUNT).map(|mass| Body { mass, position: [mass; 3], velocity: [1; 3], charge: 7 })
}

/// Times a sum, and sees that it is one.
fn sums(rounds: usize, mut sum: impl FnMut() -> u32) -> Duration {
    assert_eq!(sum(), (0..COUNT).fold(0, u32::wrapping_add));
    timed(rounds, || _ = black_box(sum()))
}

fn wrapping<'a>(numbers: impl Iterator<Item = &'a u32>) -> u32 {
    numbers.fold(0, |sum, number| sum.wrapping_add(*number))
}

fn soa(rounds: usize) -> Duration {
    let mut arena: SceneArena = Arena::reserve("bodies", 16 * MIB).expect("address space for a benchmark");
    arena::scope!(scene in arena);
    let mut store = BodyStore::with_capacity_in(scene, COUNT as usize);
    bodies().for_each(|body| _ = store.insert(body));
    sums(rounds, || wrapping(black_box(&store).mass().iter()))
}

fn pool(rounds: usize) -> Duration {
    let mut arena: SceneArena = Arena::reserve("bodies", 16 * MIB).expect("address space for a benchmark");
    arena::scope!(scene in arena);
    let mut pool = scene.pool::<Body>(COUNT as usize);
    bodies().for_each(|body| _ = pool.insert(body));
    sums(rounds, || wrapping(black_box(&pool).values().map(|body| &body.mass)))
}

fn by_hand(rounds: usize) -> Duration {
    let masses: Vec<u32> = (0..COUNT).collect();
    sums(rounds, || wrapping(black_box(&masses).iter()))
}

fn slotmap(rounds: usize) -> Duration {
    let mut map = slotmap::SlotMap::with_capacity(COUNT as usize);
    bodies().for_each(|body| _ = map.insert(body));
    sums(rounds, || wrapping(black_box(&map).values().map(|body| &body.mass)))
}

fn slotmap_dense(rounds: usize) -> Duration {
    let mut map = slotmap::DenseSlotMap::with_capacity(COUNT as usize);
    bodies().for_each(|body| _ = map.insert(body));
    sums(rounds, || wrapping(black_box(&map).values().map(|body| &body.mass)))
}

fn thunderdome(rounds: usize) -> Duration {
    let mut arena = thunderdome::Arena::with_capacity(COUNT as usize);
    bodies().for_each(|body| _ = arena.insert(body));
    sums(rounds, || wrapping(black_box(&arena).iter().map(|(_, body)| &body.mass)))
}

fn slab(rounds: usize) -> Duration {
    let mut slab = slab::Slab::with_capacity(COUNT as usize);
    bodies().for_each(|body| _ = slab.insert(body));
    sums(rounds, || wrapping(black_box(&slab).iter().map(|(_, body)| &body.mass)))
}

/// Components lie in columns here too. Its documentation has `query_mut` for the fastest walk.
fn hecs(rounds: usize) -> Duration {
    struct Mass(u32);
    struct Position(#[expect(dead_code, reason = "as in a body")] [u32; 3]);
    struct Velocity(#[expect(dead_code, reason = "as in a body")] [u32; 3]);
    struct Charge(#[expect(dead_code, reason = "as in a body")] u32);
    let mut world = hecs::World::new();
    let columns =
        bodies().map(|body| (Mass(body.mass), Position(body.position), Velocity(body.velocity), Charge(body.charge)));
    world.spawn_batch(columns);
    sums(rounds, || wrapping(black_box(&mut world).query_mut::<&Mass>().into_iter().map(|mass| &mass.0)))
}

/// Who adds up.
#[must_use]
pub fn runs() -> Vec<(&'static str, Run)> {
    vec![
        ("arena", soa),
        ("arena, Pool", pool),
        ("by hand", by_hand),
        ("SlotMap", slotmap),
        ("DenseSlotMap", slotmap_dense),
        ("thunderdome", thunderdome),
        ("slab", slab),
        ("hecs", hecs),
    ]
}
