//! The methods of a struct of stores.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Index, Member};

use super::Group;
use super::attr::{FieldAttr, title_of};
use crate::hygiene::{Names, local, respan, without_attributes};
use crate::lints;

impl Group<'_> {
    /// The methods.
    pub(super) fn expand(&self) -> TokenStream {
        let krate = self.attr.krate();
        let (scope, class, brand) = (local("scope"), self.class(), &self.brand);
        let made = self.data.fields.iter().zip(&self.fields).zip(self.members()).map(|((field, attr), member)| {
            let (ty, at) = (&field.ty, field.ty.span());
            let FieldAttr { capacity, tag, .. } = attr;
            let capacity = capacity.as_ref().map_or_else(
                || quote_spanned! { at=> <#ty as #krate::stores::OwnCapacity>::CAPACITY },
                ToTokens::to_token_stream,
            );
            let make = match tag {
                None => quote_spanned! { at=>
                    <#ty as #krate::stores::MakeIn<#brand, #class>>::try_make_in(#scope, #capacity)
                },
                Some(tag) => quote_spanned! { at=>
                    <#ty as #krate::stores::MakeUnder<#brand>>::try_make_under(#scope, #krate::Tag::info(&#tag), #capacity)
                },
            };
            quote! { #member: #make? }
        });
        let made = quote! { ::core::result::Result::Ok(Self { #(#made,)* }) };
        let figures = self.data.fields.iter().zip(&self.fields).zip(self.members());
        let figures = figures.map(|((field, FieldAttr { title, .. }), member)| {
            let (ty, at) = (&field.ty, field.ty.span());
            quote_spanned! { at=> (#title, <#ty as #krate::stores::Store>::stats(&self.#member)) }
        });
        let title = title_of(&self.input.ident);
        let report = quote! { #krate::stores::StoresReport::new(#title, [#(#figures,)*]) };
        let clear = self.data.fields.iter().zip(self.members()).map(|(field, member)| {
            let (ty, at) = (&field.ty, field.ty.span());
            quote_spanned! { at=> <#ty as #krate::stores::Store>::clear(&mut self.#member); }
        });
        self.methods(&scope, &class, &made, &quote! { #(#clear)* }, &report)
    }

    /// Methods that do nothing: the derive has found a mistake.
    pub(super) fn stubs(&self) -> TokenStream {
        let (scope, class, nothing) = (local("scope"), self.class(), quote! { loop {} });
        self.methods(&scope, &class, &nothing, &nothing, &nothing)
    }

    fn methods(
        &self,
        scope: &Ident,
        class: &Ident,
        made: &TokenStream,
        clear: &TokenStream,
        report: &TokenStream,
    ) -> TokenStream {
        let Self { input, brand, .. } = self;
        let (krate, vis, owner, count) = (self.attr.krate(), &input.vis, respan(&input.ident), self.fields.len());
        let generics = without_attributes(&input.generics);
        let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
        let allowed = lints::allowed(input);
        let title = title_of(&input.ident);
        let bounds = self.data.fields.iter().zip(&self.fields).filter(|(_, attr)| attr.tag.is_none());
        let bounds = bounds.map(|(field, _)| {
            let (ty, at) = (&field.ty, field.ty.span());
            quote_spanned! { at=> #ty: #krate::stores::MakeIn<#brand, #class> }
        });
        let bounds = quote! { #class: #krate::Lifetime, #(#bounds,)* };
        let doc_new = format!(" Makes every store of the `{title}` in the scope.");
        let doc_clear =
            format!(" Drops all values in every store of the `{title}`. Their keys give `None` from now on.");
        let doc_report = format!(" The figures of every store of the `{title}`, by the names of its fields.");
        quote! {
            #allowed
            #[automatically_derived]
            impl #impl_generics #owner #ty_generics #where_clause {
                #[doc = #doc_new]
                #[doc = ""]
                #[doc = " # Panics"]
                #[doc = ""]
                #[doc = " Panics if the arena has no room for one of them; the `try_` twin does not."]
                #[track_caller]
                #vis fn new_in<#class>(#scope: &#krate::Scope<#brand, #class>) -> Self
                where
                    #bounds
                {
                    #krate::__private::made(Self::try_new_in(#scope))
                }

                #[doc = #doc_new]
                #[doc = ""]
                #[doc = " # Errors"]
                #[doc = ""]
                #[doc = " Returns an error if the arena has no room for one of them. What those before it took"]
                #[doc = " stays taken until the scope ends."]
                #vis fn try_new_in<#class>(
                    #scope: &#krate::Scope<#brand, #class>,
                ) -> ::core::result::Result<Self, #krate::AllocError>
                where
                    #bounds
                {
                    #made
                }

                #[doc = #doc_clear]
                #vis fn clear(&mut self) {
                    #clear
                }

                #[doc = #doc_report]
                #[must_use]
                #vis fn report(&self) -> #krate::stores::StoresReport<#count> {
                    #report
                }
            }
        }
    }

    /// A name for the class of the scope that is not one of the user's.
    fn class(&self) -> Ident {
        let input = self.input;
        Ident::new(&Names::of(quote! { #input }).fresh("L"), Span::call_site())
    }

    fn members(&self) -> impl Iterator<Item = Member> + '_ {
        self.data.fields.iter().enumerate().map(|(index, field)| match &field.ident {
            Some(name) => Member::Named(respan(name)),
            None => Member::Unnamed(Index::from(index)),
        })
    }
}
