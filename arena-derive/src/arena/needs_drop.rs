//! Assertions that no field needs a destructor to run.
//!
//! The library has such an assertion in its generic functions. It fires only when a program is
//! built, and shows the library's own code. The ones made here are items, which `cargo check` and
//! editors evaluate, and they point at the field.

use std::collections::HashSet;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Data, DeriveInput, Fields, Lifetime, Type};

use crate::arena::class::Class;
use crate::hygiene::{calls_macro, respan};

/// The assertions for a type that is not declared `drop`.
pub(crate) fn assertions(input: &DeriveInput, class: &Class) -> TokenStream {
    let fields = Checked::fields(input);
    let mut assertions: TokenStream = fields.iter().map(|field| field.assertion(&input.ident, &class.brand)).collect();
    assertions.extend(whole(input, &fields));
    assertions
}

/// A field whose type can be named outside of the type that has the field.
struct Checked<'a> {
    /// In messages: `` `name` of `Player` ``.
    name: String,
    written: &'a Type,
    /// The type of the field with every lifetime `'static`.
    ty: TokenStream,
}

impl<'a> Checked<'a> {
    fn fields(input: &'a DeriveInput) -> Vec<Self> {
        let translator = Translator::new(input);
        let of = |fields: &'a Fields, owner: &str| -> Vec<Self> {
            let fields = fields.iter().enumerate();
            let checked = fields.filter_map(|(index, field)| {
                let name = field.ident.as_ref().map_or(index.to_string(), |name| name.unraw().to_string());
                let ty = translator.translate(field.ty.to_token_stream())?;
                Some(Self { name: format!("`{name}` of `{owner}`"), written: &field.ty, ty })
            });
            checked.collect()
        };
        let owner = &input.ident;
        match &input.data {
            Data::Struct(data) => of(&data.fields, &owner.to_string()),
            Data::Enum(data) => {
                let variants = data.variants.iter();
                variants.flat_map(|variant| of(&variant.fields, &format!("{owner}::{}", variant.ident))).collect()
            }
            Data::Union(_) => Vec::new(),
        }
    }

    fn assertion(&self, owner: &Ident, brand: &str) -> TokenStream {
        let Self { name, written, ty } = self;
        let message = format!(
            "the field {name} needs `Drop`, but an arena frees its memory without running destructors: \
             hold arena data instead (`&'{brand} str`, `&'{brand} [T]`, or a `Handle`), \
             or, if `{owner}` borrows nothing, declare it with `#[arena(drop)]` to run destructors when the scope ends, \
             or leave out `derive(Arena)` and place it with `alloc_box`, which its owner drops"
        );
        assert_under(written, &quote! { !::core::mem::needs_drop::<#ty>() }, &message)
    }
}

/// The assertion for a type that implements `Drop` itself, while its fields are fine.
fn whole(input: &DeriveInput, fields: &[Checked<'_>]) -> Option<TokenStream> {
    let owner = &input.ident;
    let message = format!(
        "`{owner}` needs `Drop`, but an arena frees its memory without running destructors: \
         remove its `impl Drop`, or, if it borrows nothing, declare it with `#[arena(drop)]` to run it when the scope \
         ends, or leave out `derive(Arena)` and place it with `alloc_box`, which its owner drops"
    );
    assert_no_drop_of_its_own(input, fields, &message)
}

/// The assertion for a type that is kept in columns: its fields may need `Drop`, but it must not
/// implement it.
pub(crate) fn of_its_own(input: &DeriveInput) -> TokenStream {
    let owner = &input.ident;
    let message = format!(
        "`{owner}` implements `Drop`, but a store of columns takes its values apart, and so never drops one as a \
         whole: remove its `impl Drop`, or keep each value in one piece with `store = pool`"
    );
    assert_no_drop_of_its_own(input, &Checked::fields(input), &message).unwrap_or_default()
}

fn assert_no_drop_of_its_own(input: &DeriveInput, fields: &[Checked<'_>], message: &str) -> Option<TokenStream> {
    let ty = Translator::new(input).own_type()?;
    let fields = fields.iter().map(|field| &field.ty);
    // One mistake gives one message: a field that needs `Drop` has been reported, or is welcome.
    let condition = quote! { !::core::mem::needs_drop::<#ty>() #(|| ::core::mem::needs_drop::<#fields>())* };
    Some(assert_under(&input.ident, &condition, message))
}

/// Rewrites types for use outside of the item they are written in.
struct Translator<'a> {
    owner: &'a Ident,
    /// The lifetime parameters of the item. Each becomes `'static`, which fits every bound and has
    /// no influence on whether something needs `Drop`.
    lifetimes: Vec<&'a Lifetime>,
    /// The names of its other parameters, which stand for what is not known here.
    unknown: HashSet<String>,
}

impl<'a> Translator<'a> {
    fn new(input: &'a DeriveInput) -> Self {
        let generics = &input.generics;
        let types = generics.type_params().map(|param| &param.ident);
        let consts = generics.const_params().map(|param| &param.ident);
        Self {
            owner: &input.ident,
            lifetimes: generics.lifetimes().map(|param| &param.lifetime).collect(),
            unknown: types.chain(consts).map(|name| name.unraw().to_string()).collect(),
        }
    }

    /// The type as it can be written outside, or `None` if it cannot: a parameter is not known
    /// until the type is used, and the library's own assertion sees it then. A macro may expand to
    /// something else when it is called a second time, which would say nothing about the field.
    fn translate(&self, ty: TokenStream) -> Option<TokenStream> {
        if calls_macro(ty.clone()) {
            return None;
        }
        let mut translated = TokenStream::new();
        let mut tokens = ty.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match (token, tokens.peek()) {
                // 'frame
                (TokenTree::Punct(apostrophe), Some(TokenTree::Ident(name)))
                    if apostrophe.as_char() == '\'' && self.is_lifetime(name) =>
                {
                    translated.extend(static_lifetime(apostrophe.span()).into_token_stream());
                    tokens.next();
                }
                // Self
                (TokenTree::Ident(name), _) if name == "Self" => translated.extend(self.own_type()?),
                // T
                (TokenTree::Ident(name), _) if self.unknown.contains(&name.unraw().to_string()) => return None,
                (TokenTree::Group(group), _) => {
                    let mut inner = Group::new(group.delimiter(), self.translate(group.stream())?);
                    inner.set_span(group.span());
                    translated.extend([TokenTree::Group(inner)]);
                }
                (other, _) => translated.extend([other]),
            }
        }
        Some(translated)
    }

    /// The item itself as a type, unless it has parameters that are not known.
    fn own_type(&self) -> Option<TokenStream> {
        let owner = respan(self.owner);
        let lifetimes = self.lifetimes.iter().map(|lifetime| static_lifetime(lifetime.span()));
        match (self.unknown.is_empty(), self.lifetimes.is_empty()) {
            (false, _) => None,
            (true, true) => Some(quote! { #owner }),
            (true, false) => Some(quote! { #owner<#(#lifetimes),*> }),
        }
    }

    fn is_lifetime(&self, name: &Ident) -> bool {
        self.lifetimes.iter().any(|lifetime| lifetime.ident == *name)
    }
}

fn static_lifetime(span: Span) -> Lifetime {
    Lifetime::new("'static", span)
}

/// `const _: () = assert!(condition, message);`, reported under the whole of `place`.
fn assert_under(place: impl ToTokens, condition: &TokenStream, message: &str) -> TokenStream {
    let mut spans = place.into_token_stream().into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    let last = spans.last().unwrap_or(first);
    // The compiler underlines a macro call from its first token to its last, the brackets.
    let mut arguments = Group::new(Delimiter::Parenthesis, quote! { #condition, #message });
    arguments.set_span(last.resolved_at(Span::call_site()));
    let assert = quote_spanned! { first.resolved_at(Span::call_site())=> ::core::assert! #arguments };
    quote! { const _: () = #assert; }
}
