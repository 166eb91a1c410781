//! The keys of a helper attribute: `tag = Renderer` in `#[arena(tag = Renderer, drop)]`.
//!
//! Keys are read one by one, and a mistake in one does not hide the mistakes in those after it.

use core::fmt::Display;

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use syn::meta::ParseNestedMeta;
use syn::parse::ParseStream;
use syn::token::Paren;
use syn::{Attribute, Error, Expr, ExprLit, Lifetime, Lit, LitStr, Meta, Path, Result, Token, UnOp};

use crate::errors::Errors;
use crate::nearest::nearest;

/// One key, with its value still to be read.
pub(crate) struct Key<'a> {
    /// The item that carries the attribute. Every message names it.
    owner: &'a Ident,
    meta: ParseNestedMeta<'a>,
}

/// Calls `read` for every key of `attribute`. What it returns as an error is collected, and the
/// next key is read.
///
/// Returns whether the attribute consists of keys with commas between them. If it does not, some
/// keys may not have been seen.
pub(crate) fn each_key(
    attribute: &Attribute,
    owner: &Ident,
    errors: &mut Errors,
    mut read: impl FnMut(&Key<'_>, &mut Errors) -> Result<()>,
) -> bool {
    if !matches!(attribute.meta, Meta::List(_)) {
        let name = name_of(attribute);
        errors.at(&attribute.meta, format!("the keys for `{owner}` go into parentheses: `#[{name}(…)]`"));
        return false;
    }
    let mut reader = Reader { owner, errors, is_well_formed: true };
    let outcome = attribute.parse_nested_meta(|meta| reader.key(meta, &mut read));
    reader.end(outcome)
}

/// Reads the keys between a pair of parentheses.
struct Reader<'e> {
    owner: &'e Ident,
    errors: &'e mut Errors,
    is_well_formed: bool,
}

impl Reader<'_> {
    fn key(
        &mut self,
        meta: ParseNestedMeta<'_>,
        read: &mut impl FnMut(&Key<'_>, &mut Errors) -> Result<()>,
    ) -> Result<()> {
        let owner = self.owner;
        let key = Key { owner, meta };
        let outcome = read(&key, self.errors);
        let rest = up_to_comma(key.meta.input)?;
        match outcome {
            Err(error) => self.errors.push(error),
            Ok(()) if !rest.is_empty() => {
                self.errors.at(rest, format!("expected `,` after the key `{}` of `{owner}`", key.name()));
                self.is_well_formed = false;
            }
            Ok(()) => {}
        }
        Ok(())
    }

    /// Whether all of it consisted of keys with commas between them.
    fn end(self, outcome: Result<()>) -> bool {
        if let Err(error) = outcome {
            self.errors.push(error);
            return false;
        }
        self.is_well_formed
    }
}

/// Refuses an attribute that stands `here` and takes no keys there. The keys are `known`, and
/// belong on `there`.
pub(crate) fn refuse_misplaced(
    attribute: &Attribute,
    owner: &Ident,
    known: &[&str],
    here: &str,
    there: &str,
    errors: &mut Errors,
) {
    each_key_inside(attribute, owner, here, there, errors, |key, _| Err(key.misplaced(known, here, there)));
}

