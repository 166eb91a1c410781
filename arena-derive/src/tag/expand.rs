//! The code that the derive generates.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::{DeriveInput, Variant};

use crate::hygiene::respan;
use crate::tag::attr::{EnumAttr, VariantAttr};
use crate::tag::doc;

/// An implementation that looks a variant up in one table. The address of its entry is the
/// identity of a tag, so the table is a `static`.
pub(crate) fn expand(input: &DeriveInput, attr: &EnumAttr, tags: &[(&Variant, VariantAttr)]) -> TokenStream {
    let krate = attr.krate();
    let count = Literal::usize_unsuffixed(tags.len());
    let entries = tags.iter().map(|(variant, attr)| {
        let name = variant.ident.unraw().to_string();
        let description = doc::description(&variant.attrs);
        let budget = match attr.budget.value() {
            Some(bytes) => quote! { ::core::option::Option::Some(#bytes) },
            None => quote! { ::core::option::Option::None },
        };
        quote! { #krate::TagInfo::new(#name, #description, #budget) }
    });
    let arms = tags.iter().enumerate().map(|(index, (variant, _))| {
        let variant = respan(&variant.ident);
        let index = Literal::usize_unsuffixed(index);
        // With braces, the pattern fits `Renderer`, `Renderer()` and `Renderer {}`.
        quote! { Self::#variant {} => &TAGS[#index] }
    });
    let body = quote! {
        static TAGS: [#krate::TagInfo; #count] = [#(#entries),*];
        match self {
            #(#arms,)*
        }
    };
    implementation(input, attr, &body)
}

/// What stands in for the expansion when there are errors, so that one mistake gives one message.
pub(crate) fn fallback(input: &DeriveInput, attr: &EnumAttr) -> TokenStream {
    implementation(input, attr, &quote! { loop {} })
}

fn implementation(input: &DeriveInput, attr: &EnumAttr, body: &TokenStream) -> TokenStream {
    let krate = attr.krate();
    let owner = respan(&input.ident);
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    quote! {
        const _: () = {
            #[automatically_derived]
            impl #impl_generics #krate::Tag for #owner #ty_generics #where_clause {
                #[inline]
                fn info(&self) -> &'static #krate::TagInfo {
                    #body
                }
            }
        };
    }
}
