//! `Chain`: an arena that grows chunk by chunk, on `bumpalo`.

use core::alloc::Layout;
use core::fmt::{self, Write as _};
use core::marker::PhantomData;

use bumpalo::Bump;

use super::In;
use super::opening::{Invariant, Opened, sealed};
use crate::account::ArenaStats;
use crate::alloc::{assert_no_drop, exhausted};
use crate::error::{AllocError, Full, Reason};
use crate::lifetime::Lifetime;
use crate::threads::ManyThreads;

/// An arena that grows by chunks from the global allocator, for where address space is scarce.
///
/// It is a type of its own because it can do less: its memory is not one range, so it has no
/// handles and no nested scopes, nothing grows in place for sure, and a reset costs as many steps
/// as there are chunks (the largest is kept). Prefer [`Arena`](crate::Arena) on a 64-bit system.
///
/// ```
/// use arena_core::{Chain, lifetime};
///
/// let mut chain = Chain::<lifetime::Frame>::new("scratch").limit(1 << 20);
/// chain.scope(|frame| {
///     let words = frame.alloc_iter("no range needed".split(' '));
///     assert_eq!(words.len(), 3);
///     assert!(frame.try_alloc_uninit_slice::<u8>(2 << 20).is_err());
/// });
/// ```
pub struct Chain<L> {
    links: Links,
    class: PhantomData<fn() -> L>,
}

/// A chain that is open. It allocates like a [`Scope`](crate::Scope), without handles.
#[repr(transparent)]
pub struct ChainScope<'id, L> {
    links: Links,
    brand: Invariant<'id>,
    class: PhantomData<fn() -> L>,
}

/// A chain while a scope is open on it. Dropping it resets.
#[derive(Debug)]
pub struct ChainOpening<'a, L> {
    links: &'a mut Links,
    class: PhantomData<fn() -> L>,
}

#[derive(Debug)]
struct Links {
    bump: Bump,
    name: &'static str,
    class: &'static str,
    peak: usize,
    resets: u64,
}

// SAFETY: the bound holds for nothing, see `threads`.
unsafe impl<L> Sync for Chain<L> where L: ManyThreads<Self> {}
// SAFETY: the bound holds for nothing, see `threads`.
unsafe impl<L> Sync for ChainScope<'_, L> where L: ManyThreads<Self> {}

impl Links {
    fn used(&self) -> usize {
        self.bump.allocated_bytes() - self.bump.chunk_capacity()
    }

    fn reset(&mut self) {
        self.peak = self.peak.max(self.used());
        self.bump.reset();
    }

    fn stats(&self) -> ArenaStats {
        let (used, committed) = (self.used(), self.bump.allocated_bytes());
        ArenaStats {
            used,
            peak: self.peak.max(used),
            committed,
            reserved: self.bump.allocation_limit().unwrap_or(isize::MAX.unsigned_abs()),
            abandoned: 0,
            resets: self.resets,
        }
    }

    #[cold]
    fn error<T: ?Sized>(&self, layout: Option<Layout>) -> AllocError {
        let ArenaStats { used, reserved, .. } = self.stats();
        AllocError {
            arena: self.name,
            class: self.class,
            type_name: core::any::type_name::<T>(),
            tag: None,
            size: layout.map_or(usize::MAX, |layout| layout.size()),
            align: layout.map_or(1, |layout| layout.align()),
            free: reserved.saturating_sub(used),
            reserved,
            reason: if layout.is_some() { Reason::Full } else { Reason::TooLarge },
        }
    }
}

impl<L: Lifetime> Chain<L> {
    /// A chain without chunks. The first allocation takes the first one.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        let links = Links { bump: Bump::new(), name, class: L::NAME, peak: 0, resets: 0 };
        Self { links, class: PhantomData }
    }

    /// Lets the chunks take no more than `bytes` together.
    #[must_use]
    pub fn limit(self, bytes: usize) -> Self {
        self.links.bump.set_allocation_limit(Some(bytes));
        self
    }

    /// Opens a scope for the length of a closure; see [`Arena::scope`](crate::Arena::scope).
    pub fn scope<'env, R>(&mut self, f: impl for<'a, 'id> FnOnce(&'a mut In<'id, 'env, ChainScope<'id, L>>) -> R) -> R {
        let mut opening = self.open_scope();
        // SAFETY: the closure takes any `'id`, so to it this one differs from all others; and `R` was
        // chosen before, so nothing of `'id` leaves. `opening` is dropped, which resets, after `f`.
        f(unsafe { In::new(opening.branded()) })
    }

    /// What `scope!` calls. Safe, and of no use without a brand.
    #[doc(hidden)]
    pub fn open_scope(&mut self) -> ChainOpening<'_, L> {
        self.links.reset();
        ChainOpening { links: &mut self.links, class: PhantomData }
    }

    /// The figures of the chain. `used` counts what is left over at the end of full chunks,
    /// `committed` is the size of all chunks, and `reserved` is the limit.
    #[must_use]
    pub fn stats(&self) -> ArenaStats {
        self.links.stats()
    }
}

