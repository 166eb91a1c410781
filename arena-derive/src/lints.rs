//! What the user allows on an item holds for the code generated from it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Data, DeriveInput, Meta};

/// The `allow`s and `expect`s of an item, its variants and its fields, as `allow`s.
///
/// The generated code repeats the types of the fields, and with them what the user was warned
/// about once and decided to keep, such as a deprecated type. An `expect` is fulfilled by the item
/// itself and need not be fulfilled again.
pub(crate) fn allowed(input: &DeriveInput) -> TokenStream {
    let mut attributes: Vec<&Attribute> = input.attrs.iter().collect();
    match &input.data {
        Data::Struct(data) => attributes.extend(data.fields.iter().flat_map(|field| &field.attrs)),
        Data::Enum(data) => {
            for variant in &data.variants {
                attributes.extend(&variant.attrs);
                attributes.extend(variant.fields.iter().flat_map(|field| &field.attrs));
            }
        }
        Data::Union(_) => {}
    }
    attributes.into_iter().filter_map(as_allow).collect()
}

fn as_allow(attribute: &Attribute) -> Option<TokenStream> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("allow") => Some(attribute.to_token_stream()),
        Meta::List(list) if list.path.is_ident("expect") => {
            let lints = &list.tokens;
            Some(quote! { #[allow(#lints)] })
        }
        _ => None,
    }
}
