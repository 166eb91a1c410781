//! The macros of the `arena` crate.

mod arena;
mod errors;
mod hygiene;
mod keys;
mod lints;
mod nearest;
mod scope;
mod snake_case;
mod tag;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// x
#[proc_macro_derive(Arena, attributes(arena))]
pub fn derive_arena(input: TokenStream) -> TokenStream {
    arena::derive(&parse_macro_input!(input as DeriveInput)).into()
}

/// x
#[proc_macro_derive(Tag, attributes(tag))]
pub fn derive_tag(input: TokenStream) -> TokenStream {
    tag::derive(&parse_macro_input!(input as DeriveInput)).into()
}

/// The statements behind `arena::scope!`, which documents it.
#[doc(hidden)]
#[proc_macro]
pub fn scope_impl(input: TokenStream) -> TokenStream {
    scope::expand(input.into()).into()
}
