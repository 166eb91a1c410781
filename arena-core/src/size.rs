//! Sizes in bytes: constants to write them, and a type to print them.

use core::fmt;

/// 1024 bytes.
pub const KIB: usize = 1 << 10;
/// 1024 [`KIB`].
pub const MIB: usize = 1 << 20;
/// 1024 [`MIB`].
pub const GIB: usize = 1 << 30;

/// Prints a number of bytes with a binary unit: `120 B`, `4.0 KiB`, `1.5 GiB`.
///
/// Below one KiB the figure is exact; above it one decimal is kept, cut and not rounded, so that
/// something that is almost full never prints as full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bytes(pub u64);

impl Bytes {
    /// Wraps a size of this machine.
    #[must_use]
    pub const fn new(bytes: usize) -> Self {
        // Lossless: no supported target has addresses of more than 64 bits.
        Self(bytes as u64)
    }
}

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNITS: [(u32, &str); 4] = [(40, "TiB"), (30, "GiB"), (20, "MiB"), (10, "KiB")];
        for (shift, unit) in UNITS {
            let whole = self.0 >> shift;
            if whole > 0 {
                let rest = self.0 & ((1 << shift) - 1);
                let tenth = (u128::from(rest) * 10) >> shift;
                return pad_left(f, format_args!("{whole}.{tenth} {unit}"));
            }
        }
        pad_left(f, format_args!("{} B", self.0))
    }
}

/// Writes formatted text right-aligned in the requested width, without a heap allocation.
fn pad_left(f: &mut fmt::Formatter<'_>, text: fmt::Arguments<'_>) -> fmt::Result {
    /// Holds the longest text there is: 20 digits, a dot, a digit, a space and a unit.
    struct Line {
        text: [u8; 32],
        len: usize,
    }
    impl fmt::Write for Line {
        fn write_str(&mut self, s: &str) -> fmt::Result {
            let end = self.len + s.len();
            let room = self.text.get_mut(self.len..end).ok_or(fmt::Error)?;
            room.copy_from_slice(s.as_bytes());
            self.len = end;
            Ok(())
        }
    }
    let mut line = Line { text: [0; 32], len: 0 };
    fmt::Write::write_fmt(&mut line, text)?;
    let text = core::str::from_utf8(&line.text[..line.len]).map_err(|_| fmt::Error)?;
    let width = f.width().unwrap_or(0);
    write!(f, "{text:>width$}")
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::format;

    #[test]
    fn units_and_width() {
        assert_eq!(format!("{}", Bytes(0)), "0 B");
        assert_eq!(format!("{}", Bytes(1023)), "1023 B");
        assert_eq!(format!("{}", Bytes(1024)), "1.0 KiB");
        assert_eq!(format!("{}", Bytes((5 << 29) - 1)), "2.4 GiB");
        assert_eq!(format!("{:>9}|", Bytes(1536)), "  1.5 KiB|");
        assert_eq!(format!("{}", Bytes(u64::MAX)), "16777215.9 TiB");
    }
}
