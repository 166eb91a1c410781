//! `ArenaString`: a string that grows in the arena.

use core::fmt;
use core::ops::{Deref, DerefMut};

use super::{ArenaVec, At, exhausted};
use crate::error::AllocError;

/// A string that grows in the arena, in place as long as it is the last thing there.
///
/// [`Scope::string`](crate::Scope::string) makes one; [`into_str`](Self::into_str) turns it into a
/// plain `&'id mut str`. It implements [`fmt::Write`], so `write!` works on it.
///
/// ```
/// use std::fmt::Write;
/// # #[cfg(feature = "std")] {
/// # let mut arena = arena_core::FrameArena::reserve("frame", 1 << 20).unwrap();
/// arena.scope(|frame| {
///     let mut line = frame.string();
///     line.push_str("position:");
///     for x in [1.0, 2.5] {
///         write!(line, " {x:.1}").unwrap();
///     }
///     assert_eq!(line.into_str(), "position: 1.0 2.5");
/// });
/// # }
/// ```
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArenaString<'s, 'id> {
    bytes: ArenaVec<'s, 'id, u8>,
}

impl<'s, 'id> ArenaString<'s, 'id> {
    pub(crate) fn at(at: At<'s, 'id>) -> Self {
        Self { bytes: ArenaVec::at(at) }
    }

    /// An empty string that is about to be written to in pieces, with some room if that is at hand.
    #[inline(always)]
    pub(crate) fn begun(at: At<'s, 'id>) -> Self {
        Self { bytes: ArenaVec::with_room::<64>(at) }
    }

    /// An empty string with room for exactly `capacity` bytes.
    pub(crate) fn with_capacity(at: At<'s, 'id>, capacity: usize) -> Result<Self, AllocError> {
        let bytes = ArenaVec::with_capacity(at, capacity).map_err(AllocError::of_text)?;
        Ok(Self { bytes })
    }

    /// Appends text.
    ///
    /// # Panics
    ///
    /// If the arena is full.
    #[inline]
    #[track_caller]
    pub fn push_str(&mut self, text: &str) {
        if let Err(error) = self.try_push_str(text) {
            exhausted(error);
        }
    }

    /// Appends text.
    ///
    /// # Errors
    ///
    /// If the arena is full; the string is unchanged then.
    #[inline]
    pub fn try_push_str(&mut self, text: &str) -> Result<(), AllocError> {
        self.bytes.try_extend_from_slice(text.as_bytes()).map_err(AllocError::of_text)
    }

    /// Appends a character.
    ///
    /// # Panics
    ///
    /// If the arena is full.
    #[inline]
    #[track_caller]
    pub fn push(&mut self, character: char) {
        self.push_str(character.encode_utf8(&mut [0; 4]));
    }

    /// Appends a character.
    ///
    /// # Errors
    ///
    /// If the arena is full; the string is unchanged then.
    #[inline]
    pub fn try_push(&mut self, character: char) -> Result<(), AllocError> {
        self.try_push_str(character.encode_utf8(&mut [0; 4]))
    }

    /// Appends formatted text. Unlike `write!`, it tells why it failed.
    ///
    /// # Errors
    ///
    /// If the arena is full; what was formatted until then stays.
    ///
    /// # Panics
    ///
    /// If a `Display` implementation returns an error of its own, as `format!` does.
    pub fn try_push_fmt(&mut self, text: fmt::Arguments<'_>) -> Result<(), AllocError> {
        let spare = self.capacity() - self.len();
        let mut sink = Sink { string: self, spare, full: None };
        let result = fmt::write(&mut sink, text);
        match (result, sink.full) {
            (_, Some(error)) => Err(error),
            (Ok(()), None) => Ok(()),
            (Err(_), None) => panic!("a formatting trait implementation returned an error"),
        }
    }

    /// Makes room for `additional` more bytes.
    ///
    /// # Panics
    ///
    /// If the arena is full.
    #[track_caller]
    pub fn reserve(&mut self, additional: usize) {
        if let Err(error) = self.try_reserve(additional) {
            exhausted(error);
        }
    }

