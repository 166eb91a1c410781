//! The derives on arbitrary tokens: they never panic, what they generate can be parsed, and every
//! error has a place in what the user wrote.

#![no_main]
#![allow(dead_code, reason = "the files are those of the macros, whole")]

use libfuzzer_sys::fuzz_target;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::DeriveInput;

#[path = "../../arena-derive/src/arena/mod.rs"]
mod arena;
mod bytes;
#[path = "../../arena-derive/src/errors.rs"]
mod errors;
#[path = "../../arena-derive/src/hygiene.rs"]
mod hygiene;
#[path = "../../arena-derive/src/keys.rs"]
mod keys;
#[path = "../../arena-derive/src/lints.rs"]
mod lints;
#[path = "../../arena-derive/src/nearest.rs"]
mod nearest;
#[path = "../../arena-derive/src/scope.rs"]
mod scope;
#[path = "../../arena-derive/src/snake_case.rs"]
mod snake_case;
#[path = "../../arena-derive/src/stores/mod.rs"]
mod stores;
#[path = "../../arena-derive/src/tag/mod.rs"]
mod tag;

/// The words of the language that the derives are about. A byte of the input is one of these, or begins
/// a piece of text.
const WORDS: &[&str] = &[
    "#[arena(tag = T, lifetime = frame)] ",
    "#[arena(",
    "#[tag(",
    ")] ",
    "tag ",
    "= ",
    "lifetime ",
    "frame",
    "scene",
    "perm",
    "drop",
    "store",
    "pool",
    "soa",
    "kind ",
    "capacity ",
    "name ",
    "crate ",
    "skip",
    "budget ",
    "\"16 MiB\"",
    "\"x\"",
    ", ",
    "struct ",
    "enum ",
    "union ",
    "S",
    "World",
    "r#type",
    "r#Self",
    "_",
    "<",
    ">",
    "'frame",
    "'scene",
    "'a",
    "'static",
    ": ",
    "T",
    "const N: usize",
    "where ",
    "Self",
    "{ ",
    "} ",
    "(",
    ") ",
    "; ",
    "a",
    "b",
    "a: u32, ",
    "pub ",
    "pub(crate) ",
    "&",
    "mut ",
    "dyn Fn(u32)",
    "String",
    "Vec<u8>",
    "[u8; 4]",
    "Pool<'scene, u32>",
    "Components<'scene, A, B>",
    "::",
    "path::to::",
    "u32",
    "42",
    "65_536",
    "-1",
    "usize::MAX",
    "#[cfg(x)] ",
    "#[repr(packed)] ",
    "#[non_exhaustive] ",
    "#[doc = \"x\"] ",
    "/// text\n",
    "?Sized",
    "for<'x> ",
    "impl ",
    "+ ",
    "* ",
    "fn(u8)",
    "!",
    "in ",
    "frames",
    "||",
    "1.5",
    "b\"x\"",
    "'c'",
    "macro!()",
    "= 4",
    "!Send",
    "A",
];

fn text(mut input: bytes::Bytes<'_>) -> String {
    let mut text = String::new();
    while !input.0.is_empty() {
        let byte = input.byte();
        match WORDS.get(usize::from(byte)) {
            Some(word) => text.push_str(word),
            None => {
                let (piece, rest) = input.0.split_at(input.0.len().min(usize::from(byte % 16)));
                text.push_str(&String::from_utf8_lossy(piece));
                input.0 = rest;
            }
        }
    }
    text
}

/// Checks that each message of a `compile_error!` points at something that was written.
fn check_places(tokens: TokenStream, source: &str) {
    let mut before = String::new();
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            let message = group.stream().to_string();
            if group.delimiter() != Delimiter::Bracket && before == "compile_error !" {
                let place = token.span().byte_range();
                assert!(!place.is_empty() && place.end <= source.len(), "no place, {place:?}: {message}\n{source}");
            }
            check_places(group.stream(), source);
        }
        before = match token.to_string() {
            mark if mark == "!" && before == "compile_error" => "compile_error !".into(),
            word => word,
        };
    }
}

fuzz_target!(|input: &[u8]| {
    check(input);
    // Or places would be remembered without end.
    proc_macro2::extra::invalidate_current_thread_spans();
});

fn check(input: &[u8]) {
    let source = text(bytes::Bytes(input));
    let Ok(tokens) = source.parse::<TokenStream>() else { return };
    for expanded in [scope::write(tokens.clone()), scope::explain(tokens.clone())] {
        drop(expanded.to_string());
    }
    let Ok(item) = syn::parse2::<DeriveInput>(tokens) else { return };
    for derive in [arena::derive, stores::derive, tag::derive] {
        let expanded = derive(&item);
        if let Err(error) = syn::parse2::<syn::File>(expanded.clone()) {
            panic!("{error}\n{source}\n{expanded}");
        }
        check_places(expanded, &source);
    }
}