/// Calls `read` for every key of an attribute that stands `here`, inside of a type. If there are
/// none, that is an error, which says that the attribute belongs on `there`.
pub(crate) fn each_key_inside(
    attribute: &Attribute,
    owner: &Ident,
    here: &str,
    there: &str,
    errors: &mut Errors,
    mut read: impl FnMut(&Key<'_>, &mut Errors) -> Result<()>,
) {
    let name = name_of(attribute);
    let mut is_empty = true;
    if matches!(attribute.meta, Meta::List(_)) {
        let is_well_formed = each_key(attribute, owner, errors, |key, errors| {
            is_empty = false;
            read(key, errors)
        });
        is_empty &= is_well_formed;
    }
    if is_empty {
        errors.at(&attribute.meta, format!("`{name}` is not expected on {here}; it belongs on {there}"));
    }
}

/// The name of a helper attribute.
fn name_of(attribute: &Attribute) -> String {
    attribute.path().get_ident().map(Ident::to_string).unwrap_or_default()
}

impl Key<'_> {
    /// The key as it was written.
    pub(crate) fn name(&self) -> String {
        let segments = self.meta.path.segments.iter().map(|segment| segment.ident.to_string());
        segments.collect::<Vec<_>>().join("::")
    }

    /// The key itself, to point at later.
    pub(crate) fn path_of(&self) -> Path {
        self.meta.path.clone()
    }

    /// An error under the key itself.
    pub(crate) fn error(&self, message: impl Display) -> Error {
        Error::new_spanned(&self.meta.path, message)
    }

    /// The error for a key that is not among `known`.
    pub(crate) fn unknown(&self, known: &[&str]) -> Error {
        let (name, owner) = (self.name(), self.owner);
        match nearest(&name, known) {
            Some(meant) => self.error(format!("unknown key `{name}` for `{owner}`; did you mean `{meant}`?")),
            None => {
                let are = if known.len() == 1 { "the only key is" } else { "the keys are" };
                let known = known.join("`, `");
                self.error(format!("unknown key `{name}` for `{owner}`; {are} `{known}`"))
            }
        }
    }

    /// The error for a key that is not expected `here`. The keys that are `known` belong `there`.
    pub(crate) fn misplaced(&self, known: &[&str], here: &str, there: &str) -> Error {
        let name = self.name();
        if known.contains(&name.as_str()) {
            return self.error(format!("`{name}` is not expected on {here}; it belongs on {there}"));
        }
        self.error(match nearest(&name, known) {
            Some(meant) => format!("unknown key `{name}` on {here}; did you mean `{meant}`, which belongs on {there}?"),
            None => format!("unknown key `{name}` on {here}"),
        })
    }

    /// Whether parentheses follow, with keys in them: `store(…)`.
    pub(crate) fn has_keys(&self) -> bool {
        self.meta.input.peek(Paren)
    }

    /// Calls `read` for every key between the parentheses, as [`each_key`] does.
    pub(crate) fn each_inner(
        &self,
        errors: &mut Errors,
        mut read: impl FnMut(&Key<'_>, &mut Errors) -> Result<()>,
    ) -> bool {
        // Empty parentheses have no keys, and nothing wrong with the form.
        if self.meta.input.fork().parse().is_ok_and(|group: Group| group.stream().is_empty()) {
            return self.meta.input.parse::<Group>().is_ok();
        }
        let mut reader = Reader { owner: self.owner, errors, is_well_formed: true };
        let outcome = self.meta.parse_nested_meta(|meta| reader.key(meta, &mut read));
        reader.end(outcome)
    }

    /// Reads the absence of a value.
    pub(crate) fn flag(&self) -> Result<()> {
        if self.meta.input.is_empty() || self.meta.input.peek(Token![,]) {
            return Ok(());
        }
        let name = self.name();
        Err(self.wrong_value(format!("takes no value: write `{name}` alone, or leave it out")))
    }

    /// Reads `= path::to::Something`. The style of the path is that of `parser`; `usage` is a
    /// correct use, shown where there is none.
    pub(crate) fn path(&self, usage: &str, parser: fn(ParseStream<'_>) -> Result<Path>) -> Result<Path> {
        let input = self.value(usage)?;
        if input.peek(LitStr) {
            // The string is often the path in quotes, and then the remedy can be exact.
            let quoted: LitStr = input.parse()?;
            let usage = match quoted.parse_with(parser) {
                Ok(_) => format!("{} = {}", self.name(), quoted.value()),
                Err(_) => usage.to_owned(),
            };
            return Err(self.wrong_value(format!("takes a path, not a string: write `{usage}`")));
        }
        if input.peek(Lifetime) {
            let name = input.parse::<Lifetime>()?.ident;
            return Err(self.wrong_value(format!("takes a path, not a lifetime: write `{} = {name}`", self.name())));
        }
        parser(input).map_err(|_| self.wrong_value(format!("takes a path: write `{usage}`")))
    }

    /// Reads `= word`, a single name.
    pub(crate) fn word(&self, usage: &str) -> Result<Ident> {
        let input = self.value(usage)?;
        if input.peek(LitStr) {
            // The string is often the name in quotes, and then the remedy can be exact.
            let quoted: LitStr = input.parse()?;
            let usage = match quoted.parse::<Ident>() {
                Ok(word) => format!("{} = {word}", self.name()),
                Err(_) => usage.to_owned(),
            };
            return Err(self.wrong_value(format!("takes a name, not a string: write `{usage}`")));
        }
        let word = input.parse().map_err(|_| self.wrong_value(format!("takes a name: write `{usage}`")))?;
        if input.peek(Token![::]) {
            return Err(self.wrong_value(format!("takes a single name: write `{usage}`")));
        }
        Ok(word)
    }

    /// Reads `= expression`, which is to be a number.
    pub(crate) fn number(&self, usage: &str) -> Result<Expr> {
        let input = self.value(usage)?;
        let is_number = |lit: &ExprLit| matches!(lit.lit, Lit::Int(_));
        let found = input.parse::<Expr>();
        match found {
            Ok(Expr::Lit(lit)) if !is_number(&lit) => {
                let message = format!("`{}` of `{}` takes a number: write `{usage}`", self.name(), self.owner);
                Err(Error::new_spanned(lit, message))
            }
            Ok(Expr::Unary(number)) if matches!(number.op, UnOp::Neg(_)) => {
                let message = format!("`{}` of `{}` is below zero: write `{usage}`", self.name(), self.owner);
                Err(Error::new_spanned(number, message))
            }
            Ok(number) => Ok(number),
            Err(_) => Err(self.wrong_value(format!("takes a number: write `{usage}`"))),
        }
    }

    /// Reads `= "text"`.
    pub(crate) fn string(&self, usage: &str) -> Result<LitStr> {
        let input = self.value(usage)?;
        if !input.peek(LitStr) {
            return Err(self.wrong_value(format!("takes a string: write `{usage}`")));
        }
        input.parse()
    }

    /// Steps over the `=` to the value.
    fn value(&self, usage: &str) -> Result<ParseStream<'_>> {
        if !self.meta.input.peek(Token![=]) {
            return Err(self.wrong_value(format!("needs a value: write `{usage}`")));
        }
        self.meta.value()
    }

    /// An error under the key and all that was written as its value.
    fn wrong_value(&self, complaint: impl Display) -> Error {
        match up_to_comma(self.meta.input) {
            Ok(_) => self.meta.error(format!("`{}` of `{}` {complaint}", self.name(), self.owner)),
            Err(error) => error,
        }
    }
}

/// Steps over everything up to the next comma and returns it.
fn up_to_comma(input: ParseStream<'_>) -> Result<TokenStream> {
    let mut skipped = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        skipped.extend([input.parse::<TokenTree>()?]);
    }
    Ok(skipped)
}

