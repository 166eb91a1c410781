//! The arithmetic of the bump allocator, over all inputs that keep its invariants, against the same
//! in 128 bits.

#![no_main]
#![allow(dead_code, reason = "the file is that of the library, whole")]

use bump::{LIMIT, MIN_ALIGN, Place};
use libfuzzer_sys::fuzz_target;

#[path = "../../arena-core/src/arena/bump.rs"]
mod bump;

/// What `fit` should say.
fn expected(cursor: usize, end: usize, size: usize, align: usize) -> Option<Place> {
    let round_up = |number: u128, align: usize| number.div_ceil(align as u128) * align as u128;
    let start = round_up(cursor as u128, align.max(MIN_ALIGN));
    let next = round_up(start + size as u128, MIN_ALIGN);
    let fits = next <= end as u128;
    fits.then(|| Place { start: start.try_into().unwrap(), next: next.try_into().unwrap() })
}

fuzz_target!(|input: (usize, usize, usize, u8, u8)| {
    let (one, two, size, align, near) = input;
    let align = 1_usize << (align % 40);
    // Half of the inputs lie near the limits, where the errors would be.
    let [one, two] =
        [one, two].map(|address| if near & 1 == 1 { LIMIT - address % 10_000 } else { address % (LIMIT + 1) });
    let [one, two] = [one, two].map(|address| bump::align_down(address, MIN_ALIGN));
    let (cursor, end) = (one.min(two), one.max(two));
    let most = isize::MAX.unsigned_abs() - (align - 1);
    let size = match near >> 1 & 3 {
        0 => size % (most + 1),
        1 => most - size % 10_000,
        2 => size % 10_000,
        _ => (end - cursor).wrapping_add(size % 33).wrapping_sub(16) % (most + 1),
    };
    let expect = expected(cursor, end, size, align);
    assert_eq!(bump::fit(cursor, end, size, align), expect, "fit {cursor:#x} {end:#x} {size:#x} {align}");
    if align <= MIN_ALIGN {
        assert_eq!(bump::fit_bytes(cursor, end, size), expect, "fit_bytes {cursor:#x} {end:#x} {size:#x}");
    }
    if bump::is_small(size, align) {
        assert_eq!(bump::fit_small(cursor, end, size, align), expect, "fit_small {cursor:#x} {end:#x} {size:#x}");
    }
    let gap = bump::gap(cursor, align);
    assert!(gap < align && (cursor as u128 + gap as u128) % align as u128 == 0);
});
