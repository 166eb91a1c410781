//! `#[derive(Arena)]`: parse the attribute, check that it and the type fit together, expand.

mod attr;
mod brand;
mod class;
mod constructor;
mod expand;
mod methods;
mod needs_drop;
mod store;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput};

use crate::arena::attr::Attr;
use crate::errors::Errors;

/// Expands the derive, or explains all that is wrong with it.
pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let attr = Attr::parse(input, &mut errors);
    check(input, &attr, &mut errors);
    match (errors.into_compile_errors(), expand::Expansion::new(input, &attr)) {
        (None, Some(expansion)) => expansion.expand(),
        (errors, _) => {
            let fallback = expand::fallback(input, &attr);
            quote::quote! { #errors #fallback }
        }
    }
}

/// Checks what can only be told from the attribute and the type together.
fn check(input: &DeriveInput, attr: &Attr, errors: &mut Errors) {
    let owner = &input.ident;
    if let Data::Union(data) = &input.data {
        let message = format!(
            "the union `{owner}` cannot derive `Arena`: which of its fields is alive, and so what may be borrowed or \
             dropped, is not known; wrap it in a struct, or place it with the `alloc` of a scope"
        );
        errors.at(data.union_token, message);
    }
    attr.check_complete(input, errors);
    constructor::check_names(input, errors);
    store::check(input, attr, errors);
    if attr.drop.key().is_some() {
        brand::check_borrows_nothing(input, errors);
    } else if let Some(class) = attr.lifetime.value() {
        brand::check(class, input, errors);
    }
}
