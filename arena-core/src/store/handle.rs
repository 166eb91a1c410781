//! `Handle`: a typed offset into the scope with the same brand.
//!
//! # Why access needs no check
//!
//! A `Handle<'id, T>` is made by `insert` on the scope with brand `'id` and by nothing else: there
//! is no way from a number to a handle. No other opening has the brand while a handle with it is
//! alive (see [`opening`](crate::arena::opening)), `Handle` is invariant in `'id`, and nothing that
//! was inserted is given back before the scope ends, when no `Handle<'id, T>` is alive any more. So whoever has a handle and the scope of its brand has proof that at that offset
//! there is a `T`.
//!
//! `&mut Scope<'id>` is exclusive over all of them, because there is one scope per brand, and
//! because an inserted value is reachable by handle only: no `&'id mut` to it was ever given out.
//! `Handle` is invariant in `T` too, or a handle to a `&'static str` could be weakened to one of a
//! shorter lifetime and have that written through `get_mut`.

use core::alloc::Layout;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::num::NonZeroU32;
use core::ops::{Index, IndexMut};
use core::ptr::NonNull;

use crate::alloc::{At, exhausted};
use crate::arena::Scope;
use crate::arena::bump::MIN_ALIGN;
use crate::arena::core::Core;
use crate::arena::opening::Invariant;
#[cfg(debug_assertions)]
use crate::arena::openings::Open;
use crate::error::{AllocError, Full, Reason};
use crate::lifetime::Lifetime;

/// Names a value in the scope with brand `'id`: 4 bytes, `Copy`, and `Option` costs nothing.
///
/// [`Scope::insert`] makes one; `scope[handle]` reads it with one computed load and no check.
/// Slices and strings have handles of the same 4 bytes; their length lies before their data.
/// In debug builds a handle is 8 bytes, because it also carries the number of the opening it came
/// from, which every access then checks.
///
/// ```
/// # #[cfg(feature = "std")] {
/// # let mut arena = arena_core::FrameArena::reserve("frame", 1 << 20).unwrap();
/// arena.scope(|frame| {
///     let score = frame.insert(41);
///     let name = frame.insert_str("Ada");
///     frame[score] += 1;
///     assert_eq!((frame[score], &frame[name]), (42, "Ada"));
/// });
/// # }
/// ```
pub struct Handle<'id, T: ?Sized> {
    /// One more than the offset from the base in units of 8 bytes. The one makes room for the
    /// niche and vanishes in the displacement of the load.
    position: NonZeroU32,
    #[cfg(debug_assertions)]
    opening: u32,
    brand: Invariant<'id>,
    /// Invariant in `T`.
    kind: PhantomData<*mut T>,
}

#[cfg(not(debug_assertions))]
const _: () = assert!(size_of::<Handle<'static, u8>>() == 4);
const _: () = assert!(size_of::<Option<Handle<'static, [u8]>>>() == size_of::<Handle<'static, u8>>());

// SAFETY: sending a handle together with its scope gives the other thread both a `&T` and a
// `&mut T`, so it takes `T: Sync` and `T: Send`. A handle alone is a number.
unsafe impl<T: ?Sized + Send + Sync> Send for Handle<'_, T> {}
// SAFETY: as above; handles are `Copy`, so sharing one is sending one.
unsafe impl<T: ?Sized + Send + Sync> Sync for Handle<'_, T> {}

impl<T: ?Sized> Clone for Handle<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Handle<'_, T> {}

impl<T: ?Sized> PartialEq for Handle<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.position == other.position
    }
}

impl<T: ?Sized> Eq for Handle<'_, T> {}

impl<T: ?Sized> PartialOrd for Handle<'_, T> {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: ?Sized> Ord for Handle<'_, T> {
    /// The order in which they were inserted, except that zero-sized neighbours are equal.
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.position.cmp(&other.position)
    }
}

impl<T: ?Sized> Hash for Handle<'_, T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.position.hash(state);
    }
}

impl<T: ?Sized> fmt::Debug for Handle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle({:#x})", u64::from(self.position.get() - 1) * MIN_ALIGN as u64)
    }
}

/// What a handle can name: any sized type, slices, and `str`.
#[diagnostic::on_unimplemented(
    message = "a handle cannot name a `{Self}`, only sized types, slices and `str`: keep a `&{Self}` instead"
)]
pub trait Stored: sealed::Sealed {}

impl<T> Stored for T {}
impl<T> Stored for [T] {}
impl Stored for str {}

mod sealed {
    use core::ptr::NonNull;

    /// How a place in the arena becomes a pointer to the value.
    ///
    /// # Safety
    ///
    /// `pointer` gives the pointer to a value that was inserted with its data at that place.
    pub unsafe trait Sealed {
        /// # Safety
        ///
        /// A value of this type was inserted at `place`, and is still there.
        unsafe fn pointer(place: NonNull<u8>) -> NonNull<Self>;
    }

