//! Random programs of everything at once: blocks of the allocator trait, runs of destructors of three alignments,
//! closures that allocate and panic, bursts, vectors, stores, nested scopes that end or are leaked.
//! Each kind has attacks of its own; here one may do to another what it never does to itself.

#![expect(unsafe_code, reason = "an allocator is asked to free and to grow by unsafe functions")]

use std::alloc::Layout;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;

use allocator_api2::alloc::{AllocError, Allocator};
use allocator_api2::vec::Vec as VecIn;
use arena_core::{Arena, Frame, Ledger, Tag, TagInfo, lifetime};

use crate::support::{Aligned, Random};

struct Mesh;

impl Tag for Mesh {
    fn info(&self) -> &'static TagInfo {
        static MESH: TagInfo = TagInfo::new("Mesh", "", None);
        &MESH
    }
}

thread_local! {
    /// Values with destructors that are alive.
    static ALIVE: Cell<usize> = const { Cell::new(0) };
}

/// Knows what it is: all three are dropped by much the same instructions.
struct Owner {
    boxed: Box<usize>,
    id: usize,
}

impl Owner {
    fn new(id: usize) -> Self {
        ALIVE.set(ALIVE.get() + 1);
        Self { boxed: Box::new(!id), id }
    }

    fn check(&self) {
        assert_eq!(*self.boxed, !self.id);
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.check();
        ALIVE.set(ALIVE.get() - 1);
    }
}

