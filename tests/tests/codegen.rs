//! The machine code of the hot paths, on x86-64 Linux: as long as a hand-written allocator, and no
//! longer with accounting compiled in but switched off. Run with `--nocapture` for the listings.

#![cfg(all(target_arch = "x86_64", target_os = "linux"))]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The assembly of the probe, compiled with these features.
struct Assembly(String);

impl Assembly {
    fn of_probe(features: &str) -> Self {
        let probe = Path::new(env!("CARGO_MANIFEST_DIR")).join("codegen-probe");
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("codegen-probe-{features}"));
        let output = Command::new(env!("CARGO"))
            .args(["rustc", "--release", "--lib", "--quiet", "--features", features])
            .arg("--manifest-path")
            .arg(probe.join("Cargo.toml"))
            .args(["--", "--emit=asm", "-Cllvm-args=-x86-asm-syntax=intel"])
            .env("CARGO_TARGET_DIR", &target)
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .output()
            .expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let deps = target.join("release/deps");
        let listings = std::fs::read_dir(&deps).expect("there is something compiled").filter_map(|entry| {
            let path = entry.expect("readable").path();
            let name = path.file_name()?.to_str()?;
            (name.starts_with("codegen_probe") && name.ends_with(".s")).then_some(path)
        });
        let newest: PathBuf =
            listings.max_by_key(|path| path.metadata().and_then(|data| data.modified()).ok()).expect("a listing");
        Self(std::fs::read_to_string(newest).expect("readable"))
    }

    /// The instructions of a function, and labels.
    fn function(&self, name: &str) -> Vec<&str> {
        let start = format!("\n{name}:\n");
        let at = self.0.find(&start).unwrap_or_else(|| panic!("{name} is not in the listing")) + start.len();
        let end = self.0[at..].find(".Lfunc_end").expect("functions end") + at;
        let lines = self.0[at..end].lines().map(str::trim);
        let code = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        code.filter(|line| !line.starts_with('.') || line.starts_with(".LBB")).collect()
    }

    /// All instructions of a function.
    fn whole(&self, name: &str) -> Vec<&str> {
        self.function(name).into_iter().filter(|line| !line.ends_with(':')).collect()
    }

    /// The instructions up to the first return, which is the path on which nothing special happens.
    fn hot(&self, name: &str) -> Vec<&str> {
        let whole = self.whole(name);
        let ret = whole.iter().position(|line| line.starts_with("ret")).expect("it returns");
        whole[..=ret].to_vec()
    }

    /// How many instructions the shortest way through a function has, of those that come by one that begins
    /// like this.
    fn shortest_by(&self, name: &str, by: &str) -> usize {
        let lines = self.function(name);
        let label = |target: &str| lines.iter().position(|line| line.strip_suffix(':') == Some(target));
        // Where lines can be reached, and after how many instructions; each once before and once after `by`.
        let mut reached = vec![(0, false, 0)];
        let mut next = 0;
        while let Some(&(at, came_by, count)) = reached.get(next) {
            next += 1;
            let line = lines[at];
            let (operation, operand) = line.split_once('\t').unwrap_or((line, ""));
            let (came_by, count) = (came_by || line.starts_with(by), count + usize::from(!line.ends_with(':')));
            if operation == "ret" && came_by {
                return count;
            }
            let jump = operation.starts_with('j').then(|| label(operand)).flatten();
            let on = (!matches!(operation, "ret" | "jmp" | "ud2")).then_some(at + 1);
            for to in jump.into_iter().chain(on).filter(|&to| to < lines.len()) {
                if !reached.iter().any(|&(line, by, _)| (line, by) == (to, came_by)) {
                    reached.push((to, came_by, count));
                }
            }
        }
        panic!("no way through {name} comes by `{by}`")
    }

    fn show(&self, name: &str) {
        println!("{name}:");
        for line in self.function(name) {
            println!("{}{line}", if line.ends_with(':') { "" } else { "    " });
        }
    }

    fn scope_bytes(&self) -> usize {
        let at = self.0.find("\nSCOPE_BYTES:\n").expect("the static is in the listing");
        let value = self.0[at..].lines().nth(2).expect("it has a value").trim();
        // `.asciz "\130\000…"`, the bytes of a number in octal.
        let bytes = value.split('"').nth(1).expect("a string of bytes");
        decode(bytes).iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    }
}

