//! Budgets: `256 MiB`, `1.5 GiB`, `64 kB`.

use crate::nearest::nearest;

/// The units, each with its number of bytes.
const UNITS: [(&str, u64); 8] = [
    ("B", 1),
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("TiB", 1 << 40),
    ("kB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
];

/// More digits than this after the point change no number of bytes that anybody means.
const MOST_DECIMALS: usize = 12;

/// Reads a number of bytes, rounded down to a whole one.
///
/// ```text
/// budget = digits [ "." digits ] [ spaces ] unit
/// unit   = "B" | "KiB" | "MiB" | "GiB" | "TiB" | "kB" | "MB" | "GB"
/// ```
///
/// # Errors
///
/// Says what is wrong with the text, as the second half of a sentence.
pub(crate) fn parse(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = (&text[..end], text[end..].trim_start());
    if number.is_empty() {
        return Err("does not begin with a number: write it like `256 MiB`".to_owned());
    }
    let unit_bytes = bytes_of(unit, number)?;

    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    if whole.is_empty() || decimals.is_empty() || decimals.contains('.') {
        return Err(format!("has the number `{number}`: write digits, or digits on both sides of one point"));
    }
    if decimals.len() > MOST_DECIMALS {
        return Err(format!("has more than {MOST_DECIMALS} digits after the point"));
    }
    // Only the digits can make these fail, by being too many.
    let bytes = whole.parse::<u128>().ok().zip(decimals.parse::<u128>().ok()).and_then(|(whole, fraction)| {
        let scale = decimals.bytes().fold(1, |scale, _| scale * 10);
        let fraction_bytes = fraction * u128::from(unit_bytes) / scale;
        whole.checked_mul(u128::from(unit_bytes))?.checked_add(fraction_bytes)
    });
    match bytes.map(u64::try_from) {
        Some(Ok(0)) => Err("is less than one byte: leave `budget` out if there is none".to_owned()),
        Some(Ok(bytes)) => Ok(bytes),
        Some(Err(_)) | None => Err("is more than 64 bits can count (16777216 TiB)".to_owned()),
    }
}

/// How many bytes a unit has.
fn bytes_of(unit: &str, number: &str) -> Result<u64, String> {
    if let Some((_, bytes)) = UNITS.into_iter().find(|(name, _)| *name == unit) {
        return Ok(bytes);
    }
    if unit.is_empty() {
        return Err(format!("has no unit: write `{number} MiB`, or `{number} B` for bytes"));
    }
    // The one pair that differs in case only by convention, and by 2.4 percent in fact.
    if unit.eq_ignore_ascii_case("kb") {
        return Err(format!("has the unit `{unit}`: write `KiB` for 1024 bytes or `kB` for 1000"));
    }
    let names = UNITS.map(|(name, _)| name);
    let same = names.into_iter().find(|name| name.eq_ignore_ascii_case(unit));
    // `M` and `Mi` are short for the binary unit, as `ulimit` and `dd` read them.
    let begins = |name: &&str| name.len() == 3 && name.to_lowercase().starts_with(&unit.to_lowercase());
    let begun = || names.into_iter().find(begins);
    // Anything of one letter is near to `B`.
    Err(match same.or_else(begun).or_else(|| nearest(unit, &names[1..])) {
        Some(meant) => format!("has the unknown unit `{unit}`; did you mean `{meant}`?"),
        None => format!("has the unknown unit `{unit}`; the units are `{}`", names.join("`, `")),
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn every_unit_is_understood() {
        for (text, bytes) in [
            ("1 B", 1),
            ("1 KiB", 1 << 10),
            ("256 MiB", 256 << 20),
            ("4 GiB", 4 << 30),
            ("2 TiB", 2 << 40),
            ("64 kB", 64_000),
            ("10 MB", 10_000_000),
            ("3 GB", 3_000_000_000),
        ] {
            assert_eq!(parse(text), Ok(bytes), "{text}");
        }
    }

    #[test]
    fn spaces_are_optional() {
        assert_eq!(parse("256MiB"), Ok(256 << 20));
        assert_eq!(parse("  256   MiB  "), Ok(256 << 20));
    }

    #[test]
    fn decimals_are_exact_and_rounded_down() {
        assert_eq!(parse("1.5 GiB"), Ok(3 << 29));
        assert_eq!(parse("0.5 KiB"), Ok(512));
        assert_eq!(parse("0.1 kB"), Ok(100));
        assert_eq!(parse("1.1 KiB"), Ok(1126), "1126.4 bytes");
        assert_eq!(parse("0.000000000001 TiB"), Ok(1), "1.0995 bytes");
        assert_eq!(parse("2.0 B"), Ok(2));
    }

    #[test]
    fn the_largest_budget_is_the_largest_number() {
        assert_eq!(parse("18446744073709551615 B"), Ok(u64::MAX));
        assert!(parse("18446744073709551616 B").unwrap_err().contains("64 bits"));
        assert_eq!(parse("16777215 TiB"), Ok(16_777_215 << 40));
        assert!(parse("16777216 TiB").unwrap_err().contains("64 bits"));
        let digits = "9".repeat(60);
        assert!(parse(&format!("{digits} B")).unwrap_err().contains("64 bits"));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, complaint) in [
            ("", "does not begin with a number"),
            ("MiB", "does not begin with a number"),
            ("lots", "does not begin with a number"),
            ("-1 MiB", "does not begin with a number"),
            ("256", "has no unit: write `256 MiB`"),
            ("1.5", "has no unit: write `1.5 MiB`"),
            ("256 mib", "did you mean `MiB`?"),
            ("256 Mib", "did you mean `MiB`?"),
            ("256 M", "did you mean `MiB`?"),
            ("256 Mi", "did you mean `MiB`?"),
            ("1 mb", "did you mean `MB`?"),
            ("1 b", "did you mean `B`?"),
            ("1 GiBs", "did you mean `GiB`?"),
            ("1 x", "the units are"),
            ("1 g", "did you mean `GiB`?"),
            ("1 KB", "write `KiB` for 1024 bytes or `kB` for 1000"),
            ("1 kb", "write `KiB` for 1024 bytes or `kB` for 1000"),
            ("1 bananas", "has the unknown unit `bananas`; the units are"),
            ("1 MiB MiB", "unknown unit `MiB MiB`"),
            ("1_000 MiB", "unknown unit `_000 MiB`"),
            ("1. MiB", "has the number `1.`"),
            (".5 MiB", "has the number `.5`"),
            ("1.2.3 MiB", "has the number `1.2.3`"),
            ("1,5 MiB", "unknown unit `,5 MiB`"),
            ("0 MiB", "less than one byte"),
            ("0.1 B", "less than one byte"),
            ("1.0000000000001 MiB", "more than 12 digits"),
        ] {
            let said = parse(text).expect_err(text);
            assert!(said.contains(complaint), "{text}: {said}");
        }
    }
}
