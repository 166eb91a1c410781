//! The lines of stores in a report.

use core::fmt;
use std::format;
use std::string::String;

use super::Row;
use crate::account::{StoreStats, TagInfo};

/// Whether both are the same tag, or none.
pub(super) fn same_tag(one: Option<&'static TagInfo>, other: Option<&'static TagInfo>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => core::ptr::eq(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The line of a store: its type, what it takes, and what is in it.
pub(super) struct StoreRow<'a> {
    store: &'a StoreStats,
    indent: usize,
}

impl<'a> StoreRow<'a> {
    pub(super) fn below_tag(store: &'a StoreStats) -> Self {
        Self { store, indent: 4 }
    }

    /// A line in a report of a build that does not count tags.
    pub(super) fn below_arena(store: &'a StoreStats) -> Self {
        Self { store, indent: 2 }
    }
}

impl StoreRow<'_> {
    /// The type, indented.
    pub(super) fn title(&self) -> String {
        format!("{:indent$}{}", "", Short(self.store.name), indent = self.indent)
    }

    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>, width: usize) -> fmt::Result {
        let StoreStats { kind, used, live, peak, capacity, holes, leaked, .. } = *self.store;
        let row = Row([Some(used), None, None, None]);
        write!(f, "{:width$}{row}  {kind}: {live} of {capacity} live, peak {peak}", self.title())?;
        match holes {
            0 => {}
            1 => write!(f, ", 1 hole")?,
            _ => write!(f, ", {holes} holes")?,
        }
        match leaked {
            0 => writeln!(f),
            1 => writeln!(f, ", 1 value LEAKED"),
            _ => writeln!(f, ", {leaked} values LEAKED"),
        }
    }
}

/// A type name without the paths of modules: `Vec<Body>` for `alloc::vec::Vec<game::Body>`.
struct Short(&'static str);

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let in_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
        let mut rest = self.0;
        while !rest.is_empty() {
            let (path, after) = rest.split_at(rest.find(|letter| !in_path(letter)).unwrap_or(rest.len()));
            f.write_str(path.rsplit("::").next().unwrap_or(path))?;
            let punctuation = after.find(in_path).unwrap_or(after.len());
            f.write_str(&after[..punctuation])?;
            rest = &after[punctuation..];
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Short;

    #[test]
    fn type_names_lose_their_modules() {
        for (long, short) in [
            ("u8", "u8"),
            ("game::world::Body", "Body"),
            ("alloc::vec::Vec<game::Body>", "Vec<Body>"),
            ("(a::B, [c::D; 4], &mut e::F)", "(B, [D; 4], &mut F)"),
            ("dyn core::fmt::Debug + core::marker::Send", "dyn Debug + Send"),
            ("", ""),
        ] {
            assert_eq!(std::format!("{}", Short(long)), short);
        }
    }
}
