//! `ArenaBox`: a value in the arena that is dropped by its owner.

use core::fmt;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::ptr::NonNull;

/// Owns a value in an arena: dropping the box drops the value.
///
/// One pointer in size. The bytes are not given back before the scope ends. There is no way to
/// pin one: it can be leaked, and the arena would reuse memory that pinning promises to keep.
///
/// ```
/// # #[cfg(feature = "std")] {
/// # let mut arena = arena_core::FrameArena::reserve("frame", 1 << 20).unwrap();
/// arena.scope(|frame| {
///     let mut names = frame.alloc_box(vec![String::from("a")]);
///     names.push(String::from("b"));
///     assert_eq!(names.len(), 2);
/// }); // the vector and its strings are freed here, by the box
/// # }
/// ```
pub struct ArenaBox<'id, T: ?Sized> {
    value: NonNull<T>,
    /// It behaves like an exclusive reference that also owns what it refers to.
    owned: PhantomData<(&'id mut (), T)>,
}

// SAFETY: a box is the only way to its value, as a `Box` is.
unsafe impl<T: ?Sized + Send> Send for ArenaBox<'_, T> {}
// SAFETY: a shared box gives shared references only.
unsafe impl<T: ?Sized + Sync> Sync for ArenaBox<'_, T> {}

impl<'id, T: ?Sized> ArenaBox<'id, T> {
    /// Takes over a value.
    ///
    /// # Safety
    ///
    /// The value is valid for `'id`, nobody else refers to it, and nobody else drops it.
    pub(crate) unsafe fn owning(value: NonNull<T>) -> Self {
        Self { value, owned: PhantomData }
    }

    /// Gives up ownership: the value lives as long as the scope, and is never dropped.
    #[must_use = "the value is never dropped once it is leaked"]
    pub fn leak(this: Self) -> &'id mut T {
        let mut value = this.value;
        core::mem::forget(this);
        // SAFETY: the box was the only way to the value, which lives for `'id`.
        unsafe { value.as_mut() }
    }
}

impl<T> ArenaBox<'_, T> {
    /// Moves the value out.
    #[must_use = "the value is dropped if it is not used"]
    pub fn into_inner(this: Self) -> T {
        let value = this.value;
        core::mem::forget(this);
        // SAFETY: the box owned the value and is gone.
        unsafe { value.read() }
    }
}

impl<T: ?Sized> Drop for ArenaBox<'_, T> {
    fn drop(&mut self) {
        // SAFETY: the box owns the value, and `into_inner` and `leak` forget the box.
        unsafe { self.value.drop_in_place() };
    }
}

impl<T: ?Sized> Deref for ArenaBox<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: the value lives as long as the box, and is reached through it alone.
        unsafe { self.value.as_ref() }
    }
}

impl<T: ?Sized> DerefMut for ArenaBox<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as for `deref`; the box is borrowed exclusively.
        unsafe { self.value.as_mut() }
    }
}

impl<T: ?Sized> AsRef<T> for ArenaBox<'_, T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T: ?Sized> AsMut<T> for ArenaBox<'_, T> {
    fn as_mut(&mut self) -> &mut T {
        self
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for ArenaBox<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for ArenaBox<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
