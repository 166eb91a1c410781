//! The arithmetic of a bump allocator: addresses in, addresses out, no pointers.
//!
//! Everything an arena hands out is placed by one of the `fit` functions here. They rely on, and
//! keep, these invariants of a cursor and the end of its memory:
//!
//! 1. `cursor <= end`,
//! 2. both are multiples of [`MIN_ALIGN`],
//! 3. `end <= LIMIT`.
//!
//! Sizes and alignments are those of a `Layout`: `size + align - 1 <= isize::MAX`.

#![forbid(unsafe_code)]

/// Every allocation starts and ends at a multiple of this, so that a type of ordinary alignment
/// needs no alignment step at all, and so that handles count in units of it.
pub(crate) const MIN_ALIGN: usize = 8;

/// No arena reaches closer than this to the end of the address space. A small constant size can
/// then be added to a cursor before it is compared, with no overflow to look out for: that is one
/// instruction less on the hot path.
const HEADROOM: usize = 4096;

/// Whether addresses with the highest bit set are never a program's own. Then no sum of an address
/// and a size overflows, which saves a third of the instructions where they are not constants.
///
/// In a process on x86-64 that half belongs to the kernel. A kernel itself lives there, so without
/// an operating system nothing is assumed. Elsewhere programs may live there too (32 bits), or the
/// highest bits may be a tag (AArch64).
const LOWER_HALF: bool = cfg!(all(target_arch = "x86_64", target_pointer_width = "64", any(unix, windows)));

/// No arena reaches beyond this address.
pub(crate) const LIMIT: usize = if LOWER_HALF { isize::MAX.unsigned_abs() } else { usize::MAX } - HEADROOM;

/// Where something goes: it starts at `start`, and the cursor moves on to `next`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) start: usize,
    pub(crate) next: usize,
}

/// Rounds a size up to a multiple of [`MIN_ALIGN`].
///
/// Must not be called with a size above `isize::MAX`, which no `Layout` has.
#[inline(always)]
pub(crate) const fn round_up(size: usize) -> usize {
    (size + (MIN_ALIGN - 1)) & !(MIN_ALIGN - 1)
}

/// Rounds an address up to a multiple of `align`, a power of two. There must be one.
#[inline(always)]
const fn align_up(address: usize, align: usize) -> usize {
    (address + (align - 1)) & !(align - 1)
}

/// Rounds an address down to a multiple of `align`, a power of two.
#[inline(always)]
pub(crate) const fn align_down(address: usize, align: usize) -> usize {
    address & !(align - 1)
}

/// How far the next multiple of `align`, a power of two, lies above `address`.
#[inline(always)]
pub(crate) const fn gap(address: usize, align: usize) -> usize {
    address.wrapping_neg() & (align - 1)
}

/// Whether [`fit_small`] may be used for this size and alignment.
#[inline(always)]
pub(crate) const fn is_small(size: usize, align: usize) -> bool {
    size <= HEADROOM / 2 && align <= HEADROOM / 4
}

/// Places something small: one addition, one comparison.
///
/// Must only be called where [`is_small`] says so.
#[inline(always)]
pub(crate) const fn fit_small(cursor: usize, end: usize, size: usize, align: usize) -> Option<Place> {
    debug_assert!(is_small(size, align));
    // Cannot overflow: aligning adds less than HEADROOM / 4, the rounded size is at most
    // HEADROOM / 2, and the cursor at most `usize::MAX - HEADROOM` (invariants 1 and 3).
    let start = if align <= MIN_ALIGN { cursor } else { align_up(cursor, align) };
    let next = start + round_up(size);
    if next <= end { Some(Place { start, next }) } else { None }
}

/// Places bytes of any number whose alignment is at most [`MIN_ALIGN`].
#[inline(always)]
pub(crate) const fn fit_bytes(cursor: usize, end: usize, size: usize) -> Option<Place> {
    if LOWER_HALF { low::fit_bytes(cursor, end, size) } else { anywhere::fit_bytes(cursor, end, size) }
}

/// Places anything.
#[inline(always)]
pub(crate) const fn fit(cursor: usize, end: usize, size: usize, align: usize) -> Option<Place> {
    if LOWER_HALF { low::fit(cursor, end, size, align) } else { anywhere::fit(cursor, end, size, align) }
}

/// Below the middle of the address space: computes where it would end, and compares that.
///
/// Nothing overflows: a cursor is at most `isize::MAX - HEADROOM`, and what aligning and the rounded size
/// add is at most `isize::MAX + MIN_ALIGN`. As `end` is a multiple of [`MIN_ALIGN`], an address is at most
/// `end` if the rounded address is.
mod low {
    use super::{Place, round_up};

    #[inline(always)]
    pub(super) const fn fit_bytes(cursor: usize, end: usize, size: usize) -> Option<Place> {
        // The size is rounded, and not the sum, so that only the addition waits for the cursor.
        let next = cursor + round_up(size);
        if next <= end { Some(Place { start: cursor, next }) } else { None }
    }

    #[inline(always)]
    pub(super) const fn fit(cursor: usize, end: usize, size: usize, align: usize) -> Option<Place> {
        // The next multiple of `align` follows the address whose lower bits are all set. For a small alignment
        // that changes nothing, which costs less than to ask. Only three operations wait for the cursor: the
        // one before it, the bits, and the sum with what is known without it.
        let start = (cursor.wrapping_sub(1) | (align - 1)).wrapping_add(1);
        let next = start + round_up(size);
        if next <= end { Some(Place { start, next }) } else { None }
    }
}

