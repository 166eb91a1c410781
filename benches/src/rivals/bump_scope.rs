//! `bump-scope`: chunks with scopes, in three of its configurations.

use core::alloc::Layout;
use core::fmt;
use core::hint::black_box;
use core::ptr::NonNull;
use std::time::Duration;

use bump_scope::alloc::Global;
use bump_scope::settings::{BumpAllocatorSettings, BumpSettings};
use bump_scope::{Bump, BumpVec};

use super::{BYTES, Witness, timed};
use crate::work::OPS;
use crate::{Rival, Work};

/// With the settings it comes with: upwards, packed without gaps.
pub type Default = BumpSettings;
/// Upwards, at multiples of 8; without what costs checks.
pub type Up = BumpSettings<8, true, true, false>;
/// Downwards, at multiples of 8; without what costs checks.
pub type Down = BumpSettings<8, false, true, false>;

macro_rules! rival {
    ($(#[$about:meta])* $Rival:ident, $Settings:ident, $name:literal) => {
        $(#[$about])*
        #[derive(Debug)]
        pub struct $Rival(Bump<Global, $Settings>);

        impl Rival for $Rival {
            const NAME: &'static str = $name;

            fn warmed(bytes: usize) -> Self {
                Self(warmed(bytes))
            }

            #[inline(never)]
            fn round<W: Work>(&mut self) {
                W::round(black_box(&self.0));
                self.0.reset_to_start();
            }
        }

        impl<'b> crate::Bump<'b> for &'b Bump<Global, $Settings> {
            #[inline(always)]
            fn value<T: Copy + 'b>(self, value: T) -> &'b mut T {
                self.alloc(value).into_mut()
            }

            #[inline(always)]
            fn slice<T: Copy + 'b>(self, source: &[T]) -> &'b mut [T] {
                self.alloc_slice_copy(source).into_mut()
            }

            #[inline(always)]
            fn str(self, source: &str) -> &'b mut str {
                self.alloc_str(source).into_mut()
            }

            #[inline(always)]
            fn layout(self, layout: Layout) -> NonNull<u8> {
                bump_scope::traits::BumpAllocatorTyped::allocate_layout(self, layout)
            }

            #[inline(always)]
            fn format(self, text: fmt::Arguments<'_>) -> &'b str {
                self.alloc_fmt(text).into_ref()
            }

            #[inline(always)]
            fn push(self, n: usize) -> &'b [usize] {
                let mut vec = BumpVec::new_in(self);
                for word in 0..n {
                    vec.push(word);
                }
                vec.into_slice()
            }

            #[inline(always)]
            fn filled(self, len: usize, mut f: impl FnMut(usize) -> u64) -> &'b mut [u64] {
                let mut index = 0..len;
                self.alloc_slice_fill_with(len, || f(index.next().unwrap_or(0))).into_mut()
            }

            #[inline(always)]
            fn with<T: Copy + 'b>(self, f: impl FnOnce() -> T) -> &'b mut T {
                self.alloc_with(f).into_mut()
            }

            #[inline(always)]
            fn push_known(self, n: usize) -> &'b [usize] {
                let mut vec = BumpVec::with_capacity_in(n, self);
                for word in 0..n {
                    vec.push(word);
                }
                vec.into_slice()
            }

            #[inline(always)]
            fn collect(self, numbers: impl Iterator<Item = usize>) -> &'b [usize] {
                self.alloc_iter(numbers).into_ref()
            }
        }
    };
}

rival!(
    /// A [`Bump`] as it comes.
    BumpScopeDefault, Default, "bump-scope"
);
rival!(
    /// A [`Bump`] with the settings `Up`.
    BumpScopeUp, Up, "bump-scope up"
);
rival!(
    /// A [`Bump`] with the settings `Down`.
    BumpScopeDown, Down, "bump-scope down"
);

fn warmed<S>(bytes: usize) -> Bump<Global, S>
where
    S: BumpAllocatorSettings<GuaranteedAllocated = bump_scope::settings::True>,
{
    let mut bump = Bump::with_size(bytes);
    bump.alloc_slice_fill(bytes / 2, 1_u8);
    bump.reset_to_start();
    bump
}

macro_rules! runs {
    ($($module:ident: $Settings:ident),*) => {$(
        pub(crate) mod $module {
            use super::*;

            /// A nested scope per operation, with one word in it.
            pub(crate) fn scopes(rounds: usize) -> Duration {
                #[inline(never)]
                fn round(bump: &mut Bump<Global, $Settings>) {
                    for word in 0..OPS as u64 {
                        bump.scoped(|inner| {
                            inner.alloc(word);
                        });
                    }
                }
                let mut bump = warmed(BYTES);
                timed(rounds, || {
                    round(black_box(&mut bump));
                    bump.reset_to_start();
                })
            }

            /// Values that are dropped by their boxes, which lie in a vector of their own.
            pub(crate) fn boxes(rounds: usize) -> Duration {
                let mut bump = warmed::<$Settings>(BYTES);
                timed(rounds, || {
                    {
                        let bump = black_box(&bump);
                        let mut boxes = BumpVec::with_capacity_in(OPS, bump);
                        for word in 0..OPS as u64 {
                            boxes.push(bump.alloc(Witness(word)));
                        }
                    }
                    bump.reset_to_start();
                })
            }
        }
    )*};
}

runs!(default: Default, up: Up, down: Down);
