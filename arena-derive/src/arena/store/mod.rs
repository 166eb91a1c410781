//! `store = pool` and `store = soa`: a named store for a type, and for `soa` the views of its rows.
//!
//! All that is generated is safe code. What users name (`BodyStore`, `BodyKey`, `BodyRef`, …) stands
//! beside the type; everything else in a block of its own.

mod attr;
mod column;
mod newtype;
mod rows;
#[cfg(test)]
mod tests;
mod views;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt as _;
use syn::{Data, DeriveInput, GenericParam, Generics, Lifetime, Path};

pub(crate) use self::attr::{Kind, StoreAttr};
use self::column::Column;
use crate::arena::attr::Attr;
use crate::errors::Errors;
use crate::hygiene::{Names, replace_self, respan, without_attributes};
use crate::lints;

/// Checks that the store fits the type.
pub(crate) fn check(input: &DeriveInput, attr: &Attr, errors: &mut Errors) {
    let owner = &input.ident;
    let is_soa = attr.store.value().is_some_and(|store| store.kind() == Kind::Soa);
    match (&input.data, attr.store.key()) {
        (Data::Enum(_), Some(key)) if is_soa => {
            let message = format!(
                "the enum `{owner}` has no columns, because its fields are not the same for every value: \
                 write `store = pool`, or make it a field of a struct"
            );
            errors.at(key, message);
        }
        (Data::Struct(data), _) if is_soa => {
            column::check_names(owner, &column::columns(data, &input.vis, &[], owner, &Generics::default()), errors);
        }
        _ => {}
    }
    // Where the store was not understood, nobody knows whether `skip` is right.
    let is_understood = attr.store.value().is_some() || attr.store.key().is_none();
    for (_, skip) in attr.skipped.iter().filter(|_| !is_soa && is_understood) {
        let message = format!(
            "`skip` leaves a field out of the views of a `store = soa`, which `{owner}` does not have: \
             remove it, or add the store"
        );
        errors.at(skip, message);
    }
}

/// What the generated store of a type consists of.
pub(crate) struct Store<'a> {
    input: &'a DeriveInput,
    attr: &'a StoreAttr,
    krate: &'a Path,
    kind: Kind,
    /// Methods exist, but do nothing: the derive has found a mistake.
    is_stub: bool,
    owner: Ident,
    /// The type with its parameters: `Body<'scene, T>`.
    own_type: TokenStream,
    /// The parameters of the type.
    generics: Generics,
    columns: Vec<Column<'a>>,
    /// The type of the store.
    name: Ident,
    /// The lifetime parameter of the store that is its brand.
    brand: Lifetime,
    /// A lifetime parameter for a borrow of the store.
    row: Lifetime,
    /// A lifetime parameter for any brand.
    id: Lifetime,
    names: Names,
}

impl<'a> Store<'a> {
    /// The store that the attribute asks for, if it does.
    pub(crate) fn new(input: &'a DeriveInput, attr: &'a Attr, krate: &'a Path, is_stub: bool) -> Option<Self> {
        let names = Names::of(quote! { #input });
        let owner = respan(&input.ident);
        let store = attr.store.value()?;
        let generics = without_attributes(&input.generics);
        let own_type = {
            let (_, ty_generics, _) = generics.split_for_impl();
            quote! { #owner #ty_generics }
        };
        let generics = replace_self_in(&generics, &own_type);
        let skipped: Vec<usize> = attr.skipped.iter().map(|(field, _)| *field).collect();
        let (kind, columns) = match &input.data {
            Data::Struct(data) if store.kind() == Kind::Soa => {
                (Kind::Soa, column::columns(data, &input.vis, &skipped, &owner, &generics))
            }
            _ => (Kind::Pool, Vec::new()),
        };
        let name = store.name.as_ref().map_or_else(|| named(&owner, "Store"), respan);
        let brand = attr.lifetime.value().map_or("scope", |class| class.brand.as_str());
        let is_own = |lifetime: &Lifetime| lifetime.ident.unraw() == brand;
        let own_brand = generics.lifetimes().map(|param| &param.lifetime).find(|lifetime| is_own(lifetime)).cloned();
        // The words of the attribute are no lifetimes: `lifetime = scene` leaves `'scene` free.
        let lifetimes = Names::of(DeriveInput { attrs: Vec::new(), ..input.clone() }.into_token_stream());
        let fresh = |wish: &str| Lifetime::new(&format!("'{}", lifetimes.fresh(wish)), Span::call_site());
        Some(Self {
            brand: own_brand.unwrap_or_else(|| fresh(brand)),
            row: fresh("row"),
            id: fresh("id"),
            input,
            attr: store,
            krate,
            kind,
            is_stub,
            owner,
            own_type,
            generics,
            columns,
            name,
            names,
        })
    }

    /// Everything that is generated for the store.
    pub(crate) fn expand(&self) -> TokenStream {
        let allowed = lints::allowed(self.input);
        // What these lints say of a field they have said of the user's own, or the user cannot change it.
        let allowed =
            quote! { #allowed #[allow(clippy::pedantic, clippy::unused_unit, reason = "it follows from the fields")] };
        let newtype = self.newtype(&allowed);
        let inner = self.newtype_impls();
        let (views, rows) = match self.kind {
            Kind::Pool => (TokenStream::new(), TokenStream::new()),
            Kind::Soa => (self.views(&allowed), self.rows()),
        };
        quote! {
            #newtype
            #views
            #allowed
            const _: () = {
                #inner
                #rows
            };
        }
    }

    /// The parameters of the type with a lifetime before them.
    fn with(&self, lifetime: &Lifetime) -> Generics {
        let mut generics = self.generics.clone();
        if !generics.lifetimes().any(|param| param.lifetime == *lifetime) {
            let param: GenericParam = syn::parse_quote! { #lifetime };
            generics.params.insert(0, param);
        }
        generics
    }

    /// The type of the library that the store is made of.
    fn inner(&self) -> TokenStream {
        let Self { krate, brand, own_type, .. } = self;
        match self.kind {
            Kind::Pool => quote! { #krate::Pool<#brand, #own_type> },
            Kind::Soa => quote! { #krate::Soa<#brand, #own_type> },
        }
    }

    /// What the values are called in documentation.
    fn title(&self) -> String {
        self.input.ident.unraw().to_string()
    }
}

/// A name made of that of the type.
fn named(owner: &Ident, suffix: &str) -> Ident {
    Ident::new(&format!("{}{suffix}", owner.unraw()), owner.span())
}

/// The parameters, with the type by its name where `Self` was written.
fn replace_self_in(generics: &Generics, own_type: &TokenStream) -> Generics {
    let params = syn::parse2(replace_self(generics.to_token_stream(), own_type));
    let clause = syn::parse2(replace_self(generics.where_clause.to_token_stream(), own_type));
    match (params, clause) {
        (Ok(params), Ok(where_clause)) => Generics { where_clause, ..params },
        // What was parsed from the item parses again.
        _ => generics.clone(),
    }
}
