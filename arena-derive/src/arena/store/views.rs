//! The types of views: `BodyRef` and `BodyMut` of a row, `BodyColumns` and `BodyColumnsMut` of all.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Data, Fields, Generics};

use super::{Store, named};
use crate::hygiene::local;

/// What a view holds of each field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    Ref,
    Mut,
    Columns,
    ColumnsMut,
}

impl View {
    pub(super) const ALL: [Self; 4] = [Self::Ref, Self::Mut, Self::Columns, Self::ColumnsMut];

    fn suffix(self) -> &'static str {
        match self {
            Self::Ref => "Ref",
            Self::Mut => "Mut",
            Self::Columns => "Columns",
            Self::ColumnsMut => "ColumnsMut",
        }
    }

    fn doc(self, owner: &str) -> String {
        match self {
            Self::Ref => format!(" References to the fields of a `{owner}` in its store."),
            Self::Mut => format!(" References to the fields of a `{owner}` in its store, to change them."),
            Self::Columns => format!(" The columns of a store of `{owner}`, in the order of its rows."),
            Self::ColumnsMut => format!(" The columns of a store of `{owner}`, to change them, several at once."),
        }
    }

    /// Whether it can be copied: it is of shared references.
    fn is_shared(self) -> bool {
        matches!(self, Self::Ref | Self::Columns)
    }
}