    // SAFETY: a sized value is all data.
    unsafe impl<T> Sealed for T {
        #[inline(always)]
        unsafe fn pointer(place: NonNull<u8>) -> NonNull<T> {
            place.cast()
        }
    }

    // SAFETY: `try_insert_slice_copy` writes the length right before the data.
    unsafe impl<T> Sealed for [T] {
        #[inline(always)]
        unsafe fn pointer(place: NonNull<u8>) -> NonNull<[T]> {
            // SAFETY: the length lies there, aligned, because places are multiples of 8.
            let len = unsafe { place.cast::<usize>().sub(1).read() };
            NonNull::slice_from_raw_parts(place.cast(), len)
        }
    }

    // SAFETY: a string is inserted as the slice of its bytes.
    unsafe impl Sealed for str {
        #[inline(always)]
        unsafe fn pointer(place: NonNull<u8>) -> NonNull<str> {
            // SAFETY: as promised by the caller.
            let bytes = unsafe { <[u8]>::pointer(place) };
            // SAFETY: a cast of a pointer that is not null.
            unsafe { NonNull::new_unchecked(bytes.as_ptr() as *mut str) }
        }
    }
}

impl<'id, T: ?Sized + Stored> Handle<'id, T> {
    /// The handle of what is inserted at `place`; `None` beyond the reach of 32 bits.
    #[inline(always)]
    pub(crate) fn new(core: &Core, place: NonNull<u8>) -> Option<Self> {
        let offset = place.addr().get() - core.base().addr().get();
        debug_assert_eq!(offset % MIN_ALIGN, 0);
        let position = u32::try_from(offset / MIN_ALIGN).ok()?.checked_add(1)?;
        Some(Self {
            position: NonZeroU32::new(position)?,
            #[cfg(debug_assertions)]
            opening: core.open().current(),
            brand: PhantomData,
            kind: PhantomData,
        })
    }

    /// The value in the arena, for as long as the arena may be used as `core` is.
    #[inline(always)]
    fn pointer(self, core: &Core) -> NonNull<T> {
        #[cfg(debug_assertions)]
        self.check(core.open());
        self.pointer_from(core.base())
    }

    /// The second line of defence, should the compiler ever fail to tell two brands apart.
    #[cfg(debug_assertions)]
    pub(super) fn check(self, open: Open) {
        assert!(open.includes(self.opening), "a handle met a scope that is not its own: please report this as a bug");
    }

    #[inline(always)]
    pub(super) fn pointer_from(self, base: NonNull<u8>) -> NonNull<T> {
        // Computed in one step as base + position * 8 - 8.
        let place = base.as_ptr().wrapping_add(self.position.get() as usize * MIN_ALIGN).wrapping_sub(MIN_ALIGN);
        // SAFETY: `new` computed the position from a place inside the arena with this base, as the
        // brand proves (see the documentation of this module); so the place is not null, and a
        // value was inserted there that is still there.
        unsafe { T::pointer(NonNull::new_unchecked(place)) }
    }
}