impl<L> sealed::Sealed for ChainOpening<'_, L> {}

impl<L: Lifetime> Opened for ChainOpening<'_, L> {
    type Scope<'id>
        = ChainScope<'id, L>
    where
        Self: 'id;

    unsafe fn branded<'id>(&'id mut self) -> &'id mut ChainScope<'id, L> {
        // SAFETY: `ChainScope` is a transparent wrapper of `Links`.
        unsafe { &mut *core::ptr::from_mut(&mut *self.links).cast() }
    }
}

impl<L> Drop for ChainOpening<'_, L> {
    fn drop(&mut self) {
        self.links.reset();
        self.links.resets += 1;
    }
}

/// Unwraps the result of a `try_` method, or panics at the caller.
macro_rules! or_panic {
    ($result:expr) => {
        match $result {
            Ok(done) => done,
            Err(error) => exhausted(error.into()),
        }
    };
}

impl<'id, L: Lifetime> ChainScope<'id, L> {
    /// The bump allocator, borrowed for the whole scope and not just for `&self`.
    fn bump(&self) -> &'id Bump {
        // SAFETY: `&'id mut ChainScope<'id, L>` exists, made by `branded` from a borrow of the
        // opening for `'id`; until that ends nobody resets, moves or drops the bump, because all
        // of these need `&mut` of it, which `ChainScope` does not give. No caller keeps the reference
        // for longer than its own `&self`: a `&mut ChainScope` of the user's would invalidate it.
        unsafe { &*core::ptr::from_ref(&self.links.bump) }
    }

    /// Places a value. See [`Scope::alloc`](crate::Scope::alloc).
    ///
    /// # Panics
    ///
    /// If there is no room.
    #[inline]
    #[track_caller]
    pub fn alloc<T>(&self, value: T) -> &'id mut T {
        or_panic!(self.try_alloc(value))
    }

    /// Places a value.
    ///
    /// # Errors
    ///
    /// Gives the value back if there is no room.
    #[inline]
    pub fn try_alloc<T>(&self, value: T) -> Result<&'id mut T, Full<T>> {
        const { assert_no_drop::<T>() };
        match self.bump().try_alloc_layout(Layout::new::<T>()) {
            Ok(place) => {
                let mut place = place.cast::<T>();
                // SAFETY: fresh room for a `T`, which lasts for `'id` (see `bump`).
                unsafe {
                    place.write(value);
                    Ok(place.as_mut())
                }
            }
            Err(_) => Err(Full { value, error: self.links.error::<T>(Some(Layout::new::<T>())) }),
        }
    }

    /// Copies a slice. See [`Scope::alloc_slice_copy`](crate::Scope::alloc_slice_copy).
    ///
    /// # Panics
    ///
    /// If there is no room.
    #[inline]
    #[track_caller]
    pub fn alloc_slice_copy<T: Copy>(&self, source: &[T]) -> &'id mut [T] {
        or_panic!(self.try_alloc_slice_copy(source))
    }

    /// Copies a slice.
    ///
    /// # Errors
    ///
    /// If there is no room.
    #[inline]
    pub fn try_alloc_slice_copy<T: Copy>(&self, source: &[T]) -> Result<&'id mut [T], AllocError> {
        let copied = self.bump().try_alloc_slice_copy(source);
        copied.map_err(|_| self.links.error::<[T]>(Some(Layout::for_value(source))))
    }

    /// Copies a string. See [`Scope::alloc_str`](crate::Scope::alloc_str).
    ///
    /// # Panics
    ///
    /// If there is no room.
    #[inline]
    #[track_caller]
    pub fn alloc_str(&self, source: &str) -> &'id mut str {
        or_panic!(self.try_alloc_str(source))
    }

    /// Copies a string.
    ///
    /// # Errors
    ///
    /// If there is no room.
    #[inline]
    pub fn try_alloc_str(&self, source: &str) -> Result<&'id mut str, AllocError> {
        self.bump().try_alloc_str(source).map_err(|_| self.links.error::<str>(Some(Layout::for_value(source))))
    }

    /// Room for `len` values, to be filled by the caller.
    ///
    /// # Panics
    ///
    /// If there is no room, or the size overflows.
    #[inline]
    #[track_caller]
    pub fn alloc_uninit_slice<T>(&self, len: usize) -> &'id mut [core::mem::MaybeUninit<T>] {
        or_panic!(self.try_alloc_uninit_slice(len))
    }

    /// Room for `len` values, to be filled by the caller.
    ///
    /// # Errors
    ///
    /// If there is no room, or the size overflows.
    #[inline]
    pub fn try_alloc_uninit_slice<T>(&self, len: usize) -> Result<&'id mut [core::mem::MaybeUninit<T>], AllocError> {
        let layout = Layout::array::<T>(len).map_err(|_| self.links.error::<[T]>(None))?;
        let place = self.bump().try_alloc_layout(layout).map_err(|_| self.links.error::<[T]>(Some(layout)))?;
        // SAFETY: fresh room of that size, for `'id`; `MaybeUninit` needs no initialization.
        Ok(unsafe { core::ptr::NonNull::slice_from_raw_parts(place.cast(), len).as_mut() })
    }

    /// Collects an iterator into a slice. See [`Scope::alloc_iter`](crate::Scope::alloc_iter).
    ///
    /// # Panics
    ///
    /// If there is no room.
    #[track_caller]
    pub fn alloc_iter<T>(&self, iter: impl IntoIterator<Item = T>) -> &'id mut [T] {
        or_panic!(self.try_alloc_iter(iter))
    }

    /// Collects an iterator into a slice.
    ///
    /// # Errors
    ///
    /// If there is no room.
    pub fn try_alloc_iter<T>(&self, iter: impl IntoIterator<Item = T>) -> Result<&'id mut [T], AllocError> {
        const { assert_no_drop::<T>() };
        let mut values = bumpalo::collections::Vec::new_in(self.bump());
        for value in iter {
            let more = values.try_reserve(1);
            more.map_err(|_| self.links.error::<[T]>(Layout::array::<T>(values.len() + 1).ok()))?;
            values.push(value);
        }
        Ok(values.into_bump_slice_mut())
    }

    /// Formats text. See [`Scope::alloc_fmt`](crate::Scope::alloc_fmt).
    ///
    /// # Panics
    ///
    /// If there is no room, or a `Display` implementation returns an error.
    #[track_caller]
    pub fn alloc_fmt(&self, text: fmt::Arguments<'_>) -> &'id mut str {
        or_panic!(self.try_alloc_fmt(text))
    }

    /// Formats text.
    ///
    /// # Errors
    ///
    /// If there is no room.
    ///
    /// # Panics
    ///
    /// If a `Display` implementation returns an error of its own, as `format!` does.
    pub fn try_alloc_fmt(&self, text: fmt::Arguments<'_>) -> Result<&'id mut str, AllocError> {
        /// Keeps apart a full chain and a failing `Display`. After a failure nothing is written any
        /// more, or text whose author ignores errors would go on behind a gap.
        struct Sink<'id> {
            bytes: bumpalo::collections::Vec<'id, u8>,
            /// How long the text was to be for which there was no room.
            refused: Option<usize>,
        }
        impl fmt::Write for Sink<'_> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                if self.refused.is_none() && self.bytes.try_reserve(text.len()).is_err() {
                    self.refused = Some(self.bytes.len().saturating_add(text.len()));
                }
                if self.refused.is_some() {
                    return Err(fmt::Error);
                }
                self.bytes.extend_from_slice_copy(text.as_bytes());
                Ok(())
            }
        }
        let mut sink = Sink { bytes: bumpalo::collections::Vec::new_in(self.bump()), refused: None };
        let result = sink.write_fmt(text);
        if let Some(len) = sink.refused {
            return Err(self.links.error::<str>(Layout::array::<u8>(len).ok()));
        }
        result.expect("a formatting trait implementation returned an error");
        // SAFETY: only whole `str`s were written.
        Ok(unsafe { core::str::from_utf8_unchecked_mut(sink.bytes.into_bump_slice_mut()) })
    }

    /// The figures of the chain at this moment.
    pub fn stats(&self) -> ArenaStats {
        self.links.stats()
    }
}

impl<L> fmt::Debug for Chain<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chain").field("name", &self.links.name).field("stats", &self.links.stats()).finish()
    }
}

impl<L> fmt::Debug for ChainScope<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChainScope").field("name", &self.links.name).finish_non_exhaustive()
    }
}
