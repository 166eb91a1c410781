//! Tests that compare what the derives generate with files that a person has read.
//!
//! `tests/expand/<case>.rs` holds one item, and `tests/expand/<case>.expanded.rs` what the derive
//! makes of it. After a change on purpose, `ARENA_BLESS=1 cargo test -p arena-derive` writes the
//! expanded files anew; the difference is to be read before it is committed.

use std::path::{Path, PathBuf};
use std::{env, fs};

use quote::ToTokens;
use syn::{DeriveInput, File, Item};

#[test]
fn expansions_are_as_reviewed() {
    let bless = env::var_os("ARENA_BLESS").is_some();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expand");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with(".expanded.rs"))
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "no cases in {}", folder.display());

    let mut differing = Vec::new();
    for case in cases {
        let expanded = expand(&fs::read_to_string(&case).unwrap());
        let expected = case.with_extension("expanded.rs");
        if bless {
            fs::write(&expected, &expanded).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != expanded {
            differing.push(format!("{}:\n{expanded}", case.display()));
        }
    }
    assert!(
        differing.is_empty(),
        "not as reviewed; if it is on purpose, run again with ARENA_BLESS=1\n\n{}",
        differing.join("\n")
    );
}

/// Expands the derive of the only item in a file, and formats the result.
fn expand(source: &str) -> String {
    let file: File = syn::parse_str(source).unwrap();
    let [item @ (Item::Struct(_) | Item::Enum(_))] = file.items.as_slice() else {
        panic!("a case is one struct or enum: {source}");
    };
    let mut input: DeriveInput = syn::parse2(item.to_token_stream()).unwrap();
    let derive = input.attrs.remove(0).meta.to_token_stream().to_string();
    let expanded = match derive.as_str() {
        "derive (Arena)" => crate::arena::derive(&input),
        "derive (Stores)" => crate::stores::derive(&input),
        "derive (Tag)" => crate::tag::derive(&input),
        other => panic!("a case begins with the derive, and not with {other}"),
    };
    prettyplease::unparse(&syn::parse2(expanded).unwrap())
}
