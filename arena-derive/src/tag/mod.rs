//! `#[derive(Tag)]`: parse the attributes, check that the enum is fieldless, expand.

mod attr;
mod budget;
mod doc;
mod expand;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Data, DataEnum, DeriveInput};

use crate::errors::Errors;
use crate::tag::attr::{EnumAttr, VariantAttr};

/// Expands the derive, or explains all that is wrong with it.
pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let attr = EnumAttr::parse(input, &mut errors);
    let tags = match &input.data {
        Data::Enum(data) => {
            check(input, data, &mut errors);
            let parse = |variant| (variant, VariantAttr::parse(variant, &input.ident, &mut errors));
            data.variants.iter().map(parse).collect()
        }
        Data::Struct(data) => refuse(input, "struct", data.struct_token, &mut errors),
        Data::Union(data) => refuse(input, "union", data.union_token, &mut errors),
    };
    match errors.into_compile_errors() {
        None => expand::expand(input, &attr, &tags),
        Some(errors) => {
            let fallback = expand::fallback(input, &attr);
            quote! { #errors #fallback }
        }
    }
}

/// Reports that only an enum has variants to be tags.
fn refuse<T>(input: &DeriveInput, kind: &str, keyword: impl ToTokens, errors: &mut Errors) -> Vec<T> {
    let owner = &input.ident;
    let message = format!(
        "the {kind} `{owner}` cannot derive `Tag`: the tags are the variants of an enum, as in \
         `enum {owner} {{ Renderer, Physics }}`"
    );
    errors.at(keyword, message);
    Vec::new()
}

/// Checks that the enum has variants and that they have no fields.
fn check(input: &DeriveInput, data: &DataEnum, errors: &mut Errors) {
    let owner = &input.ident;
    if data.variants.is_empty() {
        errors.at(owner, format!("the enum `{owner}` has no variants, and so no tag to count bytes under; add one"));
    }
    for variant in &data.variants {
        if !variant.fields.is_empty() {
            let name = &variant.ident;
            let message = format!(
                "the variant `{name}` of `{owner}` has fields, and a tag is one fixed name: remove them, \
                 or make a variant for every name"
            );
            errors.at(variant.fields.to_token_stream(), message);
        }
    }
    attr::refuse_misplaced(input, data, errors);
}
