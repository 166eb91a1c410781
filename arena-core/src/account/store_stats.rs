//! The figures of stores: what a ledger can say about each pool while it is in use.
//!
//! A store and the arena it lies in share one [`Sheet`]. The store writes its counters there and
//! nowhere else, so there is no second number to keep in step: its length *is* the shared counter.
//! A relaxed atomic with one writer costs what a plain field costs.
//!
//! # Peak and holes without a second counter per insertion
//!
//! A store fills its lowest free slot first. So the number of slots that were ever in use is the
//! largest number of values there ever was, and that can only have changed when a removal makes the first
//! hole. Such a removal raises the `extent` to the length as it is before; insertion does nothing, and
//! readers take the larger of the two. (Dense stores have no holes; there the extent is for the peak alone.)

use core::fmt;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use crate::account::TagInfo;

/// What kind of store something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreKind {
    /// A [`Pool`](crate::Pool).
    Pool,
    /// A [`BoxPool`](crate::BoxPool).
    BoxPool,
    /// A `Soa`: one column per field.
    Soa,
    /// A [`Components`](crate::Components).
    Components,
}

impl StoreKind {
    /// Whether its values are always the first so many.
    fn is_dense(self) -> bool {
        matches!(self, Self::Soa | Self::Components)
    }
}

impl fmt::Display for StoreKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Pool => "pool",
            Self::BoxPool => "box pool",
            Self::Soa => "soa",
            Self::Components => "components",
        })
    }
}

/// What a store uses and holds.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct StoreStats {
    /// The type of the values, as `core::any::type_name` spells it or as it named itself.
    pub name: &'static str,
    /// What kind of store it is.
    pub kind: StoreKind,
    /// The tag its bytes are counted under.
    pub tag: Option<&'static TagInfo>,
    /// Bytes it takes from its arena, from the start and until the scope ends.
    pub used: usize,
    /// Values in it.
    pub live: usize,
    /// The most values there have ever been in it.
    pub peak: usize,
    /// How many values there can be.
    pub capacity: usize,
    /// Slots that were in use and are empty now, since it was last cleared or compacted.
    pub holes: usize,
    /// Values that were never dropped, because their scope ended with the store forgotten.
    pub leaked: usize,
}

/// The counters of one store, shared with whoever reads them.
///
/// In a report it outlives its store: the next one of the same type and tag continues it.
#[derive(Debug)]
pub(crate) struct Sheet {
    name: &'static str,
    kind: StoreKind,
    tag: Option<&'static TagInfo>,
    used: AtomicUsize,
    /// Bytes that are backed by memory, now or since a store before it.
    committed: AtomicUsize,
    capacity: AtomicUsize,
    live: AtomicUsize,
    /// Slots in use and holes, as of the last removal.
    extent: AtomicUsize,
    /// The most values there were before the extent was last reset.
    peak: AtomicUsize,
    leaked: AtomicUsize,
}

impl Sheet {
    pub(crate) fn new(name: &'static str, kind: StoreKind, tag: Option<&'static TagInfo>) -> Self {
        let zero = || AtomicUsize::new(0);
        Self {
            name,
            kind,
            tag,
            used: zero(),
            committed: zero(),
            capacity: zero(),
            live: zero(),
            extent: zero(),
            peak: zero(),
            leaked: zero(),
        }
    }

    /// Whether a store of this description can continue the sheet.
    #[cfg(feature = "std")]
    pub(crate) fn is_of(&self, name: &'static str, kind: StoreKind, tag: Option<&'static TagInfo>) -> bool {
        let same_tag = match (self.tag, tag) {
            (Some(ours), Some(theirs)) => core::ptr::eq(ours, theirs),
            (ours, theirs) => ours.is_none() && theirs.is_none(),
        };
        self.kind == kind && same_tag && self.name == name
    }

    /// A store begins.
    pub(crate) fn open(&self, used: usize, capacity: usize) {
        self.used.store(used, Relaxed);
        self.capacity.store(capacity, Relaxed);
    }

    /// The scope of the store ends. If the store is not gone by now it was forgotten.
    #[cfg(feature = "std")]
    pub(crate) fn end(&self) {
        let lost = self.live.load(Relaxed);
        self.leaked.store(self.leaked.load(Relaxed).wrapping_add(lost), Relaxed);
        self.close();
        self.used.store(0, Relaxed);
    }

    /// There are no values any more.
    fn close(&self) {
        self.reset_extent(0);
        self.live.store(0, Relaxed);
    }

    #[inline(always)]
    fn raise_extent(&self) {
        let live = self.live.load(Relaxed);
        if live > self.extent.load(Relaxed) {
            self.extent.store(live, Relaxed);
        }
    }

    /// The slots in use are these now, without a hole.
    fn reset_extent(&self, extent: usize) {
        self.raise_extent();
        let peak = self.peak.load(Relaxed).max(self.extent.load(Relaxed));
        self.peak.store(peak, Relaxed);
        self.extent.store(extent, Relaxed);
    }

    #[cfg(feature = "std")]
    pub(crate) fn committed(&self) -> usize {
        self.committed.load(Relaxed)
    }

