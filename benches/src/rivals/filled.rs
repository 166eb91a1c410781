//! Slices made in place, with libraries that have no method for it.

#![expect(unsafe_code, reason = "writes to room that is not initialized")]

use core::alloc::Layout;
use core::ptr::NonNull;

use crate::Bump;

/// What [`Bump::filled`] is then: room for a layout, written to.
#[inline(always)]
pub(super) fn filled<'b, B: Bump<'b>>(bump: B, len: usize, mut f: impl FnMut(usize) -> u64) -> &'b mut [u64] {
    let place = bump.layout(Layout::array::<u64>(len).expect("a small array")).cast::<u64>();
    // SAFETY: fresh room for that many words, which nobody else refers to before the reset.
    unsafe {
        (0..len).for_each(|index| place.add(index).write(f(index)));
        NonNull::slice_from_raw_parts(place, len).as_mut()
    }
}