impl<'id> At<'_, 'id> {
    /// Room at a place that a handle can name.
    #[inline(always)]
    fn take_named<T: ?Sized + Stored>(
        self,
        layout: Layout,
        lead: usize,
    ) -> Result<(NonNull<u8>, Handle<'id, T>), AllocError> {
        let place = self.take_place::<T>(layout)?;
        // SAFETY: `lead` is at most the size of the layout.
        let data = unsafe { place.add(lead) };
        match Handle::new(self.core, data) {
            Some(handle) => Ok((data, handle)),
            None => {
                // SAFETY: taken above, and nobody else knows of it.
                unsafe { self.release(place, layout.size()) };
                Err(self.error::<T>(layout.into(), Reason::BeyondHandles))
            }
        }
    }

    /// Inserts a value that needs no destructor, or panics.
    #[inline(always)]
    #[track_caller]
    pub(crate) fn insert<T>(self, value: T) -> Handle<'id, T> {
        let place = self.bump_place::<T>();
        let (place, handle) = match place.map(|place| (place, Handle::new(self.core, place.cast()))) {
            Some((place, Some(handle))) => (place, handle),
            _ => self.name_slow(place),
        };
        // SAFETY: fresh room for a `T`.
        unsafe { place.write(value) };
        handle
    }

    /// What [`insert`](Self::insert) does when there is no committed room, or a place that no handle can name.
    #[cold]
    #[inline(never)]
    #[track_caller]
    fn name_slow<T>(self, taken: Option<NonNull<T>>) -> (NonNull<T>, Handle<'id, T>) {
        if let Some(place) = taken {
            // SAFETY: taken by the caller, and nobody else knows of it.
            unsafe { self.release(place.cast(), size_of::<T>()) };
        }
        match self.take_named::<T>(Layout::new::<T>(), 0) {
            Ok((place, handle)) => (place.cast(), handle),
            Err(error) => exhausted(error),
        }
    }

    #[inline(always)]
    pub(crate) fn try_insert<T>(self, value: T) -> Result<Handle<'id, T>, Full<T>> {
        self.try_insert_any(value).map(|(handle, _)| handle)
    }

    /// Inserts a value whose destructor is the caller's business.
    #[inline(always)]
    pub(crate) fn try_insert_any<T>(self, value: T) -> Result<(Handle<'id, T>, NonNull<T>), Full<T>> {
        match self.take_named(Layout::new::<T>(), 0) {
            Ok((place, handle)) => {
                // SAFETY: fresh room for a `T`.
                unsafe { place.cast::<T>().write(value) };
                Ok((handle, place.cast()))
            }
            Err(error) => Err(Full { value, error }),
        }
    }

    pub(crate) fn try_insert_slice_copy<T: Copy>(self, source: &[T]) -> Result<Handle<'id, [T]>, AllocError> {
        // The length comes first; data that is aligned to more than 8 leaves a gap before it.
        let too_large = || self.error::<[T]>(Layout::for_value(source).into(), Reason::TooLarge);
        let head = Layout::new::<u64>();
        let (layout, lead) = head.extend(Layout::for_value(source)).map_err(|_| too_large())?;
        let (data, handle) = self.take_named::<[T]>(layout, lead)?;
        // SAFETY: `lead` is at least 8, and `data` a multiple of 8; the room is fresh, as long as
        // the source, and does not overlap it.
        unsafe {
            data.cast::<usize>().sub(1).write(source.len());
            core::ptr::copy_nonoverlapping(source.as_ptr(), data.cast::<T>().as_ptr(), source.len());
        }
        Ok(handle)
    }

    pub(crate) fn try_insert_str(self, source: &str) -> Result<Handle<'id, str>, AllocError> {
        let Handle { position, brand, .. } =
            self.try_insert_slice_copy(source.as_bytes()).map_err(AllocError::of_text)?;
        Ok(Handle {
            position,
            #[cfg(debug_assertions)]
            opening: self.core.open().current(),
            brand,
            kind: PhantomData,
        })
    }
}

/// Two of the handles given to `get_disjoint_mut` name the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DisjointError {
    /// The positions of the two in the array.
    pub positions: (usize, usize),
}

impl fmt::Display for DisjointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.positions;
        write!(f, "handles {first} and {second} name the same value, which cannot be borrowed mutably twice")
    }
}

impl core::error::Error for DisjointError {}

/// Access by handle. None of it checks anything: the brand is the proof.
impl<'id, L: Lifetime> Scope<'id, L> {
    /// The value of a handle.
    ///
    /// The reference lives as long as the borrow of the scope, not as long as `'id`: while it is
    /// there nobody can ask for a `&mut` to the same value.
    #[inline(always)]
    pub fn get<T: ?Sized + Stored>(&self, handle: Handle<'id, T>) -> &T {
        // SAFETY: valid by the brand; shared as the scope is.
        unsafe { handle.pointer(self.core()).as_ref() }
    }

    /// The value of a handle, to be changed.
    #[inline(always)]
    pub fn get_mut<T: ?Sized + Stored>(&mut self, handle: Handle<'id, T>) -> &mut T {
        // SAFETY: valid by the brand; exclusive as the scope is.
        unsafe { handle.pointer(self.core()).as_mut() }
    }

    /// The values of several handles at once, to be changed.
    ///
    /// # Errors
    ///
    /// If two of them name the same place. Zero-sized values may lie at one place although they
    /// were inserted one by one.
    pub fn get_disjoint_mut<T: ?Sized + Stored, const N: usize>(
        &mut self,
        handles: [Handle<'id, T>; N],
    ) -> Result<[&mut T; N], DisjointError> {
        for second in 0..N {
            if let Some(first) = (0..second).find(|&first| handles[first] == handles[second]) {
                return Err(DisjointError { positions: (first, second) });
            }
        }
        // SAFETY: valid by the brand, exclusive as the scope is, and no two of them overlap: they are of
        // one type and at different places, so they were inserted one by one, and what has a size
        // lies apart. (Slices without a size have their length between them.)
        Ok(handles.map(|handle| unsafe { handle.pointer(self.core()).as_mut() }))
    }
}

impl<'id, L: Lifetime, T: ?Sized + Stored> Index<Handle<'id, T>> for Scope<'id, L> {
    type Output = T;

    #[inline(always)]
    fn index(&self, handle: Handle<'id, T>) -> &T {
        self.get(handle)
    }
}

impl<'id, L: Lifetime, T: ?Sized + Stored> IndexMut<Handle<'id, T>> for Scope<'id, L> {
    #[inline(always)]
    fn index_mut(&mut self, handle: Handle<'id, T>) -> &mut T {
        self.get_mut(handle)
    }
}
