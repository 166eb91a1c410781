//! The key `store`: which kind of store is generated for a type, and how it is called.

use proc_macro2::{Ident, TokenStream};
use syn::{DeriveInput, Expr, ExprLit, Lit, Result};

use crate::arena::needs_drop;
use crate::errors::Errors;
use crate::keys::{Key, Slot};
use crate::nearest::nearest;

/// The keys between the parentheses of `store(…)`.
const KEYS: [&str; 3] = ["kind", "capacity", "name"];

/// The kinds of stores, as they are written.
const KINDS: [&str; 2] = ["pool", "soa"];

/// How a store keeps its values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Each in one piece, at an address that never changes.
    Pool,
    /// One column per field.
    Soa,
}

/// What the key says.
#[derive(Default)]
pub(crate) struct StoreAttr {
    kind: Option<Kind>,
    /// How many values the store makes room for.
    pub(super) capacity: Option<Expr>,
    /// The name of the type of the store, if it is not to be that of the values and `Store`.
    pub(super) name: Option<Ident>,
}

impl StoreAttr {
    /// Reads the value of the key. What is wrong with it is reported, and the rest is kept.
    pub(crate) fn parse(key: &Key<'_>, owner: &Ident, errors: &mut Errors) -> Result<Self> {
        if !key.has_keys() {
            // store = pool | soa
            let word = key.word("store = pool")?;
            return Ok(Self { kind: kind(&word, owner, errors), ..Self::default() });
        }
        let (mut kind_slot, mut capacity, mut name) = (Slot::default(), Slot::default(), Slot::default());
        let mut guessed = Vec::new();
        let is_well_formed = key.each_inner(errors, |key, errors| match key.name().as_str() {
            // kind = pool | soa
            "kind" => kind_slot.fill_with(key, errors, |key, errors| {
                let word = key.word("kind = pool")?;
                Ok(kind(&word, owner, errors))
            }),
            // capacity = 65_536
            "capacity" => capacity.fill(key, errors, |key| self::capacity(key, owner)),
            // name = BodyStore
            "name" => name.fill(key, errors, |key| key.word(&format!("name = {owner}Store"))),
            // What is not written as a key.
            "pool" | "soa" => {
                guessed.push("kind");
                let kind = key.name();
                Err(key.error(format!("the kind of a store is given with a key: write `kind = {kind}`")))
            }
            unknown => {
                guessed.extend(nearest(unknown, &KEYS));
                Err(key.unknown(&KEYS))
            }
        });
        if is_well_formed && kind_slot.key().is_none() && !guessed.contains(&"kind") {
            errors.push(key.error(format!("the store of `{owner}` has no `kind`: add `kind = pool` or `kind = soa`")));
        }
        Ok(Self {
            kind: kind_slot.value().copied().flatten(),
            capacity: capacity.into_value(),
            name: name.into_value(),
        })
    }

    /// The kind of the store; where it was not to be understood, the one that fits every type.
    pub(crate) fn kind(&self) -> Kind {
        self.kind.unwrap_or(Kind::Pool)
    }

    /// The assertions in place of those that no field needs `Drop`, which a store does not ask for.
    pub(crate) fn assertions(&self, input: &DeriveInput) -> TokenStream {
        match self.kind() {
            Kind::Pool => TokenStream::new(),
            Kind::Soa => needs_drop::of_its_own(input),
        }
    }
}

/// The kind of that word.
fn kind(word: &Ident, owner: &Ident, errors: &mut Errors) -> Option<Kind> {
    let written = word.to_string();
    match written.as_str() {
        "pool" => return Some(Kind::Pool),
        "soa" => return Some(Kind::Soa),
        _ => {}
    }
    let remedy = match nearest(&written, &KINDS) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => {
            String::from("the kinds are `pool`, which keeps each value in one piece, and `soa`, a column per field")
        }
    };
    errors.at(word, format!("unknown kind `{written}` of a store for `{owner}`; {remedy}"));
    None
}

/// The number of values there is to be room for.
fn capacity(key: &Key<'_>, owner: &Ident) -> Result<Expr> {
    let capacity = key.number("capacity = 65_536")?;
    let is_zero = |expr: &Expr| match expr {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_digits() == "0",
        _ => false,
    };
    if is_zero(&capacity) {
        let message = format!("`capacity` of `{owner}` is 0, and its store could never hold a value; leave it out");
        return Err(syn::Error::new_spanned(capacity, message));
    }
    Ok(capacity)
}