#[repr(align(8))]
struct Eight(#[expect(dead_code, reason = "dropped, not read")] Owner);

#[repr(align(32))]
struct Wide(Owner);

/// A block of the model: where it is, how large, what it is filled with, and whether it has the tag.
struct Block {
    place: NonNull<u8>,
    layout: Layout,
    fill: u8,
    tagged: bool,
}

impl Block {
    fn filled(self) -> Self {
        // SAFETY: the block is that large, and nobody else's.
        unsafe { self.place.write_bytes(self.fill, self.layout.size()) };
        self
    }

    fn check(&self, size: usize) {
        assert_eq!(self.place.addr().get() % self.layout.align(), 0);
        // SAFETY: as above, and it was filled.
        let bytes = unsafe { NonNull::slice_from_raw_parts(self.place, size).as_ref() };
        assert!(bytes.iter().all(|byte| *byte == self.fill));
    }

    /// The block in its new layout, or as it was.
    fn resized(mut self, allocator: impl Allocator, new: Layout) -> Self {
        self.check(self.layout.size());
        let (place, old) = (self.place, self.layout);
        // SAFETY: a block of this allocator and of this layout.
        let resized = unsafe {
            match new.size() >= old.size() {
                true => allocator.grow_zeroed(place, old, new),
                false => allocator.shrink(place, old, new),
            }
        };
        if let Ok(room) = resized {
            (self.place, self.layout) = (room.cast(), new);
            self.check(new.size().min(old.size()));
            let zeros = new.size().saturating_sub(old.size());
            // SAFETY: that much was added, and set to zero.
            let added = unsafe { NonNull::slice_from_raw_parts(self.place.add(new.size() - zeros), zeros).as_ref() };
            assert!(added.iter().all(|byte| *byte == 0));
        }
        self.filled()
    }

    fn free(self, allocator: impl Allocator) {
        self.check(self.layout.size());
        // SAFETY: a block of this allocator and of this layout, which is not used any more.
        unsafe { allocator.deallocate(self.place, self.layout) };
    }
}

fn layout(random: &mut Random) -> Layout {
    let most = if !cfg!(miri) && random.below(20) == 0 { 40_000 } else { 100 };
    Layout::from_size_align(random.below(most), 1 << random.below(8)).expect("a layout")
}

/// What a collection does that is filled while the arena holds room for a value that is not there yet.
fn allocate_inside(random: &mut Random, frame: &Frame<'_>) {
    let (len, id, panics) = (random.below(30), random.below(1000), random.below(3) == 0);
    _ = catch_unwind(AssertUnwindSafe(|| {
        let made = frame.try_alloc_with(|| {
            let mut vec = VecIn::new_in(frame);
            for n in 0..len {
                if vec.try_reserve(1).is_ok() {
                    vec.push(n);
                }
                if n == 7 {
                    _ = frame.try_alloc_drop(Owner::new(id));
                }
            }
            if panics {
                std::panic::resume_unwind(Box::new(()));
            }
            [len; 5]
        });
        assert!(made.is_err() || made.is_ok_and(|array| *array == [len; 5]));
    }));
}

fn program<'id>(random: &mut Random, frame: &mut Frame<'id>, ledger: &Ledger, depth: usize) {
    let mut blocks: Vec<Block> = Vec::new();
    let mut owners: Vec<&'id mut Owner> = Vec::new();
    let mut wide: Vec<&'id mut Wide> = Vec::new();
    for step in 0..random.below(if cfg!(miri) { 25 } else { 60 }) {
        let any = layout(random);
        // The newest block is often the last thing in the arena.
        let index = if random.below(2) == 0 { blocks.len() } else { random.below(blocks.len().max(1)) + 1 };
        match random.below(16) {
            0..4 => {
                let tagged = random.below(2) == 0;
                let room: Result<_, AllocError> =
                    if tagged { frame.tagged(Mesh).allocate(any) } else { (&*frame).allocate(any) };
                if let Ok(room) = room {
                    let fill = step.to_le_bytes()[0];
                    blocks.push(Block { place: room.cast(), layout: any, fill, tagged }.filled());
                }
            }
            4..7 if !blocks.is_empty() => match blocks.remove(index - 1) {
                block @ Block { tagged: true, .. } => block.free(frame.tagged(Mesh)),
                block => block.free(&*frame),
            },
            7..10 if !blocks.is_empty() => {
                let block = blocks.remove(index - 1);
                let align = if random.below(2) == 0 { any.align() } else { block.layout.align() };
                let new = Layout::from_size_align(any.size(), align).expect("a layout");
                blocks.push(match block.tagged {
                    true => block.resized(frame.tagged(Mesh), new),
                    false => block.resized(&*frame, new),
                });
            }
            10 => (0..random.below(3)).for_each(|n| owners.extend(frame.try_alloc_drop(Owner::new(n)))),
            11 => {
                for n in 0..random.below(3) {
                    wide.extend(frame.try_alloc_drop(Wide(Owner::new(n))));
                    _ = frame.try_alloc_drop(Eight(Owner::new(n)));
                }
            }
            12 => allocate_inside(random, frame),
            13 if depth < 3 => {
                let before = (frame.stats().used, frame.stats().abandoned, ALIVE.get());
                frame.scope(|inner| program(random, inner, ledger, depth + 1));
                assert_eq!((frame.stats().used, frame.stats().abandoned, ALIVE.get()), before);
            }
            13 => std::mem::forget(frame.open_scope()),
            14 => {
                let mut burst = frame.burst();
                for n in 0..random.below(200) {
                    _ = burst.try_alloc(n);
                    if n == 150 {
                        burst = burst.tagged(Mesh);
                    }
                }
            }
            15 => {
                if let Ok(mut vec) = frame.try_vec_with_capacity(random.below(10)) {
                    (0..random.below(30)).for_each(|n| _ = vec.try_push(n));
                }
                if let Ok(mut pool) = frame.try_pool(random.below(5)) {
                    (0..5).for_each(|n| _ = pool.try_insert(Owner::new(n)));
                }
            }
            _ => {}
        }
        let (real, seen) = (frame.stats(), ledger.arenas().next().expect("one arena").1);
        assert!(real.abandoned <= real.used && real.used <= real.reserved);
        assert_eq!((seen.used, seen.abandoned), (real.used, real.abandoned));
    }
    blocks.iter().for_each(|block| block.check(block.layout.size()));
    owners.iter().for_each(|owner| owner.check());
    for value in &wide {
        assert_eq!(std::ptr::from_ref::<Wide>(value).addr() % 32, 0);
        value.0.check();
    }
}

fn programs(seeds: std::ops::Range<u64>, arena: &mut Arena<'_, lifetime::Frame>) {
    let ledger = Ledger::new().with(arena);
    for seed in seeds {
        arena.scope(|frame| program(&mut Random::new(seed), frame, &ledger, 0));
        assert_eq!((arena.stats().used, ALIVE.get()), (0, 0), "seed {seed}");
    }
}

#[test]
fn everything_at_once() {
    let seeds = if cfg!(miri) { 3 } else { 100 };
    let room = if cfg!(miri) { 16 << 10 } else { 512 << 10 };
    programs(0..seeds, &mut Arena::reserve("all", room).expect("address space"));
    for (offset, round) in (0..if cfg!(miri) { 2 } else { 9 }).zip(1..) {
        let mut bytes = Aligned::<30_000>::new();
        programs(seeds * round..seeds * (round + 1), &mut Arena::from_buffer(&mut bytes.0[offset..]));
    }
}
