//! What the library needs to know of a struct to keep it in columns: `SoaRow` and its companions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Store;
use super::views::View;
use crate::hygiene::local;

/// The two iterators over rows.
struct Walk<'a> {
    name: &'a Ident,
    /// The function that makes a view of what the iterator of the library inside gives.
    view: Ident,
    item: &'a Ident,
}

impl Store<'_> {
    /// The implementations, and the types that are needed for them and that nobody can name.
    pub(super) fn rows(&self) -> TokenStream {
        let Self { krate, row, id, own_type, .. } = self;
        let vis = &self.input.vis;
        let private = quote! { #krate::__private };
        let fresh = |wish: &str| Ident::new(&self.names.fresh(wish), Span::call_site());
        let (table, rows, rows_mut) = (fresh("Table"), fresh("Rows"), fresh("RowsMut"));
        let list = self.list();
        let (impl_generics, _, where_clause) = self.generics.split_for_impl();
        let view_generics = self.view_generics();
        let (view_impl, view_args, view_where) = view_generics.split_for_impl();
        let table_generics = self.with(id);
        let (_, table_args, table_where) = table_generics.split_for_impl();
        let (view_params, table_params) = (&view_generics.params, &table_generics.params);
        let [shared, exclusive, slices, slices_mut] = View::ALL.map(|view| self.view_name(view));

        let call = |name: &str| Ident::new(name, Span::call_site());
        let (inner, inner_mut) = (call("Rows"), call("RowsMut"));
        let walk = Walk { name: &rows, view: call("view"), item: &shared };
        let walk_mut = Walk { name: &rows_mut, view: call("view_mut"), item: &exclusive };
        let (walk, walk_mut) = (self.walk(&walk, &list), self.walk(&walk_mut, &list));
        let (fields, conversions) = (self.fields(&private, &list), self.view_impls());

        let (t, v, names, room) = (local("table"), local("visit"), local("names"), local("room"));
        let visit = fresh("V");
        quote! {
            #conversions

            #[allow(missing_debug_implementations, reason = "nobody can name it")]
            #vis struct #table<#table_params>(#private::Table<#id, #list>) #table_where;
            #[allow(missing_debug_implementations, reason = "nobody can name it")]
            #vis struct #rows<#view_params>(#private::#inner<#row, #list>) #view_where;
            #[allow(missing_debug_implementations, reason = "nobody can name it")]
            #vis struct #rows_mut<#view_params>(#private::#inner_mut<#row, #list>) #view_where;

            #[automatically_derived]
            impl #view_impl ::core::clone::Clone for #rows #view_args #view_where {
                #[inline]
                fn clone(&self) -> Self {
                    Self(::core::clone::Clone::clone(&self.0))
                }
            }

            #walk
            #walk_mut
            #fields

            #[automatically_derived]
            impl #view_impl #krate::soa::SoaViews<#row> for #own_type #view_where {
                type Ref = #shared #view_args;
                type Mut = #exclusive #view_args;
                type Slices = #slices #view_args;
                type SlicesMut = #slices_mut #view_args;
                type Rows = #rows #view_args;
                type RowsMut = #rows_mut #view_args;
            }

            #[automatically_derived]
            impl #impl_generics #krate::SoaRow for #own_type #where_clause {
                type Table<#id> = #table #table_args;

                #[inline]
                fn make<#id>(
                    #room: #private::Room<'_, #id>,
                ) -> ::core::result::Result<Self::Table<#id>, #krate::AllocError> {
                    ::core::result::Result::map(#private::Room::table(#room), #table)
                }

                #[inline(always)]
                fn keys<#row>(#t: &#row Self::Table<'_>) -> &#row #private::Dense {
                    #private::Table::keys(&#t.0)
                }

                #[inline(always)]
                fn read<#row, #visit>(#t: &#row Self::Table<'_>, #v: #visit) -> #visit::Output
                where
                    #visit: #private::Read<#row, Self>,
                {
                    #private::Read::visit(#v, &#t.0)
                }

                #[inline(always)]
                fn write<#row, #visit>(#t: &#row mut Self::Table<'_>, #v: #visit) -> #visit::Output
                where
                    #visit: #private::Write<#row, Self>,
                {
                    #private::Write::visit(#v, &mut #t.0)
                }

                #[inline(always)]
                fn rows<#row>(#t: &#row Self::Table<'_>) -> #krate::soa::RowsOf<#row, Self> {
                    #rows(#private::Table::rows(&#t.0))
                }

                #[inline(always)]
                fn rows_mut<#row>(
                    #t: &#row mut Self::Table<'_>,
                ) -> (#private::Names<#row>, #krate::soa::RowsMutOf<#row, Self>) {
                    let (#names, #t) = #private::Table::rows_mut(&mut #t.0);
                    (#names, #rows_mut(#t))
                }
            }
        }
    }

    /// The types of the fields as a list of nested pairs.
    fn list(&self) -> TokenStream {
        let types = self.columns.iter().rev().map(|column| &column.ty);
        types.fold(quote! { () }, |rest, ty| quote! { (#ty, #rest) })
    }

    /// The variables of the fields as such a list, without those that are skipped if that is asked.
    fn locals(&self, only_seen: bool) -> TokenStream {
        self.columns.iter().rev().fold(quote! { () }, |rest, column| {
            let local = &column.local;
            if only_seen && column.is_skipped {
                quote! { (_, #rest) }
            } else {
                quote! { (#local, #rest) }
            }
        })
    }

    /// How a value becomes the list of its fields, and back, and how lists of references become views.
    fn fields(&self, private: &TokenStream, list: &TokenStream) -> TokenStream {
        let Self { krate, row, own_type, .. } = self;
        let (impl_generics, _, where_clause) = self.generics.split_for_impl();
        let (all, seen) = (self.locals(false), self.locals(true));
        let members = self.columns.iter().map(|column| &column.member);
        let locals = self.columns.iter().map(|column| &column.local);
        let whole = quote! { Self { #(#members: #locals),* } };
        let fields = local("fields");
        // A type that implements `Drop` cannot be taken apart. The error is about this `self`.
        let this = Ident::new("self", self.owner.span());
        let lists = ["Refs", "Muts", "Slices", "SlicesMut"].map(|name| Ident::new(name, Span::call_site()));
        let functions = ["view", "view_mut", "slices", "slices_mut"].map(|name| Ident::new(name, Span::call_site()));
        let results = ["RefOf", "MutOf", "SlicesOf", "SlicesMutOf"].map(|name| Ident::new(name, Span::call_site()));
        let values = View::ALL.map(|view| self.view_value(view));
        quote! {
            #[automatically_derived]
            impl #impl_generics #private::SoaFields<#list> for #own_type #where_clause {
                #[inline(always)]
                fn split(#this) -> #list {
                    let #whole = #this;
                    #all
                }

                #[inline(always)]
                fn join(#fields: #list) -> Self {
                    let #all = #fields;
                    #whole
                }

                #(
                    #[inline(always)]
                    fn #functions<#row>(
                        #fields: <#list as #private::ColumnViews<#row>>::#lists,
                    ) -> #krate::soa::#results<#row, Self> {
                        let #seen = #fields;
                        #values
                    }
                )*
            }
        }
    }

    /// An iterator over rows: the one of the library, with a view made of each list of references.
    fn walk(&self, walk: &Walk<'_>, list: &TokenStream) -> TokenStream {
        let Self { krate, own_type, .. } = self;
        let Walk { name, view, item, .. } = walk;
        let generics = self.view_generics();
        let (impl_generics, args, where_clause) = generics.split_for_impl();
        let fresh = |wish: &str| Ident::new(&self.names.fresh(wish), Span::call_site());
        let (state, function) = (fresh("A"), fresh("F"));
        let (from, f, fields) = (local("state"), local("f"), local("fields"));
        let view = quote! { <#own_type as #krate::__private::SoaFields<#list>>::#view };
        let iter = quote! { ::core::iter::Iterator };
        let usize = quote! { ::core::primitive::usize };
        quote! {
            #[automatically_derived]
            impl #impl_generics #iter for #name #args #where_clause {
                type Item = #item #args;

                #[inline(always)]
                fn next(&mut self) -> ::core::option::Option<Self::Item> {
                    ::core::option::Option::map(#iter::next(&mut self.0), #view)
                }

                #[inline]
                fn size_hint(&self) -> (#usize, ::core::option::Option<#usize>) {
                    #iter::size_hint(&self.0)
                }

                #[inline(always)]
                fn fold<#state, #function>(self, #from: #state, mut #f: #function) -> #state
                where
                    #function: ::core::ops::FnMut(#state, Self::Item) -> #state,
                {
                    #iter::fold(self.0, #from, |#from, #fields| #f(#from, #view(#fields)))
                }
            }

            #[automatically_derived]
            impl #impl_generics ::core::iter::DoubleEndedIterator for #name #args #where_clause {
                #[inline(always)]
                fn next_back(&mut self) -> ::core::option::Option<Self::Item> {
                    ::core::option::Option::map(::core::iter::DoubleEndedIterator::next_back(&mut self.0), #view)
                }
            }

            #[automatically_derived]
            impl #impl_generics ::core::iter::ExactSizeIterator for #name #args #where_clause {}
            #[automatically_derived]
            impl #impl_generics ::core::iter::FusedIterator for #name #args #where_clause {}
        }
    }
}