    /// Makes room for `additional` more bytes.
    ///
    /// # Errors
    ///
    /// If the arena is full.
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), AllocError> {
        self.bytes.try_reserve(additional).map_err(AllocError::of_text)
    }

    /// Bytes there is room for without growing.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.bytes.capacity()
    }

    /// Takes off the last character.
    pub fn pop(&mut self) -> Option<char> {
        let last = self.chars().next_back()?;
        self.bytes.truncate(self.len() - last.len_utf8());
        Some(last)
    }

    /// Shortens to the first `len` bytes; does nothing if it is shorter.
    ///
    /// # Panics
    ///
    /// If `len` is in the middle of a character.
    #[track_caller]
    pub fn truncate(&mut self, len: usize) {
        if len < self.len() {
            assert!(self.is_char_boundary(len), "byte {len} is in the middle of a character");
            self.bytes.truncate(len);
        }
    }

    /// Empties it and keeps the room.
    pub fn clear(&mut self) {
        self.bytes.clear();
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self
    }

    /// Ends the growth: gives back what is unused, and the text lives as long as the scope.
    #[must_use]
    pub fn into_str(self) -> &'id mut str {
        // SAFETY: only whole `str`s were appended, and cuts are at character boundaries.
        unsafe { core::str::from_utf8_unchecked_mut(self.bytes.into_slice()) }
    }
}

/// Where formatted text goes. It keeps the reason of a failure, which `fmt::Error` has no room for.
struct Sink<'a, 's, 'id> {
    string: &'a mut ArenaString<'s, 'id>,
    /// Bytes that can be written without growing. None after a failure, or text whose author ignores
    /// errors would go on behind a gap.
    spare: usize,
    full: Option<AllocError>,
}

impl Sink<'_, '_, '_> {
    #[cold]
    #[inline(never)]
    fn grow_and_write(&mut self, text: &str) -> fmt::Result {
        if self.full.is_some() {
            return Err(fmt::Error);
        }
        if self.string.try_push_str(text).is_err() {
            return self.fail(text);
        }
        self.spare = self.string.capacity() - self.string.len();
        Ok(())
    }

    /// Keeps the reason why a piece found no room.
    #[cold]
    fn fail(&mut self, text: &str) -> fmt::Result {
        // What the error calls free shall not lack what the string holds in advance.
        self.string.bytes.shrink();
        self.spare = 0;
        // The system may have found memory in the meantime.
        self.full = self.string.try_push_str(text).err();
        self.full.map_or(Ok(()), |_| Err(fmt::Error))
    }
}

impl fmt::Write for Sink<'_, '_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.len() > self.spare {
            return self.grow_and_write(text);
        }
        self.spare -= text.len();
        // SAFETY: there is that much room.
        unsafe { self.string.bytes.extend_within_capacity(text.as_bytes()) };
        Ok(())
    }
}

impl fmt::Write for ArenaString<'_, '_> {
    /// # Panics
    ///
    /// Never: a full arena is the error. [`ArenaString::try_push_fmt`] tells more.
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.try_push_str(text).map_err(|_| fmt::Error)
    }
}

impl Deref for ArenaString<'_, '_> {
    type Target = str;

    fn deref(&self) -> &str {
        // SAFETY: as in `into_str`.
        unsafe { core::str::from_utf8_unchecked(&self.bytes) }
    }
}

impl DerefMut for ArenaString<'_, '_> {
    fn deref_mut(&mut self) -> &mut str {
        // SAFETY: as in `into_str`; a `&mut str` cannot be made invalid.
        unsafe { core::str::from_utf8_unchecked_mut(&mut self.bytes) }
    }
}

impl<'a> Extend<&'a str> for ArenaString<'_, '_> {
    /// # Panics
    ///
    /// If the arena is full.
    fn extend<I: IntoIterator<Item = &'a str>>(&mut self, iter: I) {
        iter.into_iter().for_each(|text| self.push_str(text));
    }
}

impl Extend<char> for ArenaString<'_, '_> {
    /// # Panics
    ///
    /// If the arena is full.
    fn extend<I: IntoIterator<Item = char>>(&mut self, iter: I) {
        iter.into_iter().for_each(|character| self.push(character));
    }
}

impl PartialEq<str> for ArenaString<'_, '_> {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for ArenaString<'_, '_> {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl fmt::Debug for ArenaString<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for ArenaString<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
