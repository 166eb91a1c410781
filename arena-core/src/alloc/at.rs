//! `At`: an open scope together with the tag to count under. Every allocation goes through it.
//!
//! # Why the references are sound
//!
//! A function here returns `&'id mut T` from a shared borrow of the core. That is right because
//!
//! * the bytes were taken with `bump` or `grow`, so they lay above the cursor and belonged to
//!   nobody (invariant 3 of [`Core`]); from now on they belong to the returned reference alone;
//! * nobody hands them out again before the cursor goes back below them, which happens when they
//!   are given back by their owner, or when the scope ends or the arena is opened anew. The latter
//!   two take `&mut` of something that is borrowed for all of `'id`
//!   (see [`opening`](crate::arena::opening)).

use core::alloc::Layout;
use core::fmt;
use core::marker::PhantomData;
use core::mem::{MaybeUninit, needs_drop};
use core::ptr::NonNull;

use super::slow;
use super::{ArenaBox, ArenaString, ArenaVec};
use crate::account::TagInfo;
use crate::account::meter::Slot;
use crate::arena::bump::{MIN_ALIGN, round_up};
use crate::arena::core::{Core, Store};
use crate::arena::opening::Invariant;
use crate::error::{AllocError, Full, Reason, Request};

/// Where to allocate, and what to count it under.
#[derive(Clone, Copy)]
pub(crate) struct At<'s, 'id> {
    pub(crate) core: &'s Core,
    pub(crate) slot: Slot<'s>,
    _brand: Invariant<'id>,
}

/// Reports exhaustion where there is no `Result` to do so.
#[cold]
#[inline(never)]
#[track_caller]
pub(crate) fn exhausted(error: AllocError) -> ! {
    panic!("{error}")
}

/// Refuses, at compile time, types whose destructor would never run.
///
/// To be called in a `const` block of the very function that the user calls: the error then points
/// to that call. It tracks its caller, so that the error is about the block and not about the
/// inside of `panic!`.
#[track_caller]
pub(crate) const fn assert_no_drop<T>() {
    if needs_drop::<T>() {
        panic!(
            "this type needs `Drop`, and an arena runs no destructors by itself: \
             keep its data in the arena (`&str` for `String`, `&[T]` for `Vec`, a `Handle` for `Box`), \
             or use `alloc_box` (dropped by its owner) or `alloc_drop` (dropped when the scope ends)"
        )
    }
}

impl<'s, 'id> At<'s, 'id> {
    #[inline(always)]
    pub(crate) fn new(core: &'s Core, tag: Option<&'static TagInfo>) -> Self {
        Self::of(core, core.shared().tags.slot(tag))
    }

    #[inline(always)]
    pub(super) fn of(core: &'s Core, slot: Slot<'s>) -> Self {
        Self { core, slot, _brand: PhantomData }
    }

