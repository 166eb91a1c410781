//! The rows of the tables that every rival can do.
//!
//! A round is a thousand operations in memory that fits the first or second cache. The loops are
//! never inlined, so that the assembly of each is easy to find.

use core::alloc::Layout;
use core::hint::black_box;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use crate::{Bump, Work};

/// Operations per round, but for the rows about vectors.
pub const OPS: usize = 1000;

/// `u64`, one by one.
#[derive(Debug)]
pub struct Words;
/// A struct of 64 bytes.
#[derive(Debug)]
pub struct Blocks;
/// Slices of 16 to 256 bytes, copied.
#[derive(Debug)]
pub struct Slices;
/// Strings of 4 to 19 bytes, copied.
#[derive(Debug)]
pub struct Strings;
/// Types of eight sizes in turn, known at compile time.
#[derive(Debug)]
pub struct Mixed;
/// Sizes from 1 to 256 and alignments from 1 to 16, known at run time.
#[derive(Debug)]
pub struct Layouts;
/// `u64`, each by a call to a function.
#[derive(Debug)]
pub struct Calls;
/// A linked list.
#[derive(Debug)]
pub struct List;
/// A short text with two numbers and a name in it.
#[derive(Debug)]
pub struct Text;
/// Vectors that grow to `N` elements, one after the other. One operation is one element.
#[derive(Debug)]
pub struct Push<const N: usize>;

/// Vectors that grow to `N` elements and know it. One operation is one element.
#[derive(Debug)]
pub struct PushKnown<const N: usize>;
/// Every third of `3 * N` numbers, collected. One operation is one that is kept.
#[derive(Debug)]
pub struct Collect<const N: usize>;
/// Slices of [`SIZE`] bytes, copied.
#[derive(Debug)]
pub struct Copies;
/// Vectors that grow to [`SIZE`] elements. One operation is a vector.
#[derive(Debug)]
pub struct Pushes;
/// A value of 4 KiB, which a function returns.
#[derive(Debug)]
pub struct Built;
/// 4 KiB of words, each made where it belongs.
#[derive(Debug)]
pub struct Filled;

/// How large or long it is what [`Copies`] and [`Pushes`] make. No more than [`LARGEST`].
pub static SIZE: AtomicUsize = AtomicUsize::new(0);
/// The largest [`SIZE`].
pub const LARGEST: usize = 4096;

/// What `Blocks` allocates.
#[derive(Debug, Clone, Copy)]
pub struct Block(pub [u64; 8]);

impl Block {
    /// Eight different words.
    #[inline(always)]
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(core::array::from_fn(|index| seed + index as u64))
    }
}

impl Work for Words {
    const OPS: usize = OPS;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        for word in 0..OPS as u64 {
            bump.value(word);
        }
    }
}

impl Work for Blocks {
    const OPS: usize = OPS;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        for seed in 0..OPS as u64 {
            bump.value(Block::new(seed));
        }
    }
}

/// Yields every element of a table over and over; the table is opaque to the compiler.
#[inline(always)]
fn in_turn<T: Copy, const N: usize>(table: &[T; N], mut each: impl FnMut(T)) {
    const { assert!(N.is_power_of_two()) };
    let table = black_box(table);
    for index in 0..OPS {
        each(table[index % N]);
    }
}

impl Work for Slices {
    const OPS: usize = OPS;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        const SOURCE: [u8; 256] = [7; 256];
        const LENGTHS: [usize; 16] = [16, 200, 24, 64, 40, 256, 100, 32, 72, 16, 128, 48, 56, 240, 20, 160];
        let source = black_box(&SOURCE);
        in_turn(&LENGTHS, |len| {
            bump.slice(&source[..len]);
        });
    }
}

impl Work for Strings {
    const OPS: usize = OPS;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        const WORDS: [&str; 8] =
            ["mesh", "position", "albedo_map", "skin", "shadow_cascade_far", "camera", "bounding_sphere.xyz", "light"];
        in_turn(&WORDS, |word| {
            bump.str(word);
        });
    }
}

