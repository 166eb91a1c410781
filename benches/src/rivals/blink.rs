//! `blink-alloc`: chunks, bumped upwards, with a list of destructors.

use core::alloc::Layout;
use core::fmt;
use core::hint::black_box;
use core::ptr::NonNull;
use std::time::Duration;

use blink_alloc::{Blink, BlinkAlloc};

use super::api2::v4;
use super::{BYTES, Witness, timed};
use crate::work::OPS;
use crate::{Bump, Rival, Work};

/// A [`Blink`] that is reset after every round.
///
/// Values without a destructor by `put_no_drop`, which its documentation gives for them. It keeps its last
/// chunk, so that after one round all is in one.
#[expect(missing_debug_implementations, reason = "`Blink` has none")]
pub struct BlinkArena(Blink);

fn warmed(bytes: usize) -> Blink {
    let mut blink = Blink::new_in(BlinkAlloc::with_chunk_size(bytes));
    blink.emplace_no_drop().from_iter(core::iter::repeat_n(1_u8, bytes / 2));
    blink.reset();
    blink
}

impl Rival for BlinkArena {
    const NAME: &'static str = "blink-alloc";

    fn warmed(bytes: usize) -> Self {
        Self(warmed(bytes))
    }

    #[inline(never)]
    fn round<W: Work>(&mut self) {
        W::round(black_box(&self.0));
        self.0.reset();
    }
}

impl<'b> Bump<'b> for &'b Blink {
    #[inline(always)]
    fn value<T: Copy + 'b>(self, value: T) -> &'b mut T {
        self.put_no_drop(value)
    }

    #[inline(always)]
    fn slice<T: Copy + 'b>(self, source: &[T]) -> &'b mut [T] {
        self.copy_slice(source)
    }

    #[inline(always)]
    fn str(self, source: &str) -> &'b mut str {
        self.copy_str(source)
    }

    #[inline(always)]
    fn layout(self, layout: Layout) -> NonNull<u8> {
        self.allocator().allocate(layout).expect("room").cast()
    }

    #[inline(always)]
    fn format(self, text: fmt::Arguments<'_>) -> &'b str {
        v4::format(self.allocator(), text)
    }

    #[inline(always)]
    fn push(self, n: usize) -> &'b [usize] {
        v4::push(self.allocator(), n)
    }

    #[inline(always)]
    fn filled(self, len: usize, f: impl FnMut(usize) -> u64) -> &'b mut [u64] {
        super::filled::filled(self, len, f)
    }

    #[inline(always)]
    fn with<T: Copy + 'b>(self, f: impl FnOnce() -> T) -> &'b mut T {
        self.emplace_no_drop().with(f)
    }

    #[inline(always)]
    fn push_known(self, n: usize) -> &'b [usize] {
        v4::push_known(self.allocator(), n)
    }

    #[inline(always)]
    fn collect(self, numbers: impl Iterator<Item = usize>) -> &'b [usize] {
        self.emplace_no_drop().from_iter(numbers)
    }
}

/// Values that are dropped at the reset.
pub(crate) fn drops(rounds: usize) -> Duration {
    #[inline(never)]
    fn round(blink: &Blink) {
        for word in 0..OPS as u64 {
            blink.put(Witness(word));
        }
    }
    let mut blink = warmed(BYTES);
    timed(rounds, || {
        round(black_box(&blink));
        blink.reset();
    })
}
