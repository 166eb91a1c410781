//! `bumpalo`: chunks, bumped downwards.

use core::alloc::Layout;
use core::fmt;
use core::hint::black_box;
use core::ptr::NonNull;
use std::time::Duration;

use super::api2::v2;
use super::{BYTES, Witness, timed};
use crate::work::OPS;
use crate::{Rival, Work};

/// A [`bumpalo::Bump`] that is reset after every round, with its capacity in advance.
#[derive(Debug)]
pub struct Bumped<const ALIGN: usize>(bumpalo::Bump<ALIGN>);

/// As it comes.
pub type Bumpalo = Bumped<1>;
/// At multiples of 8, which its documentation says "can speed up allocation of objects with
/// alignment less than or equal to the minimum alignment". Its own collections cannot be used with it.
pub type Bumpalo8 = Bumped<8>;

fn warmed<const ALIGN: usize>(bytes: usize) -> bumpalo::Bump<ALIGN> {
    let mut bump = bumpalo::Bump::with_min_align_and_capacity(bytes);
    bump.alloc_slice_fill_copy(bytes / 2, 1_u8);
    bump.reset();
    bump
}

impl<const ALIGN: usize> Rival for Bumped<ALIGN>
where
    for<'b> &'b bumpalo::Bump<ALIGN>: crate::Bump<'b>,
{
    const NAME: &'static str = if ALIGN == 1 { "bumpalo" } else { "bumpalo 8" };

    fn warmed(bytes: usize) -> Self {
        Self(warmed(bytes))
    }

    #[inline(never)]
    fn round<W: Work>(&mut self) {
        W::round(black_box(&self.0));
        self.0.reset();
    }
}

/// What all of them do by its own methods.
macro_rules! by_methods {
    () => {
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
            self.alloc_layout(layout)
        }

        #[inline(always)]
        fn filled(self, len: usize, f: impl FnMut(usize) -> u64) -> &'b mut [u64] {
            self.alloc_slice_fill_with(len, f)
        }

        #[inline(always)]
        fn with<T: Copy + 'b>(self, f: impl FnOnce() -> T) -> &'b mut T {
            self.alloc_with(f)
        }
    };
}

impl<'b> crate::Bump<'b> for &'b bumpalo::Bump {
    by_methods!();

    #[inline(always)]
    fn format(self, text: fmt::Arguments<'_>) -> &'b str {
        let mut string = bumpalo::collections::String::new_in(self);
        fmt::Write::write_fmt(&mut string, text).expect("text that can be formatted");
        string.into_bump_str()
    }

    #[inline(always)]
    fn push(self, n: usize) -> &'b [usize] {
        let mut vec = bumpalo::collections::Vec::new_in(self);
        for word in 0..n {
            vec.push(word);
        }
        vec.into_bump_slice()
    }

    #[inline(always)]
    fn push_known(self, n: usize) -> &'b [usize] {
        let mut vec = bumpalo::collections::Vec::with_capacity_in(n, self);
        for word in 0..n {
            vec.push(word);
        }
        vec.into_bump_slice()
    }

    #[inline(always)]
    fn collect(self, numbers: impl Iterator<Item = usize>) -> &'b [usize] {
        bumpalo::collections::Vec::from_iter_in(numbers, self).into_bump_slice()
    }
}

impl<'b> crate::Bump<'b> for &'b bumpalo::Bump<8> {
    by_methods!();

    #[inline(always)]
    fn format(self, text: fmt::Arguments<'_>) -> &'b str {
        v2::format(self, text)
    }

    #[inline(always)]
    fn push(self, n: usize) -> &'b [usize] {
        v2::push(self, n)
    }

    #[inline(always)]
    fn push_known(self, n: usize) -> &'b [usize] {
        v2::push_known(self, n)
    }

    #[inline(always)]
    fn collect(self, numbers: impl Iterator<Item = usize>) -> &'b [usize] {
        v2::collect(self, numbers)
    }
}

/// Values that are dropped by their boxes, which lie in a vector of their own.
pub(crate) fn boxes(rounds: usize) -> Duration {
    let mut bump = warmed::<1>(BYTES);
    timed(rounds, || {
        {
            let bump = black_box(&bump);
            let mut boxes = bumpalo::collections::Vec::with_capacity_in(OPS, bump);
            for word in 0..OPS as u64 {
                boxes.push(bumpalo::boxed::Box::new_in(Witness(word), bump));
            }
        }
        bump.reset();
    })
}
