//! The type of a store, which users name: `BodyStore`, and `BodyKey` for its keys.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::{GenericParam, Generics};

use super::column::Column;
use super::{Kind, Store, named};
use crate::hygiene::local;

/// For how many values a store makes room if nothing else is said.
pub(super) const DEFAULT_CAPACITY: &str = "16_384";

impl Store<'_> {
    /// The definition of the store, and the name of its keys.
    pub(super) fn newtype(&self, allowed: &TokenStream) -> TokenStream {
        let Self { krate, name, brand, own_type, .. } = self;
        let (vis, title, inner) = (&self.input.vis, self.title(), self.inner());
        let generics = self.with(brand);
        let where_clause = &generics.where_clause;
        let params = &generics.params;
        let key = named(&self.owner, "Key");
        // Bounds in an alias have no effect, and the compiler says so.
        let key_params = without_bounds(&generics).params;
        let store_doc = match self.kind {
            Kind::Pool => format!(" A store of `{title}`: each at an address that never changes, found by its key."),
            Kind::Soa => format!(" A store of `{title}`: a column for each field, and rows found by their keys."),
        };
        let key_doc = format!(" Names a `{title}` in its store.");
        quote! {
            #allowed
            #[doc = #key_doc]
            #vis type #key<#key_params> = #krate::Key<#brand, #own_type>;

            #allowed
            #[doc = #store_doc]
            #[doc = ""]
            #[doc = " It derefs to the store of the library, which has the methods."]
            #vis struct #name<#params>(#inner) #where_clause;
        }
    }

    /// What the store can do.
    pub(super) fn newtype_impls(&self) -> TokenStream {
        let Self { name, brand, .. } = self;
        let (constructors, inner) = (self.constructors(), self.inner());
        let accessors = self.accessors();
        let generics = self.with(brand);
        let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
        let store = quote! { #name #ty_generics };

        let mut debug_generics = generics.clone();
        debug_generics.make_where_clause().predicates.push(syn::parse_quote! { #inner: ::core::fmt::Debug });
        let debug_where = &debug_generics.where_clause;

        let row = &self.row;
        let mut iter_generics = generics.clone();
        let param: GenericParam = syn::parse_quote! { #row };
        iter_generics.params.insert(0, param);
        let (iter_impl, _, _) = iter_generics.split_for_impl();
        let references = [(quote! { &#row }, quote! { &self.0 }), (quote! { &#row mut }, quote! { &mut self.0 })];
        let iterators = references.map(|(reference, borrow)| {
            let (of, this) = (quote! { #reference #inner }, local("this"));
            quote! {
                #[automatically_derived]
                impl #iter_impl ::core::iter::IntoIterator for #reference #store #where_clause {
                    type Item = <#of as ::core::iter::IntoIterator>::Item;
                    type IntoIter = <#of as ::core::iter::IntoIterator>::IntoIter;

                    #[inline]
                    fn into_iter(self) -> Self::IntoIter {
                        let #this: #of = #borrow;
                        ::core::iter::IntoIterator::into_iter(#this)
                    }
                }
            }
        });
        let (f, as_member) = (local("f"), self.as_member());
        quote! {
            impl #impl_generics #store #where_clause {
                #constructors
                #accessors
            }

            #[automatically_derived]
            impl #impl_generics ::core::ops::Deref for #store #where_clause {
                type Target = #inner;

                #[inline]
                fn deref(&self) -> &Self::Target {
                    &self.0
                }
            }

            #[automatically_derived]
            impl #impl_generics ::core::ops::DerefMut for #store #where_clause {
                #[inline]
                fn deref_mut(&mut self) -> &mut Self::Target {
                    &mut self.0
                }
            }

            #[automatically_derived]
            impl #impl_generics ::core::fmt::Debug for #store #debug_where {
                #[inline]
                fn fmt(&self, #f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::fmt::Debug::fmt(&self.0, #f)
                }
            }

            #(#iterators)*

            #as_member
        }
    }

    /// What lets the store be a field of a struct that derives `Stores`.
    fn as_member(&self) -> TokenStream {
        let Self { krate, name, brand, own_type, is_stub, .. } = self;
        if *is_stub {
            return TokenStream::new();
        }
        let generics = self.with(brand);
        let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
        let class = Ident::new(&self.names.fresh("L"), Span::call_site());
        let mut in_class = generics.clone();
        in_class.params.push(syn::parse_quote! {
            #class: #krate::Hosts<#own_type, <#own_type as #krate::Resident>::Lifetime>
        });
        let (impl_in_class, _, _) = in_class.split_for_impl();
        let (scope, capacity, key) = (local("scope"), local("capacity"), local("key"));
        let usize = quote! { ::core::primitive::usize };
        let (row, inner) = (&self.row, self.inner());
        let exclusive = (self.kind == Kind::Pool).then(|| quote! {
            #[automatically_derived]
            impl #impl_generics #krate::stores::JoinExclusive<#brand, #own_type> for #name #ty_generics #where_clause {
                type Member<#row> = &#row mut #inner where Self: #row;

                fn exclusive(&mut self) -> Self::Member<'_> {
                    &mut self.0
                }
            }
        });
        quote! {
            #[automatically_derived]
            impl #impl_generics #krate::stores::JoinShared<#brand, #own_type> for #name #ty_generics #where_clause {
                type Member<#row> = &#row #inner where Self: #row;

                fn shared(&self) -> Self::Member<'_> {
                    &self.0
                }
            }

            #exclusive

            #[automatically_derived]
            impl #impl_generics #krate::stores::Owners<#brand, #own_type> for #name #ty_generics #where_clause {
                fn owns(&self, #key: #krate::Key<#brand, #own_type>) -> ::core::primitive::bool {
                    self.0.contains(#key)
                }
            }

            #[automatically_derived]
            impl #impl_generics #krate::stores::Store for #name #ty_generics #where_clause {
                fn clear(&mut self) {
                    #krate::stores::Store::clear(&mut self.0);
                }

                fn stats(&self) -> #krate::StoreStats {
                    #krate::stores::Store::stats(&self.0)
                }
            }

            #[automatically_derived]
            impl #impl_in_class #krate::stores::MakeIn<#brand, #class> for #name #ty_generics #where_clause {
                fn try_make_in(
                    #scope: &#krate::Scope<#brand, #class>,
                    #capacity: #usize,
                ) -> ::core::result::Result<Self, #krate::AllocError> {
                    Self::try_with_capacity_in(#scope, #capacity)
                }
            }

            #[automatically_derived]
            impl #impl_generics #krate::stores::OwnCapacity for #name #ty_generics #where_clause {
                const CAPACITY: #usize = Self::CAPACITY;
            }
        }
    }

    fn constructors(&self) -> TokenStream {
        let Self { krate, brand, own_type, .. } = self;
        let (vis, title) = (&self.input.vis, self.title());
        let class = Ident::new(&self.names.fresh("L"), Span::call_site());
        let (scope, capacity) = (local("scope"), local("capacity"));
        let hosts = if self.is_stub {
            quote! { #class: #krate::Lifetime }
        } else {
            quote! { #class: #krate::Hosts<#own_type, <#own_type as #krate::Resident>::Lifetime> }
        };
        let (make, try_make) = match self.kind {
            Kind::Pool => ("pool_in", "try_pool_in"),
            Kind::Soa => ("soa_in", "try_soa_in"),
        };
        let [make, try_make] = [make, try_make].map(|name| Ident::new(name, Span::call_site()));
        let (make, try_make) = if self.is_stub {
            (quote! { loop {} }, quote! { loop {} })
        } else {
            (
                quote! { Self(#krate::__private::#make(#scope, #capacity)) },
                quote! { ::core::result::Result::map(#krate::__private::#try_make(#scope, #capacity), Self) },
            )
        };
        let room = self
            .attr
            .capacity
            .as_ref()
            .map_or_else(|| DEFAULT_CAPACITY.parse().unwrap_or_default(), |capacity| quote! { #capacity });
        let usize = quote! { ::core::primitive::usize };
        let fallible = quote! { ::core::result::Result<Self, #krate::AllocError> };
        let doc_const = format!(" For how many values of `{title}` `new_in` makes room.");
        let doc_new = " Makes a store in the scope, with room for `CAPACITY` values. \
                       The bytes are counted under the tag of the type.";
        let doc_with = " Makes a store in the scope, with room for `capacity` values. \
                        The bytes are counted under the tag of the type.";
        let panics = quote! {
            #[doc = ""]
            #[doc = " # Panics"]
            #[doc = ""]
            #[doc = " Panics if the arena has no room for the capacity; the `try_` twin does not."]
            #[inline]
            #[track_caller]
        };
        let errors = quote! {
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " Returns an error if the arena has no room for the capacity."]
            #[inline]
        };
        quote! {
            #[doc = #doc_const]
            #vis const CAPACITY: #usize = #room;

            #[doc = #doc_new]
            #panics
            #vis fn new_in<#class>(#scope: &#krate::Scope<#brand, #class>) -> Self
            where
                #hosts,
            {
                Self::with_capacity_in(#scope, Self::CAPACITY)
            }

            #[doc = #doc_new]
            #errors
            #vis fn try_new_in<#class>(#scope: &#krate::Scope<#brand, #class>) -> #fallible
            where
                #hosts,
            {
                Self::try_with_capacity_in(#scope, Self::CAPACITY)
            }

            #[doc = #doc_with]
            #panics
            #vis fn with_capacity_in<#class>(#scope: &#krate::Scope<#brand, #class>, #capacity: #usize) -> Self
            where
                #hosts,
            {
                #make
            }

            #[doc = #doc_with]
            #errors
            #vis fn try_with_capacity_in<#class>(
                #scope: &#krate::Scope<#brand, #class>,
                #capacity: #usize,
            ) -> #fallible
            where
                #hosts,
            {
                #try_make
            }
        }
    }

    /// The methods that give a column, of each field that is seen.
    fn accessors(&self) -> TokenStream {
        let krate = self.krate;
        let mut taken: Vec<String> = Vec::new();
        let mut methods = TokenStream::new();
        for column in self.columns.iter().filter(|column| !column.is_skipped) {
            let Column { seen, title, reach, ty, accessors: [shared, exclusive], .. } = column;
            let owner = self.title();
            // Two of one name have been reported.
            let mut is_new = |name: &Ident| {
                let name = name.unraw().to_string();
                let is_new = !taken.contains(&name);
                taken.push(name);
                is_new
            };
            if is_new(shared) {
                let doc = format!(" The column of `{title}`: that of each `{owner}`, in the order of the rows.");
                methods.extend(quote! {
                    #[doc = #doc]
                    #[inline(always)]
                    #[must_use]
                    #reach fn #shared(&self) -> &[#ty] {
                        #krate::Soa::columns(&self.0).#seen
                    }
                });
            }
            if is_new(exclusive) {
                let doc = format!(" The column of `{title}`, to be changed. `columns_mut` gives several at once.");
                methods.extend(quote! {
                    #[doc = #doc]
                    #[inline(always)]
                    #[must_use]
                    #reach fn #exclusive(&mut self) -> &mut [#ty] {
                        #krate::Soa::columns_mut(&mut self.0).#seen
                    }
                });
            }
        }
        methods
    }
}

/// The parameters without what is demanded of them.
fn without_bounds(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    for param in &mut generics.params {
        match param {
            GenericParam::Lifetime(param) => {
                param.colon_token = None;
                param.bounds.clear();
            }
            GenericParam::Type(param) => {
                param.colon_token = None;
                param.bounds.clear();
            }
            GenericParam::Const(_) => {}
        }
    }
    generics
}
