//! Why the program stops early: one line for a person, and an exit status.

use std::fmt;
use std::path::Path;

use arena::prelude::*;
use arena::{Reason, ReserveError};

/// A reason to stop. Its `Display` is one line.
#[derive(Debug)]
pub struct Failure {
    message: String,
    status: u8,
}

impl Failure {
    /// The program was asked for something that it cannot do: status 2.
    pub fn input(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 2 }
    }

    /// The model does not follow its format.
    pub fn malformed(file: &str, line: usize, reason: impl fmt::Display) -> Self {
        Self::input(format!("{file}:{line}: {reason}"))
    }

    /// The result could not be written: status 1.
    pub fn output(path: &Path, error: impl fmt::Display) -> Self {
        Self { message: format!("{}: cannot be written: {error}", path.display()), status: 1 }
    }

    pub fn status(&self) -> u8 {
        self.status
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<ReserveError> for Failure {
    fn from(error: ReserveError) -> Self {
        Self::input(error.to_string())
    }
}

/// If an arena is full, says which number to raise, and to what. More may be asked
/// for after the allocation that failed, hence "at least".
impl From<AllocError> for Failure {
    fn from(error: AllocError) -> Self {
        if error.reason() != Reason::Full {
            return Self::input(error.to_string());
        }
        let (arena, size, free) = (error.arena(), error.size(), error.free());
        let tag = error.tag().map_or("no tag", |tag| tag.name);
        let used = error.reserved() - free;
        let enough = used.saturating_add(size).saturating_add(error.align()).div_ceil(MIB);
        Self::input(format!(
            "the {arena} arena is full: {tag} asks for {size} bytes, and {free} of {} are free; \
             raise it with --{arena}-memory {enough} (MiB) or more",
            error.reserved(),
        ))
    }
}

impl<T> From<Full<T>> for Failure {
    fn from(full: Full<T>) -> Self {
        AllocError::from(full).into()
    }
}
