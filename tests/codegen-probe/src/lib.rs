//! Functions whose machine code `tests/codegen.rs` reads.

use std::cell::Cell;

use arena_core::lifetime;
use arena_core::{Frame, Handle, Key, Pool, Resident, Tag, TagInfo};

static RENDERER: TagInfo = TagInfo::new("Renderer", "", None);

struct Renderer;

impl Tag for Renderer {
    fn info(&self) -> &'static TagInfo {
        &RENDERER
    }
}

/// What `#[derive(Arena)]` makes of a struct, by hand.
#[repr(transparent)]
pub struct Vertex(pub u64);

impl Resident for Vertex {
    type Lifetime = lifetime::Frame;
    const NAME: &'static str = "Vertex";
    fn tag() -> &'static TagInfo {
        &RENDERER
    }
}

/// The words a scope is made of in this build.
#[unsafe(no_mangle)]
pub static SCOPE_BYTES: usize = size_of::<Frame<'static>>();

#[unsafe(no_mangle)]
pub fn alloc_u64<'frame>(frame: &Frame<'frame>, value: u64) -> &'frame mut u64 {
    frame.alloc(value)
}

#[unsafe(no_mangle)]
pub fn alloc_u64_tagged<'frame>(frame: &Frame<'frame>, value: u64) -> &'frame mut u64 {
    frame.tagged(Renderer).alloc(value)
}

#[unsafe(no_mangle)]
pub fn alloc_u64_resident<'frame>(frame: &Frame<'frame>, value: u64) -> &'frame mut Vertex {
    arena_core::__private::alloc_in(frame, Vertex(value))
}

/// In a loop, which is what a burst is for: the cursor stays in a register.
#[unsafe(no_mangle)]
pub fn alloc_burst<'frame>(frame: &mut Frame<'frame>, places: &mut [Option<&'frame u64>]) {
    let mut burst = frame.burst();
    for (number, place) in (0..).zip(places) {
        *place = Some(burst.alloc(number));
    }
}

/// Something slower on purpose: the check has to see it.
#[unsafe(no_mangle)]
pub fn alloc_u64_slower<'frame>(frame: &Frame<'frame>, value: u64) -> &'frame mut u64 {
    if frame.stats().used > 1 << 40 {
        frame.alloc(0_u64);
    }
    frame.alloc(value)
}

#[unsafe(no_mangle)]
pub fn read_handle<'frame>(frame: &Frame<'frame>, handle: Handle<'frame, u64>) -> u64 {
    frame[handle]
}

/// With the base in a register, which the loop sees to: what it costs per handle.
#[unsafe(no_mangle)]
pub fn sum_handles<'frame>(frame: &Frame<'frame>, handles: &[Handle<'frame, u64>]) -> u64 {
    let mut sum = 0_u64;
    for handle in handles {
        sum = sum.rotate_left(1) ^ frame[*handle];
    }
    sum
}

/// A bump allocator as one writes it by hand, with the same semantics: cursor and end in memory,
/// everything a multiple of 8, growth out of line.
pub struct Floor {
    cursor: Cell<*mut u8>,
    end: Cell<*mut u8>,
}

#[unsafe(no_mangle)]
pub fn floor_u64(floor: &Floor, value: u64) -> &mut u64 {
    let place = floor.cursor.get();
    let next = place.wrapping_add(8);
    if next > floor.end.get() {
        return floor_grow(floor, value);
    }
    floor.cursor.set(next);
    // SAFETY: for the eye of the compiler only; this is never run.
    unsafe {
        place.cast::<u64>().write(value);
        &mut *place.cast()
    }
}

#[cold]
#[inline(never)]
fn floor_grow(floor: &Floor, value: u64) -> &mut u64 {
    panic!("{:?} is full: no room for {value}", floor.end)
}

#[unsafe(no_mangle)]
pub fn pool_get<'a, 'scene>(pool: &'a Pool<'scene, [u64; 8]>, key: Key<'scene, [u64; 8]>) -> Option<&'a [u64; 8]> {
    pool.get(key)
}

#[unsafe(no_mangle)]
pub fn pool_insert<'scene>(pool: &mut Pool<'scene, u64>, value: u64) -> Key<'scene, u64> {
    pool.insert(value)
}

#[unsafe(no_mangle)]
pub fn pool_remove<'scene>(pool: &mut Pool<'scene, u64>, key: Key<'scene, u64>) -> Option<u64> {
    pool.remove(key)
}

#[derive(arena::Arena)]
#[arena(tag = Renderer, lifetime = scene, store = soa)]
pub struct Body {
    pub mass: u32,
    pub age: u32,
}

#[unsafe(no_mangle)]
pub fn sum_column(bodies: &BodyStore<'_>) -> u32 {
    bodies.mass().iter().sum()
}

#[unsafe(no_mangle)]
pub fn sum_pool(pool: &Pool<'_, u64>) -> u64 {
    pool.values().sum()
}

/// Collects from an iterator that knows how many it has.
#[unsafe(no_mangle)]
pub fn collect_doubled<'frame>(frame: &Frame<'frame>, numbers: &[u32]) -> &'frame mut [u32] {
    frame.alloc_iter(numbers.iter().map(|number| number << 1))
}