/// The value of a key that may be given once.
pub(crate) struct Slot<T> {
    value: Option<T>,
    /// The key where it was first given, so that a second one can point to it.
    first: Option<Path>,
    first_is_marked: bool,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { value: None, first: None, first_is_marked: false }
    }
}

impl<T> Slot<T> {
    /// Reads the value of `key`, unless the key was given before: then both places are marked.
    pub(crate) fn fill(
        &mut self,
        key: &Key<'_>,
        errors: &mut Errors,
        read: impl FnOnce(&Key<'_>) -> Result<T>,
    ) -> Result<()> {
        self.fill_with(key, errors, |key, _| read(key))
    }

    /// As [`fill`](Self::fill), for a value that can be of use although something is wrong with it.
    pub(crate) fn fill_with(
        &mut self,
        key: &Key<'_>,
        errors: &mut Errors,
        read: impl FnOnce(&Key<'_>, &mut Errors) -> Result<T>,
    ) -> Result<()> {
        let Some(first) = &self.first else {
            self.first = Some(key.meta.path.clone());
            self.value = Some(read(key, errors)?);
            return Ok(());
        };
        let (name, owner) = (key.name(), key.owner);
        if !self.first_is_marked {
            errors.at(first, format!("`{name}` of `{owner}` is first given here"));
            self.first_is_marked = true;
        }
        Err(key.error(format!("`{name}` of `{owner}` is given again; keep one of them")))
    }

    /// The value, if one was given and made sense.
    pub(crate) fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The value, if one was given and made sense.
    pub(crate) fn into_value(self) -> Option<T> {
        self.value
    }

    /// The key, if it was given, whether its value made sense or not.
    pub(crate) fn key(&self) -> Option<&Path> {
        self.first.as_ref()
    }
}
