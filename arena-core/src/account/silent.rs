//! The meter of a build that does not count tags: no state but the tag, for errors to name; no code.
//!
//! It has the same items as `counting.rs`, so that the rest of the library does not know which
//! of the two it is compiled with.

use core::sync::atomic::AtomicUsize;

#[cfg(feature = "std")]
use crate::account::TagCount;
use crate::account::TagInfo;

#[derive(Debug)]
pub(crate) struct TagTable;

/// The memory up to which counters need not be settled: all.
#[derive(Debug)]
pub(crate) struct Window;

/// Where an allocation is counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot<'s> {
    tag: Option<&'static TagInfo>,
    _table: core::marker::PhantomData<&'s TagTable>,
}

/// The counters of outer scopes.
#[derive(Debug)]
pub(crate) struct Saves;

/// A place in [`Saves`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct SavePoint;

impl TagTable {
    pub(crate) fn new() -> Self {
        Self
    }

    #[inline(always)]
    pub(crate) fn slot(&self, tag: Option<&'static TagInfo>) -> Slot<'_> {
        Slot { tag, _table: core::marker::PhantomData }
    }

    #[inline(always)]
    pub(crate) fn settle(&self) {}

    #[inline(always)]
    pub(crate) fn reset(&self) {}

    #[inline(always)]
    pub(crate) fn abandoned(&self, _published: &AtomicUsize, _bytes: usize) {}

    /// Nothing was counted, which is not the same as zero.
    #[cfg(feature = "std")]
    pub(crate) fn read(&self) -> Option<core::iter::Empty<TagCount>> {
        None
    }

    #[cfg(feature = "std")]
    pub(crate) fn total(&self) -> Option<usize> {
        None
    }

    #[cfg(feature = "std")]
    pub(crate) fn padding(&self) -> usize {
        0
    }
}

impl Window {
    pub(crate) fn new() -> Self {
        Self
    }

    #[inline(always)]
    pub(crate) fn end(&self) -> usize {
        usize::MAX
    }

    #[inline(always)]
    pub(crate) fn advance(&self, _cursor: usize, _needed: usize) {}

    #[inline(always)]
    pub(crate) fn go_back(&self, _cursor: usize) -> bool {
        false
    }
}

impl Slot<'_> {
    #[inline(always)]
    pub(crate) fn tag(self) -> Option<&'static TagInfo> {
        self.tag
    }

    #[inline(always)]
    pub(crate) fn took(self, _size: usize, _advance: usize) {}

    #[inline(always)]
    pub(crate) fn took_any(self, _size: usize, _advance: usize) {}

    #[inline(always)]
    pub(crate) fn grew(self, _old: usize, _new: usize) {}

    #[inline(always)]
    pub(crate) fn shrank(self, _old: usize, _new: usize) {}

    #[inline(always)]
    pub(crate) fn gave(self, _size: usize) {}
}

impl Saves {
    pub(crate) fn new() -> Self {
        Self
    }

    #[inline(always)]
    pub(crate) fn clear(&mut self) {}

    #[inline(always)]
    pub(crate) fn save(&mut self, _table: &TagTable) -> SavePoint {
        SavePoint
    }

    #[inline(always)]
    pub(crate) fn restore(&mut self, _table: &TagTable, _point: SavePoint) {}
}