impl Store<'_> {
    /// The name of a view.
    pub(super) fn view_name(&self, view: View) -> Ident {
        named(&self.owner, view.suffix())
    }

    /// The parameters of views: those of the type, after the lifetime of the borrow.
    pub(super) fn view_generics(&self) -> Generics {
        self.with(&self.row)
    }

    /// The definitions of all views.
    pub(super) fn views(&self, allowed: &TokenStream) -> TokenStream {
        View::ALL.map(|view| self.view(view, allowed)).into_iter().collect()
    }

    fn view(&self, view: View, allowed: &TokenStream) -> TokenStream {
        let (vis, name, title) = (&self.input.vis, self.view_name(view), self.title());
        let generics = self.view_generics();
        let (params, where_clause) = (&generics.params, &generics.where_clause);
        let doc = view.doc(&title);
        let seen = self.columns.iter().filter(|column| !column.is_skipped);
        let fields = seen.map(|column| {
            let (vis, ty) = (column.vis, self.field_type(view, &column.ty));
            let name = if self.has_names() {
                let name = &column.seen;
                quote! { #name: }
            } else {
                TokenStream::new()
            };
            let doc = match view {
                View::Ref | View::Mut => format!(" The `{}` of a `{title}`.", column.title),
                View::Columns | View::ColumnsMut => format!(" The `{}` of each `{title}`.", column.title),
            };
            quote! { #[doc = #doc] #vis #name #ty }
        });
        let rest = self.rest_name().map(|member| {
            let ty = self.rest_type(view);
            if self.has_names() {
                quote! { #member: #ty }
            } else {
                ty
            }
        });
        let fields = fields.chain(rest);
        let definition = if self.has_names() {
            quote! { struct #name<#params> #where_clause { #(#fields),* } }
        } else {
            quote! { struct #name<#params>(#(#fields),*) #where_clause; }
        };
        quote! {
            #allowed
            #[doc = #doc]
            #vis #definition
        }
    }

    /// A value of a view, made of variables.
    pub(super) fn view_value(&self, view: View) -> TokenStream {
        let name = self.view_name(view);
        let seen = self.columns.iter().filter(|column| !column.is_skipped);
        let fields = seen.map(|column| {
            let (member, local) = (&column.seen, &column.local);
            quote! { #member: #local }
        });
        let rest = self.rest_name().map(|member| quote! { #member: ::core::marker::PhantomData });
        let fields = fields.chain(rest);
        quote! { #name { #(#fields),* } }
    }

    /// What can be done with the views.
    pub(super) fn view_impls(&self) -> TokenStream {
        let impls = View::ALL.map(|view| {
            let debug = self.debug(view);
            let copy = view.is_shared().then(|| self.copy(view));
            quote! { #copy #debug }
        });
        let from = self.shared_from_exclusive();
        quote! { #(#impls)* #from }
    }

    fn copy(&self, view: View) -> TokenStream {
        let name = self.view_name(view);
        let generics = self.view_generics();
        let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
        quote! {
            #[automatically_derived]
            impl #impl_generics ::core::clone::Clone for #name #ty_generics #where_clause {
                #[inline]
                fn clone(&self) -> Self {
                    *self
                }
            }

            #[automatically_derived]
            impl #impl_generics ::core::marker::Copy for #name #ty_generics #where_clause {}
        }
    }

    /// `Debug`, if every field has it.
    fn debug(&self, view: View) -> TokenStream {
        let name = self.view_name(view);
        let mut generics = self.view_generics();
        let seen: Vec<_> = self.columns.iter().filter(|column| !column.is_skipped).collect();
        let clause = generics.make_where_clause();
        for column in &seen {
            // Always with a lifetime parameter in it: a demand without any would be an error where it
            // does not hold.
            let ty = self.field_type(view, &column.ty);
            clause.predicates.push(syn::parse_quote! { #ty: ::core::fmt::Debug });
        }
        let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
        let (f, shown) = (local("f"), local("shown"));
        let (title, members) = (name.to_string(), seen.iter().map(|column| &column.seen));
        let steps = if self.has_names() {
            let titles = seen.iter().map(|column| &column.title);
            quote! {
                let mut #shown = ::core::fmt::Formatter::debug_struct(#f, #title);
                #(::core::fmt::DebugStruct::field(&mut #shown, #titles, &self.#members);)*
                ::core::fmt::DebugStruct::finish(&mut #shown)
            }
        } else {
            quote! {
                let mut #shown = ::core::fmt::Formatter::debug_tuple(#f, #title);
                #(::core::fmt::DebugTuple::field(&mut #shown, &self.#members);)*
                ::core::fmt::DebugTuple::finish(&mut #shown)
            }
        };
        quote! {
            #[automatically_derived]
            impl #impl_generics ::core::fmt::Debug for #name #ty_generics #where_clause {
                fn fmt(&self, #f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #steps
                }
            }
        }
    }

    /// `From<BodyMut> for BodyRef`, for functions that only read.
    fn shared_from_exclusive(&self) -> TokenStream {
        let (shared, exclusive) = (self.view_name(View::Ref), self.view_name(View::Mut));
        let generics = self.view_generics();
        let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
        let seen = self.columns.iter().filter(|column| !column.is_skipped);
        let fields = seen.map(|column| {
            let (member, local) = (&column.seen, &column.local);
            quote! { #member: #local, }
        });
        let row = local("row");
        let (pattern, value) = (quote! { #exclusive { #(#fields)* .. } }, self.view_value(View::Ref));
        quote! {
            #[automatically_derived]
            impl #impl_generics ::core::convert::From<#exclusive #ty_generics> for #shared #ty_generics #where_clause {
                #[inline]
                fn from(#row: #exclusive #ty_generics) -> Self {
                    let #pattern = #row;
                    #value
                }
            }
        }
    }

    /// What a view holds of a field of this type.
    fn field_type(&self, view: View, ty: &TokenStream) -> TokenStream {
        let row = &self.row;
        match view {
            View::Ref => quote! { &#row #ty },
            View::Mut => quote! { &#row mut #ty },
            View::Columns => quote! { &#row [#ty] },
            View::ColumnsMut => quote! { &#row mut [#ty] },
        }
    }

    /// Whether the fields have names. Views of a unit struct are written with braces too.
    fn has_names(&self) -> bool {
        !matches!(&self.input.data, Data::Struct(data) if matches!(data.fields, Fields::Unnamed(_)))
    }

    /// The private field that uses the parameters which no field that is seen may use.
    ///
    /// Views of a type without skipped fields do not have it, so that they can be taken apart to the
    /// last field.
    fn rest_name(&self) -> Option<TokenStream> {
        let is_complete = !self.columns.is_empty() && self.columns.iter().all(|column| !column.is_skipped);
        if is_complete {
            return None;
        }
        Some(if self.has_names() {
            Ident::new(&self.names.fresh("skipped"), Span::call_site()).into_token_stream()
        } else {
            let seen = self.columns.iter().filter(|column| !column.is_skipped).count();
            syn::Index::from(seen).into_token_stream()
        })
    }

    fn rest_type(&self, view: View) -> TokenStream {
        let (row, own_type) = (&self.row, &self.own_type);
        let mutability = (!view.is_shared()).then(|| quote! { mut });
        quote! { ::core::marker::PhantomData<&#row #mutability #own_type> }
    }
}
