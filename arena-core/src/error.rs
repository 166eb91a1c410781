//! What can go wrong: an arena is full, or the system refuses to reserve one.

use core::alloc::Layout;
use core::fmt;

use crate::account::TagInfo;
use crate::size::Bytes;

/// An allocation that did not happen: who asked for how much, and how much there was.
///
/// Its `Display` is meant to be read by a person: it names the arena, the type and the tag, gives
/// the figures, and says what to change.
#[derive(Debug, Clone, Copy)]
pub struct AllocError {
    pub(crate) arena: &'static str,
    pub(crate) class: &'static str,
    pub(crate) type_name: &'static str,
    pub(crate) tag: Option<&'static TagInfo>,
    pub(crate) size: usize,
    pub(crate) align: usize,
    pub(crate) free: usize,
    pub(crate) reserved: usize,
    pub(crate) reason: Reason,
}

/// Why an allocation failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The arena has fewer bytes left than were asked for.
    Full,
    /// The size of the request exceeds `isize::MAX` bytes, which no allocation can have.
    TooLarge,
    /// The place lies beyond the 32 GiB that a [`Handle`](crate::Handle) can name.
    BeyondHandles,
    /// The operating system refused to back reserved address space with memory.
    CommitRefused,
    /// All slots of a store are taken.
    StoreFull {
        /// How many it has.
        capacity: usize,
    },
    /// The key is of a slot that components were not given room for.
    KeyBeyond {
        /// How many slots they have room for.
        capacity: usize,
    },
    /// The value of the key has been removed, and a newer key of its slot has a component.
    DeadKey,
}

impl AllocError {
    /// The name the arena was given.
    #[must_use]
    pub fn arena(&self) -> &'static str {
        self.arena
    }

    /// The type that was to be placed, as `core::any::type_name` spells it.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// The tag the bytes would have counted under, if there was one.
    #[must_use]
    pub fn tag(&self) -> Option<&'static TagInfo> {
        self.tag
    }

    /// The size that was asked for, in bytes; `usize::MAX` if it overflowed.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// The alignment that was asked for, in bytes.
    #[must_use]
    pub fn align(&self) -> usize {
        self.align
    }

    /// Bytes of the arena that were still free.
    #[must_use]
    pub fn free(&self) -> usize {
        self.free
    }

    /// Bytes the arena may grow to: its reservation, or the length of its buffer.
    #[must_use]
    pub fn reserved(&self) -> usize {
        self.reserved
    }

    /// Why it failed.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.reason
    }
}

impl AllocError {
    /// What failed was bytes to the arena, and text to its user.
    pub(crate) fn of_text(self) -> Self {
        Self { type_name: core::any::type_name::<str>(), ..self }
    }
}

impl fmt::Display for AllocError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { arena, class, type_name, size, align, .. } = *self;
        let (free, reserved) = (Bytes::new(self.free), Bytes::new(self.reserved));
        match self.reason {
            Reason::Full => write!(f, "{class} arena `{arena}` is full: ")?,
            Reason::TooLarge => write!(f, "{class} arena `{arena}` cannot hold it: ")?,
            Reason::BeyondHandles => write!(f, "{class} arena `{arena}` is beyond the reach of handles: ")?,
            Reason::CommitRefused => {
                write!(f, "{class} arena `{arena}` got no memory from the system: ")?;
            }
            Reason::StoreFull { capacity } => {
                let values = if capacity == 1 { "value" } else { "values" };
                return write!(
                    f,
                    "store of `{type_name}` in {class} arena `{arena}` is full: it holds {capacity} {values}; \
                     make it with a larger capacity, or remove some first"
                );
            }
            Reason::KeyBeyond { capacity } => {
                return write!(
                    f,
                    "components of `{type_name}` in {class} arena `{arena}` have room for the keys of {capacity} \
                     slots, and this key is of a later one; make them with the capacity of the store of the keys"
                );
            }
            Reason::DeadKey => {
                return write!(
                    f,
                    "the value of this key has been removed, and the components of `{type_name}` in {class} arena \
                     `{arena}` have one of a newer key of its slot; ask `contains` of the store of the keys first"
                );
            }
        }
        write!(f, "`{type_name}`")?;
        if let Some(tag) = self.tag {
            write!(f, " (tag {})", tag.name)?;
        }
        match self.reason {
            Reason::TooLarge => {
                write!(f, " asked for more than isize::MAX bytes; check the length, which may have overflowed")
            }
            reason => {
                write!(f, " asked for {size} bytes aligned to {align}, and {free} of {reserved} are free; ")?;
                f.write_str(match reason {
                    Reason::BeyondHandles => {
                        "handles reach 32 GiB: use `alloc` for what needs no handle, or a second arena"
                    }
                    Reason::CommitRefused => "close other programs, or raise the limit on memory of this one",
                    _ if size > self.reserved => "reserve more when the arena is made, or ask for less",
                    _ => "reserve more when the arena is made, or open a nested scope for what is needed only briefly",
                })
            }
        }
    }
}

