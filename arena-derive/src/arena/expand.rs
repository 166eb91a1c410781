//! The code that the derive generates.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{DeriveInput, Generics, LitStr, Path, parse_quote_spanned};

use crate::arena::attr::Attr;
use crate::arena::class::{BuiltIn, Class};
use crate::arena::methods::{Kind, Methods};
use crate::arena::needs_drop;
use crate::arena::store::Store;
use crate::hygiene::{respan, without_attributes};
use crate::lints;

/// A type with an attribute in which nothing is missing.
pub(crate) struct Expansion<'a> {
    input: &'a DeriveInput,
    attr: &'a Attr,
    tag: &'a Path,
    class: &'a Class,
}

impl<'a> Expansion<'a> {
    /// The expansion, if the attribute says all it has to.
    pub(crate) fn new(input: &'a DeriveInput, attr: &'a Attr) -> Option<Self> {
        Some(Self { input, attr, tag: attr.tag.value()?, class: attr.lifetime.value()? })
    }

    /// The implementations and methods, in a block that keeps them to themselves.
    pub(crate) fn expand(&self) -> TokenStream {
        let Self { input, attr, tag, class } = self;
        let krate = &attr.krate();
        let allowed = lints::allowed(input);
        let owner = respan(&input.ident);
        let generics = without_attributes(&input.generics);
        let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();

        let name = name(input, attr);
        let tag = info(tag, krate);
        let assertions = match (self.drops(), attr.store.value()) {
            // Destructors run at the end of the scope.
            (true, _) => TokenStream::new(),
            (false, None) => needs_drop::assertions(input, class),
            // The store drops its values. The methods that place one elsewhere refuse it themselves.
            (false, Some(store)) => store.assertions(input),
        };
        let store = Store::new(input, attr, krate, false).map(|store| store.expand());
        let class = class.to_type(krate);

        let kind = if self.drops() { Kind::Drop } else { Kind::Free };
        let methods = Methods::new(input, krate, kind).expand();
        let methods_generics = self.generics_of_methods(&generics);
        let methods_where = &methods_generics.where_clause;
        quote! {
            #allowed
            const _: () = {
                #assertions

                #[automatically_derived]
                impl #impl_generics #krate::Resident for #owner #ty_generics #where_clause {
                    type Lifetime = #class;
                    const NAME: &'static ::core::primitive::str = #name;
                    #[inline]
                    fn tag() -> &'static #krate::TagInfo {
                        #tag
                    }
                }

                impl #impl_generics #owner #ty_generics #methods_where {
                    #methods
                }
            };

            #store
        }
    }

    fn drops(&self) -> bool {
        self.attr.drop.value().is_some()
    }

    /// The generics with what `drop` demands of the type. Said once at the `impl` and not at every
    /// method, it is reported once, and at the key that demands it.
    fn generics_of_methods(&self, generics: &Generics) -> Generics {
        let mut generics = generics.clone();
        if let (true, Some(key)) = (self.drops(), self.attr.drop.key()) {
            let span = key.span().resolved_at(Span::call_site());
            let demand = parse_quote_spanned! { span=> Self: ::core::marker::Send + 'static };
            generics.make_where_clause().predicates.push(demand);
        }
        generics
    }
}

/// What stands in for the expansion when there are errors: all that other code may name exists, so
/// that one mistake gives one message.
pub(crate) fn fallback(input: &DeriveInput, attr: &Attr) -> TokenStream {
    let krate = &attr.krate();
    let owner = respan(&input.ident);
    let generics = without_attributes(&input.generics);
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let name = name(input, attr);
    let class = match attr.lifetime.value() {
        Some(class) => class.to_type(krate),
        None => BuiltIn::Frame.to_type(krate),
    };
    // A tag that was given is used, or the compiler would call its import unused.
    let tag = attr.tag.value().map_or(quote! { loop {} }, |tag| info(tag, krate));
    let methods = Methods::new(input, krate, Kind::Stub).expand();
    let store = Store::new(input, attr, krate, true).map(|store| store.expand());
    quote! {
        const _: () = {
            #[automatically_derived]
            impl #impl_generics #krate::Resident for #owner #ty_generics #where_clause {
                type Lifetime = #class;
                const NAME: &'static ::core::primitive::str = #name;
                fn tag() -> &'static #krate::TagInfo {
                    #tag
                }
            }

            impl #impl_generics #owner #ty_generics #where_clause {
                #methods
            }
        };

        #store
    }
}

/// The description of the tag. If it is no tag, that is reported at its path.
fn info(tag: &Path, krate: &Path) -> TokenStream {
    let tag = quote_spanned! { tag.span()=> &#tag };
    quote! { #krate::Tag::info(#tag) }
}

/// The name of the type in reports.
fn name(input: &DeriveInput, attr: &Attr) -> String {
    attr.name.value().map_or_else(|| input.ident.unraw().to_string(), LitStr::value)
}