    #[inline(always)]
    pub(crate) fn tag(self) -> Option<&'static TagInfo> {
        self.slot.tag()
    }

    /// Counts what `take` takes of what is committed.
    #[inline(always)]
    fn counted<P>(self, size: usize, take: impl FnOnce() -> Option<P>) -> Option<P> {
        let before = self.core.position();
        let place = take()?;
        self.slot.took(size, self.core.position() - before);
        Some(place)
    }

    /// Room for a store, counted with what aligning its start costs.
    pub(crate) fn take_store(self, layout: Layout) -> Result<Store, Reason> {
        let before = self.core.used();
        let store = self.core.take_store(layout)?;
        self.slot.took_any(layout.size(), self.core.used() - before);
        Ok(store)
    }

    /// Room for a `T` out of what is committed: the hot path. A zero-sized type takes none.
    #[inline(always)]
    fn bump<T>(self) -> Option<NonNull<T>> {
        if size_of::<T>() == 0 {
            self.slot.took(0, 0);
            return Some(NonNull::dangling());
        }
        self.bump_place()
    }

    /// Room for a `T` out of what is committed, at a place inside the arena even if it has no size.
    #[inline(always)]
    pub(crate) fn bump_place<T>(self) -> Option<NonNull<T>> {
        self.counted(size_of::<T>(), || self.core.bump_sized::<T>()).map(NonNull::cast)
    }

    /// Room for a layout, wherever it comes from. What has no size takes none but what aligning its place
    /// takes, and never fails; that is found out where there is no such place, to keep the question from
    /// the hot path.
    #[inline(always)]
    pub(crate) fn take<T: ?Sized>(self, layout: Layout) -> Result<NonNull<u8>, AllocError> {
        self.room(layout).ok_or_else(|| self.refused::<T>(layout))
    }

    /// As [`take`](Self::take), without saying why there is no room.
    #[inline(always)]
    pub(super) fn room(self, layout: Layout) -> Option<NonNull<u8>> {
        self.counted(layout.size(), || self.core.bump(layout)).or_else(|| self.take_slow(layout))
    }

    /// Room for a layout, at a place inside the arena even if it has no size.
    #[inline(always)]
    pub(crate) fn take_place<T: ?Sized>(self, layout: Layout) -> Result<NonNull<u8>, AllocError> {
        let place = self.counted(layout.size(), || self.core.bump(layout));
        place.or_else(|| self.grow(layout)).ok_or_else(|| self.refused::<T>(layout))
    }

    /// Room for values one after the other, of which `layout` is the layout. What has no size takes
    /// none.
    #[inline(always)]
    pub(crate) fn take_array<T>(self, layout: Layout) -> Result<NonNull<T>, AllocError> {
        self.room_for_array(layout).ok_or_else(|| self.refused::<[T]>(layout))
    }

    /// As [`take_array`](Self::take_array), without saying why there is no room.
    #[inline(always)]
    pub(crate) fn room_for_array<T>(self, layout: Layout) -> Option<NonNull<T>> {
        if const { align_of::<T>() > MIN_ALIGN } && layout.size() == 0 {
            return Some(self.take_nothing(layout).cast());
        }
        self.bump_array(layout.size()).or_else(|| self.grow(layout).map(NonNull::cast))
    }

    /// Room for values one after the other, `size` bytes together, out of what is committed. No
    /// bytes at all fit everywhere.
    #[inline(always)]
    pub(crate) fn bump_array<T>(self, size: usize) -> Option<NonNull<T>> {
        self.counted(size, || self.core.bump_array::<T>(size)).map(NonNull::cast)
    }

    /// Room for a `T`, wherever it comes from.
    #[inline(always)]
    fn take_sized<T>(self) -> Result<NonNull<T>, AllocError> {
        let layout = Layout::new::<T>();
        let place = self.bump().or_else(|| self.grow(layout).map(NonNull::cast));
        place.ok_or_else(|| self.refused::<T>(layout))
    }

    /// The layout of `len` values, if there can be such a thing.
    #[inline]
    pub(crate) fn array<T>(self, len: usize) -> Result<Layout, AllocError> {
        match Layout::array::<T>(len) {
            Ok(layout) => Ok(layout),
            Err(_) => Err(self.too_large::<T>(len)),
        }
    }

    #[inline(always)]
    #[track_caller]
    pub(crate) fn alloc<T>(self, value: T) -> &'id mut T {
        self.alloc_named(value, core::any::type_name::<T>())
    }

    /// Allocates what calls itself `name` in an error. Only what is tagged does.
    #[inline(always)]
    #[track_caller]
    pub(crate) fn alloc_named<T>(self, value: T, name: &'static str) -> &'id mut T {
        // SAFETY: fresh room with a value in it, see the module's documentation.
        unsafe { self.place_named(value, name).as_mut() }
    }

    /// Places any value; what becomes of its destructor is up to the caller.
    #[inline(always)]
    #[track_caller]
    fn place_named<T>(self, value: T, name: &'static str) -> NonNull<T> {
        let place = match self.bump() {
            Some(place) => place,
            None if !fits_register::<T>() => self.grow_or_panic(name),
            None if self.tag().is_none() => return slow::place(self.core, value),
            None => return slow::place_tagged(self.core, value, self.slot, name),
        };
        // SAFETY: fresh room for a `T`.
        unsafe { place.write(value) };
        place
    }

    #[inline(always)]
    #[track_caller]
    pub(crate) fn alloc_box<T>(self, value: T) -> ArenaBox<'id, T> {
        let place = self.place_named(value, core::any::type_name::<T>());
        // SAFETY: fresh room with a value in it that nobody else will drop.
        unsafe { ArenaBox::owning(place) }
    }

    #[inline(always)]
    pub(crate) fn try_alloc<T>(self, value: T) -> Result<&'id mut T, Full<T>> {
        // SAFETY: fresh room with a value in it, see the module's documentation.
        self.try_place(value).map(|mut place| unsafe { place.as_mut() })
    }

    /// Places any value; what becomes of its destructor is up to the caller.
    #[inline(always)]
    pub(super) fn try_place<T>(self, value: T) -> Result<NonNull<T>, Full<T>> {
        match self.take_sized() {
            Ok(place) => {
                // SAFETY: fresh room for a `T`.
                unsafe { place.write(value) };
                Ok(place)
            }
            Err(error) => Err(Full { value, error }),
        }
    }

    #[inline(always)]
    pub(crate) fn try_alloc_with<T>(self, f: impl FnOnce() -> T) -> Result<&'id mut T, AllocError> {
        let place = self.take_sized()?;
        // SAFETY: fresh room for a `T`.
        Ok(unsafe { self.init_with(place, f) })
    }

    #[inline(always)]
    #[track_caller]
    pub(crate) fn alloc_with<T>(self, f: impl FnOnce() -> T) -> &'id mut T {
        let place = match self.bump() {
            Some(place) => place,
            None => self.grow_or_panic(core::any::type_name::<T>()),
        };
        // SAFETY: fresh room for a `T`.
        unsafe { self.init_with(place, f) }
    }

    /// Writes what a closure returns into room that was just taken.
    ///
    /// # Safety
    ///
    /// As for [`init`].
    #[inline(always)]
    unsafe fn init_with<T>(self, place: NonNull<T>, f: impl FnOnce() -> T) -> &'id mut T {
        // The closure may panic, and it may allocate from this very scope. The room is given back
        // only if it is still the last, so neither can hurt.
        let unused = Unused { at: self, place: place.cast(), size: size_of::<T>() };
        let value = f();
        core::mem::forget(unused);
        // SAFETY: as promised by the caller, see the module's documentation.
        unsafe { init(place, value) }
    }

    #[inline]
    pub(crate) fn try_alloc_slice_copy<T: Copy>(self, source: &[T]) -> Result<&'id mut [T], AllocError> {
        let place = self.take_array::<T>(Layout::for_value(source))?;
        // One less is a bug on purpose, for MemorySanitizer to find (`tests/planted.rs`).
        let copied = source.len().saturating_sub(usize::from(cfg!(arena_planted = "uninitialized")));
        // SAFETY: the room is fresh, so it cannot overlap the source, and it is as long.
        unsafe {
            core::ptr::copy_nonoverlapping(source.as_ptr(), place.as_ptr(), copied);
            Ok(NonNull::slice_from_raw_parts(place, source.len()).as_mut())
        }
    }

    #[inline]
    pub(crate) fn try_alloc_str(self, source: &str) -> Result<&'id mut str, AllocError> {
        let bytes = self.try_alloc_slice_copy(source.as_bytes()).map_err(AllocError::of_text)?;
        // SAFETY: a copy of valid UTF-8.
        Ok(unsafe { core::str::from_utf8_unchecked_mut(bytes) })
    }

    pub(crate) fn try_alloc_slice_clone<T: Clone>(self, source: &[T]) -> Result<&'id mut [T], AllocError> {
        self.try_alloc_slice_fill_with(source.len(), |index| source[index].clone())
    }

    pub(crate) fn try_alloc_slice_fill_with<T>(
        self,
        len: usize,
        mut f: impl FnMut(usize) -> T,
    ) -> Result<&'id mut [T], AllocError> {
        let layout = self.array::<T>(len)?;
        let place = self.take_array::<T>(layout)?;
        let unused = Unused { at: self, place: place.cast(), size: layout.size() };
        for index in 0..len {
            // SAFETY: `index` is within the `len` values there is room for.
            unsafe { place.add(index).write(f(index)) };
        }
        core::mem::forget(unused);
        // SAFETY: fresh room, every value of which was just written.
        Ok(unsafe { NonNull::slice_from_raw_parts(place, len).as_mut() })
    }

    pub(crate) fn try_alloc_iter<T>(self, iter: impl IntoIterator<Item = T>) -> Result<&'id mut [T], AllocError> {
        let mut vec = ArenaVec::at(self);
        vec.try_extend(iter)?;
        Ok(vec.leak())
    }

    pub(crate) fn try_alloc_fmt(self, text: fmt::Arguments<'_>) -> Result<&'id mut str, AllocError> {
        if let Some(text) = text.as_str() {
            return self.try_alloc_str(text);
        }
        let mut string = ArenaString::begun(self);
        string.try_push_fmt(text)?;
        Ok(string.into_str())
    }

    #[inline]
    pub(crate) fn try_alloc_layout(self, layout: Layout) -> Result<&'id mut [MaybeUninit<u8>], AllocError> {
        let place = self.take::<[u8]>(layout)?.cast();
        // SAFETY: fresh room of that size; `MaybeUninit` needs no initialization.
        Ok(unsafe { NonNull::slice_from_raw_parts(place, layout.size()).as_mut() })
    }

    #[inline]
    pub(crate) fn try_alloc_uninit_slice<T>(self, len: usize) -> Result<&'id mut [MaybeUninit<T>], AllocError> {
        let place = self.take_array::<T>(self.array::<T>(len)?)?.cast();
        // SAFETY: fresh room of that size; `MaybeUninit` needs no initialization.
        Ok(unsafe { NonNull::slice_from_raw_parts(place, len).as_mut() })
    }

    pub(crate) fn try_alloc_aligned<const ALIGN: usize, T>(self, value: T) -> Result<&'id mut T, Full<T>> {
        const { assert!(ALIGN.is_power_of_two(), "an alignment is a power of two") };
        // `pad_to_align` also pads the size, so that nothing else shares the last unit: what is
        // aligned to a cache line has it to itself.
        let layout = Layout::new::<T>().align_to(ALIGN).map(|layout| layout.pad_to_align());
        let place = match layout {
            Ok(layout) if size_of::<T>() == 0 => Ok(self.take_nothing(layout)),
            Ok(layout) => self.take::<T>(layout),
            Err(_) => {
                let request = Request { size: usize::MAX, align: ALIGN };
                Err(self.error::<T>(request, Reason::TooLarge))
            }
        };
        match place {
            // SAFETY: fresh room for a `T`, aligned to at least what `T` asks.
            Ok(place) => Ok(unsafe { init(place.cast(), value) }),
            Err(error) => Err(Full { value, error }),
        }
    }

    pub(crate) fn try_alloc_box<T>(self, value: T) -> Result<ArenaBox<'id, T>, Full<T>> {
        // SAFETY: fresh room with a value in it that nobody else will drop.
        self.try_place(value).map(|place| unsafe { ArenaBox::owning(place) })
    }
}