impl Work for Mixed {
    const OPS: usize = OPS;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        const { assert!(OPS == 8 * 125) };
        for n in 0..125_u8 {
            bump.value(u32::from(n));
            bump.value(u64::from(n));
            bump.value(n);
            bump.value([u16::from(n); 3]);
            bump.value((u64::from(n), n));
            bump.value([u32::from(n); 4]);
            bump.value(u16::from(n));
            bump.value([u64::from(n); 3]);
        }
    }
}

impl Work for Layouts {
    const OPS: usize = OPS;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        const fn layout(size: usize, align: usize) -> Layout {
            match Layout::from_size_align(size, align) {
                Ok(layout) => layout,
                Err(_) => panic!("a size and an alignment that fit"),
            }
        }
        const LAYOUTS: [Layout; 8] = [
            layout(4, 4),
            layout(64, 16),
            layout(24, 8),
            layout(1, 1),
            layout(256, 16),
            layout(40, 8),
            layout(6, 2),
            layout(96, 4),
        ];
        in_turn(&LAYOUTS, |layout| {
            bump.layout(layout);
        });
    }
}

impl Work for Calls {
    const OPS: usize = OPS;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        #[inline(never)]
        fn call<'b, B: Bump<'b>>(bump: B, word: u64) -> &'b mut u64 {
            bump.value(word)
        }
        for word in 0..OPS as u64 {
            call(bump, word);
        }
    }
}

/// What `List` allocates.
#[derive(Clone, Copy)]
struct Node<'a> {
    value: u64,
    next: Option<&'a Self>,
}

impl Work for List {
    const OPS: usize = OPS;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        let mut head = None;
        for value in 0..OPS as u64 {
            head = Some(&*bump.value(Node { value, next: head }));
        }
        black_box(head.map(|node| (node.value, node.next.is_some())));
    }
}

impl Work for Text {
    const OPS: usize = OPS / 10;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        let name = black_box("terrain");
        for n in 0..Self::OPS {
            bump.format(format_args!("{name} {n}: {} triangles", 12 * n));
        }
    }
}

impl<const N: usize> Work for Push<N> {
    const OPS: usize = if N > OPS { N } else { OPS };

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        for _ in 0..Self::OPS / N {
            black_box(bump.push(black_box(N)));
        }
    }
}

impl<const N: usize> Work for PushKnown<N> {
    const OPS: usize = if N > OPS { N } else { OPS };

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        for _ in 0..Self::OPS / N {
            black_box(bump.push_known(black_box(N)));
        }
    }
}

impl<const N: usize> Work for Collect<N> {
    const OPS: usize = if N > OPS { N } else { OPS };

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        for _ in 0..Self::OPS / N {
            black_box(bump.collect((0..3 * black_box(N)).filter(|number| number % 3 == 0)));
        }
    }
}

impl Work for Copies {
    const OPS: usize = OPS / 10;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        const SOURCE: [u8; LARGEST] = [7; LARGEST];
        let source = &black_box(&SOURCE)[..SIZE.load(Relaxed)];
        for _ in 0..Self::OPS {
            bump.slice(black_box(source));
        }
    }
}

impl Work for Pushes {
    const OPS: usize = OPS / 10;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        for _ in 0..Self::OPS {
            black_box(bump.push(SIZE.load(Relaxed)));
        }
    }
}

impl Work for Built {
    const OPS: usize = OPS / 10;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        for n in 0..Self::OPS as u64 {
            black_box(bump.with(|| [n; 512]));
        }
    }
}

impl Work for Filled {
    const OPS: usize = OPS / 10;

    #[inline(never)]
    fn round<'b, B: Bump<'b>>(bump: B) {
        for n in 0..Self::OPS as u64 {
            black_box(bump.filled(512, |_| n));
        }
    }
}