/// At any address: compares what is asked with what is left.
///
/// What is asked does not overflow, because it is at most `isize::MAX`. Where there is room for
/// it, there is room for the rounded size, because `end` is a multiple of [`MIN_ALIGN`].
mod anywhere {
    use super::{Place, gap, round_up};

    #[inline(always)]
    pub(super) const fn fit_bytes(cursor: usize, end: usize, size: usize) -> Option<Place> {
        if size <= end - cursor { Some(Place { start: cursor, next: cursor + round_up(size) }) } else { None }
    }

    #[inline(always)]
    pub(super) const fn fit(cursor: usize, end: usize, size: usize, align: usize) -> Option<Place> {
        let gap = gap(cursor, align);
        if gap + size > end - cursor {
            return None;
        }
        let start = cursor + gap;
        Some(Place { start, next: start + round_up(size) })
    }
}

/// Cuts a range of raw addresses to one that keeps the invariants: `(start, end)`.
///
/// The loss at either side is charged to the capacity. A range too small to hold a single unit
/// comes out empty.
pub(crate) const fn usable(start: usize, len: usize) -> Option<(usize, usize)> {
    let Some(first) = start.checked_add(gap(start, MIN_ALIGN)) else {
        return None;
    };
    let mut end = start.saturating_add(len);
    if end > LIMIT {
        end = LIMIT;
    }
    let end = align_down(end, MIN_ALIGN);
    if first < end { Some((first, end)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A slow, obviously right reference in 128 bits.
    fn reference(cursor: usize, end: usize, size: usize, align: usize) -> Option<Place> {
        let start = (cursor as u128).next_multiple_of(align as u128);
        let next = (start + size as u128).next_multiple_of(MIN_ALIGN as u128);
        let place = |a: u128| usize::try_from(a).unwrap();
        (next <= end as u128).then(|| Place { start: place(start), next: place(next) })
    }

    /// Compares with the reference, in an address space that ends at `limit`.
    fn compare(limit: usize, each: impl Fn(usize, usize, usize, usize, Option<Place>)) {
        let top = align_down(limit, MIN_ALIGN);
        let big = isize::MAX.unsigned_abs();
        let cursors = [0, 8, 16, 4088, 4096, 65_528, align_down(top / 2, MIN_ALIGN), top - 4096, top - 8, top];
        let rooms = [0, 8, 16, 24, 64, 2040, 4096, 1 << 20, big & !7];
        let sizes = [0, 1, 7, 8, 9, 63, 64, 2047, 2048, 2049, 1 << 20, big - 7, big];
        let aligns = [1, 2, 4, 8, 16, 64, 512, 1024, 2048, 4096, 1 << 20, big / 2 + 1];
        let mut placed = 0;
        for (cursor, room) in cursors.iter().flat_map(|cursor| rooms.map(|room| (*cursor, room))) {
            let end = cursor.saturating_add(room).min(top);
            for (size, align) in sizes.iter().flat_map(|size| aligns.map(|align| (*size, align))) {
                if core::alloc::Layout::from_size_align(size, align).is_ok() {
                    let want = reference(cursor, end, size, align);
                    each(cursor, end, size, align, want);
                    placed += usize::from(want.is_some());
                }
            }
        }
        assert!(placed > 100, "the table must exercise success too");
    }

    #[test]
    #[cfg_attr(miri, ignore = "numbers only, and a minute of them")]
    fn agrees_with_the_reference() {
        let middle = isize::MAX.unsigned_abs();
        compare(LIMIT, |cursor, end, size, align, want| {
            assert_eq!(fit(cursor, end, size, align), want, "{cursor} {end} {size} {align}");
            if align <= MIN_ALIGN {
                assert_eq!(fit_bytes(cursor, end, size), want, "{cursor} {end} {size}");
            }
        });
        // Both variants, whichever this machine uses.
        compare(middle - HEADROOM, |cursor, end, size, align, want| {
            assert_eq!(low::fit(cursor, end, size, align), want, "{cursor} {end} {size} {align}");
            if align <= MIN_ALIGN {
                assert_eq!(low::fit_bytes(cursor, end, size), want, "{cursor} {end} {size}");
            }
        });
        compare(usize::MAX - HEADROOM, |cursor, end, size, align, want| {
            assert_eq!(anywhere::fit(cursor, end, size, align), want, "{cursor} {end} {size} {align}");
            if align <= MIN_ALIGN {
                assert_eq!(anywhere::fit_bytes(cursor, end, size), want, "{cursor} {end} {size}");
            }
            if is_small(size, align) {
                assert_eq!(fit_small(cursor, end, size, align), want, "{cursor} {end} {size} {align}");
            }
        });
    }

    #[test]
    #[cfg_attr(miri, ignore = "numbers only, and a minute of them")]
    fn usable_range_keeps_the_invariants() {
        for start in (0..70).chain(LIMIT - 5000..LIMIT + 70).chain(usize::MAX - 70..usize::MAX) {
            for len in [0, 1, 7, 8, 15, 16, 63, 64, 65, 4096, usize::MAX] {
                if let Some((first, end)) = usable(start, len) {
                    assert!(first < end && first >= start && end <= LIMIT);
                    assert!(end - start <= len);
                    assert_eq!((first % MIN_ALIGN, end % MIN_ALIGN), (0, 0));
                    assert!(end - first + 14 >= len.min(LIMIT - start));
                }
            }
        }
        assert_eq!(usable(1, 7), None, "nothing left after alignment");
        assert_eq!(usable(8, 8), Some((8, 16)));
    }
}