/// The bytes of a string as the assembler writes it, without trailing zeros.
fn decode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let octal = tail.len() - tail.iter().skip_while(|byte| (b'0'..=b'7').contains(byte)).count();
        match (first, tail.first()) {
            (b'\\', Some(b'0'..=b'7')) => {
                let (digits, after) = tail.split_at(octal.min(3));
                let number = std::str::from_utf8(digits).ok().and_then(|digits| u8::from_str_radix(digits, 8).ok());
                bytes.push(number.expect("an octal byte"));
                rest = after;
            }
            (b'\\', Some(letter)) => {
                let escaped = match letter {
                    b'b' => 8,
                    b't' => b'\t',
                    b'n' => b'\n',
                    b'f' => 12,
                    b'r' => b'\r',
                    other => *other,
                };
                bytes.push(escaped);
                rest = &tail[1..];
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    bytes
}

#[test]
fn hot_paths_are_as_short_as_they_can_be() {
    let plain = Assembly::of_probe("");
    for name in [
        "floor_u64",
        "alloc_u64",
        "alloc_burst",
        "alloc_u64_tagged",
        "alloc_u64_resident",
        "read_handle",
        "sum_handles",
    ] {
        plain.show(name);
    }

    let floor = (plain.hot("floor_u64").len(), plain.whole("floor_u64").len());
    let length = |name: &str| (plain.hot(name).len(), plain.whole(name).len());
    let no_longer = |name: &str| length(name).0 <= floor.0 && length(name).1 <= floor.1;
    assert!(no_longer("alloc_u64"), "{:?} against {floor:?} by hand", length("alloc_u64"));
    assert!(!no_longer("alloc_u64_slower"), "the check must see what is slower");
    // A tag and a derive add nothing to the path that is taken. (Off it, the tag is one more
    // argument for the error.)
    for name in ["alloc_u64_tagged", "alloc_u64_resident"] {
        assert_eq!(plain.hot(name).len(), plain.hot("alloc_u64").len(), "{name}");
    }

    // In a burst both ends are in registers.
    let compares_with_memory =
        |name: &str| plain.whole(name).iter().any(|line| line.starts_with("cmp") && line.contains('['));
    assert!(compares_with_memory("alloc_u64"), "the check must see what is in memory");
    assert!(!compares_with_memory("alloc_burst"), "{:?}", plain.whole("alloc_burst"));

    // A slot and its generation are compared, and that is all.
    plain.show("pool_get");
    assert!(plain.hot("pool_get").len() <= 9, "{:?}", plain.hot("pool_get"));
    // They come by the number of values.
    let [insert, remove] = [("pool_insert", "inc\tqword"), ("pool_remove", "dec\tqword")].map(|(name, by)| {
        plain.show(name);
        plain.shortest_by(name, by)
    });
    assert!((15..=25).contains(&insert) && (15..=23).contains(&remove), "{insert} and {remove}");
    // Four sums at a time, in a column and in the full words of a pool; one by one in words with holes.
    let adds_packed = |name: &str| plain.whole(name).iter().filter(|line| line.starts_with("padd")).count();
    plain.show("sum_column");
    assert!(adds_packed("sum_column") >= 2 && adds_packed("sum_handles") == 0);
    assert!(adds_packed("sum_pool") >= 31, "{:?}", plain.whole("sum_pool"));
    assert_eq!(plain.whole("sum_pool").iter().filter(|line| line.contains("bsf")).count(), 1);

    // As many at a time are made from what an iterator gives, if that knows how many it has.
    assert!(adds_packed("collect_doubled") >= 2, "{:?}", plain.whole("collect_doubled"));

    // One computed address, one load: base, load at base + 8 * handle - 8, return.
    let read = plain.whole("read_handle");
    assert!(read.len() <= 4, "{read:?}");
    assert!(!read.iter().any(|line| line.starts_with("cmp") || line.starts_with('j') || line.starts_with("call")));
    let sum = plain.whole("sum_handles").join("\n");
    assert!(!sum.contains("call"), "no way to a panic: {sum}");
    assert!(sum.contains("+ 8*r") && sum.contains(" - 8]"), "the offset is part of the load: {sum}");
}

#[test]
fn what_is_not_counted_costs_nothing() {
    let (plain, counting) = (Assembly::of_probe(""), Assembly::of_probe("account"));
    println!("a scope is {} bytes, {} with `account`", plain.scope_bytes(), counting.scope_bytes());
    assert_eq!(plain.scope_bytes(), SCOPE_BYTES);
    assert!(counting.scope_bytes() > plain.scope_bytes(), "the check must see what is larger");
    let (with, without) = (counting.hot("alloc_u64").len(), plain.hot("alloc_u64").len());
    assert!(with > without, "counting is not free ({with}), so not counting has to show ({without})");
}

/// Fourteen words: cursor, end and base, from where on the end of a scope has more to do, what was
/// abandoned, what is committed, reserved, free of stores, and the lowest that ever was a store's, how many
/// stores there were, the newest entry on the list of ends, the figures, and two for the backing memory.
/// None is for tags.
const SCOPE_BYTES: usize = 14 * size_of::<usize>();