    /// What no store has is given back.
    #[cfg(feature = "std")]
    pub(crate) fn trim(&self) {
        self.committed.store(0, Relaxed);
    }

    pub(crate) fn read(&self) -> StoreStats {
        let live = self.live.load(Relaxed);
        let extent = self.extent.load(Relaxed).max(live);
        StoreStats {
            name: self.name,
            kind: self.kind,
            tag: self.tag,
            used: self.used.load(Relaxed),
            live,
            peak: self.peak.load(Relaxed).max(extent),
            capacity: self.capacity.load(Relaxed),
            holes: if self.kind.is_dense() { 0 } else { extent - live },
            leaked: self.leaked.load(Relaxed),
        }
    }
}

/// The length of a store, and through it all its figures. Dropped after the values of the store.
///
/// It does not own its sheet, which would then be lost with a store that is forgotten. (Without
/// `std` it does: nobody else reads it, and it needs no heap.)
#[derive(Debug)]
pub(crate) struct Figures {
    #[cfg(feature = "std")]
    sheet: core::ptr::NonNull<Sheet>,
    #[cfg(not(feature = "std"))]
    sheet: Sheet,
}

// SAFETY: it stands for a `&Sheet`, which is made of atomics.
#[cfg(feature = "std")]
unsafe impl Send for Figures {}
// SAFETY: as above.
#[cfg(feature = "std")]
unsafe impl Sync for Figures {}

impl Figures {
    /// # Safety
    ///
    /// The arena of the registry that the sheet is in outlives what is returned. It does if that is
    /// part of a store, because a store is gone when its scope ends.
    #[cfg(feature = "std")]
    pub(crate) unsafe fn new(sheet: &std::sync::Arc<Sheet>) -> Self {
        Self { sheet: core::ptr::NonNull::from(&**sheet) }
    }

    #[cfg(not(feature = "std"))]
    pub(crate) fn new(sheet: Sheet) -> Self {
        Self { sheet }
    }

    #[inline(always)]
    fn sheet(&self) -> &Sheet {
        #[cfg(feature = "std")]
        // SAFETY: as promised to `new`: the registry keeps its sheets, and the arena its registry.
        return unsafe { self.sheet.as_ref() };
        #[cfg(not(feature = "std"))]
        return &self.sheet;
    }

    /// How many values there are.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.sheet().live.load(Relaxed)
    }

    /// The store has committed that many bytes by now.
    pub(crate) fn committed(&self, bytes: usize) {
        let sheet = self.sheet();
        sheet.committed.store(bytes.max(sheet.committed.load(Relaxed)), Relaxed);
    }

    /// A value came.
    #[inline(always)]
    pub(crate) fn added(&mut self) {
        self.sheet().live.store(self.len() + 1, Relaxed);
    }

    /// A value, of which there was at least one, went. If there never were as many before, the extent was
    /// [raised](Self::raise_extent) first.
    #[inline(always)]
    pub(crate) fn removed(&mut self) {
        self.sheet().live.store(self.len() - 1, Relaxed);
    }

    /// A value will go, of perhaps more than there ever were.
    #[inline(always)]
    pub(crate) fn raise_extent(&mut self) {
        self.sheet().raise_extent();
    }

    /// All values of a dense store went.
    #[cold]
    pub(crate) fn cleared(&mut self) {
        self.sheet().close();
    }

    /// What is left lies in the lowest slots.
    #[cold]
    pub(crate) fn compacted(&mut self) {
        self.sheet().reset_extent(self.len());
    }

    pub(crate) fn read(&self) -> StoreStats {
        self.sheet().read()
    }
}

impl Drop for Figures {
    fn drop(&mut self) {
        self.sheet().close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peak_and_holes_follow_from_removals() {
        let sheet = Sheet::new("u8", StoreKind::Pool, None);
        sheet.open(640, 10);
        #[cfg(feature = "std")]
        let sheet = std::sync::Arc::new(sheet);
        // SAFETY: the sheet is dropped last.
        #[cfg(feature = "std")]
        let mut figures = unsafe { Figures::new(&sheet) };
        #[cfg(not(feature = "std"))]
        let mut figures = Figures::new(sheet);
        let shown = |figures: &Figures| {
            let StoreStats { live, peak, holes, .. } = figures.read();
            (live, peak, holes)
        };
        (0..5).for_each(|_| figures.added());
        assert_eq!(shown(&figures), (5, 5, 0), "a reader sees a peak that no removal has noted yet");
        figures.raise_extent();
        (0..3).for_each(|_| figures.removed());
        assert_eq!(shown(&figures), (2, 5, 3));
        figures.added();
        assert_eq!(shown(&figures), (3, 5, 2), "holes are filled first");
        figures.compacted();
        assert_eq!(shown(&figures), (3, 5, 0));
        (0..4).for_each(|_| figures.added());
        assert_eq!(shown(&figures), (7, 7, 0));
        figures.compacted();
        assert_eq!(shown(&figures), (7, 7, 0));
        figures.added();
        figures.cleared();
        assert_eq!(shown(&figures), (0, 8, 0));
    }
}
