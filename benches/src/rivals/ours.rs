//! `arena`, through its public interface.

use core::alloc::Layout;
use core::fmt;
use core::hint::black_box;
use core::ptr::NonNull;
use std::time::Duration;

use arena::{Frame, FrameArena, Handle, Tag, TagInfo};

use super::{BYTES, Witness, timed};
use crate::work::OPS;
use crate::{Bump, Rival, Work};

/// A [`FrameArena`] that is opened for every round.
#[derive(Debug)]
pub struct Ours(FrameArena);

/// The tag of the rows about accounting.
struct Renderer;

impl Tag for Renderer {
    #[inline]
    fn info(&self) -> &'static TagInfo {
        static INFO: TagInfo = TagInfo::new("Renderer", "What the rows about accounting allocate", None);
        &INFO
    }
}

fn warmed(bytes: usize) -> FrameArena {
    FrameArena::builder().name("bench").reserve(bytes).prefault(bytes).build().expect("address space for a benchmark")
}

impl Rival for Ours {
    const NAME: &'static str = "arena";

    fn warmed(bytes: usize) -> Self {
        Self(warmed(bytes))
    }

    #[inline(never)]
    fn round<W: Work>(&mut self) {
        self.0.scope(|frame| W::round::<&Frame<'_>>(black_box(frame)));
    }
}

impl<'b> Bump<'b> for &Frame<'b> {
    #[inline(always)]
    fn value<T: Copy + 'b>(self, value: T) -> &'b mut T {
        self.alloc(value)
    }

    #[inline(always)]
    fn slice<T: Copy + 'b>(self, source: &[T]) -> &'b mut [T] {
        self.alloc_slice_copy(source)
    }

    #[inline(always)]
    fn str(self, source: &str) -> &'b mut str {
        self.alloc_str(source)
    }

    #[inline(always)]
    fn layout(self, layout: Layout) -> NonNull<u8> {
        NonNull::from(self.alloc_layout(layout)).cast()
    }

    #[inline(always)]
    fn format(self, text: fmt::Arguments<'_>) -> &'b str {
        self.alloc_fmt(text)
    }

    #[inline(always)]
    fn push(self, n: usize) -> &'b [usize] {
        let mut vec = self.vec();
        for word in 0..n {
            vec.push(word);
        }
        vec.into_slice()
    }

    #[inline(always)]
    fn filled(self, len: usize, f: impl FnMut(usize) -> u64) -> &'b mut [u64] {
        self.alloc_slice_fill_with(len, f)
    }

    #[inline(always)]
    fn with<T: Copy + 'b>(self, f: impl FnOnce() -> T) -> &'b mut T {
        self.alloc_with(f)
    }

    #[inline(always)]
    fn push_known(self, n: usize) -> &'b [usize] {
        let mut vec = self.vec_with_capacity(n);
        for word in 0..n {
            vec.push(word);
        }
        vec.into_slice()
    }

    #[inline(always)]
    fn collect(self, numbers: impl Iterator<Item = usize>) -> &'b [usize] {
        self.alloc_iter(numbers)
    }
}

/// A nested scope per operation, with one word in it.
pub(crate) fn scopes(rounds: usize) -> Duration {
    #[inline(never)]
    fn round(frame: &mut Frame<'_>) {
        for word in 0..OPS as u64 {
            frame.scope(|inner| {
                inner.alloc(word);
            });
        }
    }
    let mut arena = warmed(BYTES);
    timed(rounds, || arena.scope(|frame| round(black_box(frame))))
}

/// Words one by one, with the cursor in a register.
pub(crate) fn burst(rounds: usize) -> Duration {
    #[inline(never)]
    fn round(frame: &mut Frame<'_>) {
        let mut burst = frame.burst();
        for word in 0..OPS as u64 {
            burst.alloc(word);
        }
    }
    let mut arena = warmed(BYTES);
    timed(rounds, || arena.scope(|frame| round(black_box(frame))))
}

/// Values that are dropped at the end of the scope, by the scope.
pub(crate) fn drops(rounds: usize) -> Duration {
    #[inline(never)]
    fn round(frame: &Frame<'_>) {
        for word in 0..OPS as u64 {
            frame.alloc_drop(Witness(word));
        }
    }
    let mut arena = warmed(BYTES);
    timed(rounds, || arena.scope(|frame| round(black_box(frame))))
}

/// Values that are dropped by their boxes, which lie in a vector of their own.
pub(crate) fn boxes(rounds: usize) -> Duration {
    let mut arena = warmed(BYTES);
    timed(rounds, || {
        arena.scope(|frame| {
            let frame: &Frame<'_> = black_box(frame);
            let mut boxes = frame.vec_with_capacity(OPS);
            for word in 0..OPS as u64 {
                boxes.push(frame.alloc_box(Witness(word)));
            }
        });
    })
}

/// Words that are counted under one tag, which is looked up once.
pub(crate) fn tagged(rounds: usize) -> Duration {
    #[inline(never)]
    fn round(frame: &Frame<'_>) {
        let frame = frame.tagged(Renderer);
        for word in 0..OPS as u64 {
            frame.alloc(word);
        }
    }
    let mut arena = warmed(BYTES);
    timed(rounds, || arena.scope(|frame| round(black_box(frame))))
}

/// Words that are counted under one tag, which is looked up for each, as `alloc_in` does.
pub(crate) fn tagged_each(rounds: usize) -> Duration {
    #[inline(never)]
    fn round(frame: &Frame<'_>) {
        for word in 0..OPS as u64 {
            frame.tagged(Renderer).alloc(word);
        }
    }
    let mut arena = warmed(BYTES);
    timed(rounds, || arena.scope(|frame| round(black_box(frame))))
}

/// Values that are placed and read by handle.
pub(crate) fn handles(rounds: usize) -> Duration {
    #[inline(never)]
    fn round(frame: &Frame<'_>) {
        for word in 0..OPS as u64 {
            frame.insert(word);
        }
    }
    let mut arena = warmed(BYTES);
    timed(rounds, || arena.scope(|frame| round(black_box(frame))))
}

/// Values that are read by handles, which lie in random order. One operation is one that is read.
pub(crate) fn read(rounds: usize) -> Duration {
    #[inline(never)]
    fn round<'id>(frame: &Frame<'id>, handles: &[Handle<'id, u64>; OPS]) -> u64 {
        handles.iter().fold(0, |sum, handle| sum.wrapping_add(frame[*handle]))
    }
    let mut arena = warmed(BYTES);
    arena.scope(|frame| {
        let handles: [Handle<'_, u64>; OPS] = core::array::from_fn(|word| frame.insert(word as u64));
        let order = super::shuffled();
        let handles = order.map(|index| handles[index]);
        timed(rounds, || {
            black_box(round(black_box(frame), &handles));
        })
    })
}
