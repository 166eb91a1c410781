//! The arithmetic of a bump allocator: addresses in, addresses out, no pointers.
//!
//! Everything an arena hands out is placed by one of the two functions here. They rely on, and
//! keep, these invariants of a cursor and the end of its memory:
//!
//! 1. `cursor <= end`,
//! 2. both are multiples of [`MIN_ALIGN`],
//! 3. `end <= usize::MAX - HEADROOM`.

#![forbid(unsafe_code)]

/// Every allocation starts and ends at a multiple of this, so that a type of ordinary alignment
/// needs no alignment step at all, and so that handles count in units of it.
pub(crate) const MIN_ALIGN: usize = 8;

/// No arena reaches closer than this to the end of the address space. A small constant size can
/// then be added to a cursor before it is compared, with no overflow to look out for: that is one
/// instruction less on the hot path.
pub(crate) const HEADROOM: usize = 4096;

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
    // Cannot overflow: the gap is below HEADROOM / 4, the rounded size at most HEADROOM / 2, and
    // the cursor at most `usize::MAX - HEADROOM` (invariants 1 and 3).
    let start = if align <= MIN_ALIGN { cursor } else { cursor + gap(cursor, align) };
    let next = start + round_up(size);
    if next <= end { Some(Place { start, next }) } else { None }
}

/// Places anything: compares what is asked with what is left, so that nothing can overflow.
#[inline(always)]
pub(crate) const fn fit(cursor: usize, end: usize, size: usize, align: usize) -> Option<Place> {
    let free = end - cursor;
    let gap = if align <= MIN_ALIGN { 0 } else { gap(cursor, align) };
    match gap.checked_add(size) {
        Some(need) if need <= free => {
            let start = cursor + gap;
            // `start + size <= end`, and `end` is a multiple of MIN_ALIGN as is `start`, so the
            // rounded size fits as well.
            Some(Place { start, next: start + round_up(size) })
        }
        _ => None,
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
    if end > usize::MAX - HEADROOM {
        end = usize::MAX - HEADROOM;
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

    #[test]
    fn agrees_with_the_reference() {
        let top = align_down(usize::MAX - HEADROOM, MIN_ALIGN);
        let big = isize::MAX as usize;
        let cursors = [0, 8, 16, 4088, 4096, 65_528, align_down(top / 2, MIN_ALIGN), top - 4096, top - 8, top];
        let rooms = [0, 8, 16, 24, 64, 2040, 4096, 1 << 20, big & !7];
        let sizes = [0, 1, 7, 8, 9, 63, 64, 2047, 2048, 2049, 1 << 20, big - 7, big];
        let aligns = [1, 2, 4, 8, 16, 64, 512, 1024, 2048, 4096, 1 << 20, big / 2 + 1];
        let mut placed = 0;
        for cursor in cursors {
            for room in rooms {
                let end = cursor.saturating_add(room).min(top);
                for size in sizes {
                    for align in aligns {
                        let want = reference(cursor, end, size, align);
                        assert_eq!(fit(cursor, end, size, align), want, "{cursor} {end} {size} {align}");
                        if is_small(size, align) {
                            assert_eq!(fit_small(cursor, end, size, align), want);
                        }
                        placed += usize::from(want.is_some());
                    }
                }
            }
        }
        assert!(placed > 100, "the table must exercise success too");
    }

    #[test]
    fn usable_range_keeps_the_invariants() {
        for start in (0..70).chain(usize::MAX - 70..usize::MAX) {
            for len in [0, 1, 7, 8, 15, 16, 63, 64, 65, 4096, usize::MAX] {
                if let Some((first, end)) = usable(start, len) {
                    assert!(first < end && first >= start && end <= usize::MAX - HEADROOM);
                    assert!(end - start <= len);
                    assert_eq!((first % MIN_ALIGN, end % MIN_ALIGN), (0, 0));
                    assert!(end - first + 14 >= len.min(usize::MAX - HEADROOM - start));
                }
            }
        }
        assert_eq!(usable(1, 7), None, "nothing left after alignment");
        assert_eq!(usable(8, 8), Some((8, 16)));
    }
}