impl core::error::Error for AllocError {}

/// A value that found no room, handed back together with the reason.
///
/// Converts into [`AllocError`], so `?` works where the value is not needed. Into `Box<dyn Error>` it goes by way of
/// that if the value borrows something: `value.try_alloc_in(frame).map_err(AllocError::from)?`.
#[must_use = "the value that found no room is in here"]
#[derive(Clone, Copy)]
pub struct Full<T> {
    /// The value, untouched.
    pub value: T,
    /// Why there was no room for it.
    pub error: AllocError,
}

impl<T> From<Full<T>> for AllocError {
    fn from(full: Full<T>) -> Self {
        full.error
    }
}

impl<T> fmt::Debug for Full<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Full").field("error", &self.error).finish_non_exhaustive()
    }
}

impl<T> fmt::Display for Full<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<T> core::error::Error for Full<T> {}

/// The system refused to reserve address space for an arena, or to back the part of it that was to
/// be there from the start.
#[cfg(feature = "std")]
#[derive(Debug, Clone, Copy)]
pub struct ReserveError {
    pub(crate) arena: &'static str,
    pub(crate) class: &'static str,
    pub(crate) size: usize,
    pub(crate) cause: ReserveCause,
}

/// What stood behind a [`ReserveError`].
#[cfg(feature = "std")]
#[derive(Debug, Clone, Copy)]
pub(crate) enum ReserveCause {
    #[cfg(any(unix, windows, miri))]
    System(crate::platform::SystemError),
    #[cfg(any(unix, windows, miri))]
    Prefault(usize),
    /// This platform has no virtual memory that the library can use.
    #[cfg(not(any(unix, windows, miri)))]
    Unsupported,
}

#[cfg(feature = "std")]
impl ReserveError {
    /// The name the arena was to have.
    #[must_use]
    pub fn arena(&self) -> &'static str {
        self.arena
    }

    /// The size that was asked for, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }
}

#[cfg(feature = "std")]
impl fmt::Display for ReserveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { arena, class, size, .. } = *self;
        let pretty = Bytes::new(size);
        write!(f, "cannot reserve {pretty} ({size} bytes) of address space for {class} arena `{arena}`: ")?;
        match self.cause {
            #[cfg(any(unix, windows, miri))]
            ReserveCause::System(error) => write!(f, "{error}; reserve less"),
            #[cfg(any(unix, windows, miri))]
            ReserveCause::Prefault(bytes) => {
                write!(f, "the system has no memory for the {} to prefault", Bytes::new(bytes))
            }
            #[cfg(not(any(unix, windows, miri)))]
            ReserveCause::Unsupported => f.write_str(
                "this platform has no virtual memory to reserve; use `Arena::from_buffer` or feature `bumpalo`",
            ),
        }
    }
}

#[cfg(feature = "std")]
impl core::error::Error for ReserveError {}

/// What an allocation asks for, or the fact that it cannot be expressed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request {
    pub(crate) size: usize,
    pub(crate) align: usize,
}

impl From<Layout> for Request {
    fn from(layout: Layout) -> Self {
        Self { size: layout.size(), align: layout.align() }
    }
}