/// Whether a slow path takes the value along. Then the hot path has nothing to keep across a call;
/// but a value too large for a register would have to be built on the stack first, every time.
const fn fits_register<T>() -> bool {
    size_of::<T>() <= size_of::<usize>()
}

/// Room that was taken and is not filled yet; gives itself back when it is dropped.
pub(super) struct Unused<'s, 'id> {
    pub(super) at: At<'s, 'id>,
    pub(super) place: NonNull<u8>,
    pub(super) size: usize,
}

impl Drop for Unused<'_, '_> {
    fn drop(&mut self) {
        // SAFETY: the region is the one that was taken; `release` is called once, by its owner.
        unsafe { self.at.release(self.place, self.size) };
    }
}

impl At<'_, '_> {
    /// Gives a region back if it is the last one, else counts it as abandoned.
    ///
    /// # Safety
    ///
    /// The region was taken through an `At` with the same tag, belongs to the caller, and is not
    /// used any more.
    #[inline(never)]
    pub(crate) unsafe fn release(self, place: NonNull<u8>, size: usize) {
        // What has no size has no place in the arena, and is only counted.
        if size > 0 {
            // SAFETY: the region is `round_up(size)` long.
            let end = unsafe { place.add(round_up(size)) };
            // SAFETY: as promised by the caller.
            if !unsafe { self.core.give_back(place, end) } {
                self.core.abandon(size);
            }
        }
        self.slot.gave(size);
    }
}

/// Writes a value into fresh room and returns the reference to it.
///
/// # Safety
///
/// `place` is aligned for `T`, has room for one, and belongs to nobody; it will belong to the
/// returned reference for all of `'id`.
#[inline(always)]
pub(super) unsafe fn init<'id, T>(place: NonNull<T>, value: T) -> &'id mut T {
    // SAFETY: as promised by the caller.
    unsafe {
        place.write(value);
        &mut *place.as_ptr()
    }
}
