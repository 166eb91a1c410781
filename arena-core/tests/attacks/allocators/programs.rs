//! Random programs of requests, with a model that knows what every block holds.

use std::alloc::Layout;
use std::ptr::NonNull;

use allocator_api2::alloc::Allocator;
use arena_core::{Arena, Frame, Tagged, lifetime};

use super::{Mesh, layout};
use crate::support::{Random, each_backing};

/// A block of the model: where it is, how large, and what it is filled with.
struct Block<'s, 'id> {
    place: NonNull<u8>,
    layout: Layout,
    fill: u8,
    /// By whom it was allocated, if not by the scope itself.
    by: Option<Tagged<'s, 'id, lifetime::Frame>>,
}

impl<'s, 'id> Block<'s, 'id> {
    fn filled(self) -> Self {
        // SAFETY: the block is that large, and nobody else's.
        unsafe { self.place.write_bytes(self.fill, self.layout.size()) };
        self
    }

    /// Whether the first bytes are still what was written.
    fn is_whole(&self, size: usize) -> bool {
        // SAFETY: as above, and it was filled.
        unsafe { NonNull::slice_from_raw_parts(self.place, size).as_ref() }.iter().all(|byte| *byte == self.fill)
    }

    /// Passes the block to whoever it is by.
    fn resize(&mut self, frame: &'s Frame<'id>, new: Layout) {
        fn by<A: Allocator>(allocator: A, place: NonNull<u8>, old: Layout, new: Layout) -> NonNull<u8> {
            // SAFETY: a block of this allocator and of this layout.
            let resized = unsafe {
                if new.size() >= old.size() {
                    allocator.grow(place, old, new)
                } else {
                    allocator.shrink(place, old, new)
                }
            };
            resized.expect("room").cast()
        }
        let kept = self.layout.size().min(new.size());
        self.place = match self.by {
            Some(tagged) => by(tagged, self.place, self.layout, new),
            None => by(frame, self.place, self.layout, new),
        };
        assert!(self.is_whole(kept) && self.place.addr().get() % new.align() == 0);
        self.layout = new;
    }

    fn free(self, frame: &'s Frame<'id>) {
        assert!(self.is_whole(self.layout.size()));
        // SAFETY: as above, and it is not used any more.
        unsafe {
            match self.by {
                Some(tagged) => tagged.deallocate(self.place, self.layout),
                None => frame.deallocate(self.place, self.layout),
            }
        }
    }
}

/// Random programs of all that an allocator can be asked; `check` is told what every block by the tag has.
fn programs(seed: u64, arena: &mut Arena<'_, lifetime::Frame>, check: impl Fn(&Frame<'_>, usize)) {
    let mut random = Random::new(seed);
    arena.scope(|frame| {
        let frame = &**frame;
        let mut blocks = Vec::new();
        for round in 0..if cfg!(miri) { 100 } else { 400_u32 } {
            let shifts = if random.below(4) == 0 { 8 } else { 4 };
            let any = layout(random.below(100), 1 << random.below(shifts));
            match random.below(8) {
                0..3 => {
                    let by = (random.below(2) == 0).then(|| frame.tagged(Mesh));
                    let room = by.map_or_else(|| frame.allocate(any), |tagged| tagged.allocate(any));
                    let fill = round.to_le_bytes()[0];
                    blocks.push(Block { place: room.expect("room").cast(), layout: any, fill, by }.filled());
                }
                // The newest one is often the last.
                which @ 3..8 if !blocks.is_empty() => {
                    let index = if which < 5 { blocks.len() - 1 } else { random.below(blocks.len()) };
                    if which % 2 == 0 {
                        let mut block = blocks.swap_remove(index);
                        let align = if random.below(4) == 0 { any.align() } else { block.layout.align() };
                        block.resize(frame, layout(any.size(), align));
                        blocks.push(block.filled());
                    } else {
                        blocks.swap_remove(index).free(frame);
                    }
                }
                _ => _ = frame.alloc(round),
            }
            let tagged = blocks.iter().filter(|block| block.by.is_some());
            check(frame, tagged.map(|block| block.layout.size()).sum());
        }
        assert!(blocks.iter().all(|block| block.is_whole(block.layout.size())));
        let left = blocks.len() / 2;
        blocks.drain(left..).rev().for_each(|block| block.free(frame));
    });
    assert_eq!((arena.stats().used, arena.stats().abandoned), (0, 0));
}

#[test]
fn random_programs_keep_what_is_theirs() {
    for seed in 0..if cfg!(miri) { 2 } else { 200 } {
        each_backing(|arena| programs(seed, arena, |_, _| {}));
    }
}

/// Live bytes of every tag and of none + padding + abandoned = used, after each step.
#[test]
#[cfg(all(feature = "std", any(feature = "account", debug_assertions)))]
fn random_programs_keep_the_counters_right() {
    for seed in 0..if cfg!(miri) { 1 } else { 200 } {
        let mut arena = arena_core::FrameArena::reserve("frame", 1 << 20).expect("address space");
        let ledger = arena_core::Ledger::new().with(&arena);
        programs(seed, &mut arena, |frame, tagged| {
            let (seen, real) = (ledger.arenas().next().expect("one arena").1, frame.stats());
            assert_eq!((seen.used, seen), (real.used, real), "seed {seed}");
            assert_eq!(ledger.used_by(Mesh), Some(tagged), "seed {seed}");
        });
    }
}
