//! The inherent methods: `alloc_in`, `insert_in`, `alloc_slice_in`, `new_in`, and their `try_` twins.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{DeriveInput, Lifetime, Path};

use crate::arena::constructor::{Constructor, constructors};
use crate::hygiene::{Names, local, respan};

/// More parameters than this are too many for a lint that is on by default.
const MANY_PARAMETERS: usize = 7;

/// What the methods of one type have in common.
pub(crate) struct Methods<'a> {
    input: &'a DeriveInput,
    krate: &'a Path,
    kind: Kind,
    /// The generic parameter for the class of the scope.
    class: Ident,
    /// The generic parameter for the brand of the scope.
    id: Lifetime,
    /// The generic parameter for an iterator.
    iter: Ident,
    /// The parameter that is the scope.
    scope: Ident,
    /// The parameter that is an iterator.
    values: Ident,
}

/// What the methods do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// They place values whose memory is freed when the scope ends.
    Free,
    /// They place values whose destructors run before.
    Drop,
    /// They only exist. The derive has found a mistake, and calls of the methods are not to become
    /// further ones.
    Stub,
}

impl<'a> Methods<'a> {
    pub(crate) fn new(input: &'a DeriveInput, krate: &'a Path, kind: Kind) -> Self {
        let names = Names::of(quote! { #input });
        Self {
            input,
            krate,
            kind,
            class: Ident::new(&names.fresh("L"), Span::call_site()),
            id: Lifetime::new(&format!("'{}", names.fresh("id")), Span::call_site()),
            iter: Ident::new(&names.fresh("I"), Span::call_site()),
            scope: local("scope"),
            values: local("values"),
        }
    }

    /// The methods as the content of an `impl` block.
    pub(crate) fn expand(&self) -> TokenStream {
        let mut methods = self.placing();
        methods.extend(constructors(self.input).iter().map(|constructor| self.constructing(constructor)));
        methods
    }

    /// The methods that take a value, or several, as they are.
    fn placing(&self) -> TokenStream {
        let Self { input, krate, class, id, iter, scope, values, .. } = self;
        let (vis, owner) = (&input.vis, &input.ident);
        let hosts = self.hosts();

        let alloc = self.doc(&format!("Moves this `{owner}` into the scope."), Failure::Panic);
        let try_alloc = self.doc(&format!("Moves this `{owner}` into the scope."), Failure::ValueBack);
        let insert = format!("Moves this `{owner}` into the scope and returns a handle to it.");
        let (insert, try_insert) = (self.doc(&insert, Failure::Panic), self.doc(&insert, Failure::ValueBack));
        let slice = format!("Moves each `{owner}` of `values` into the scope, one after another.");
        let (slice, try_slice) = (self.doc(&slice, Failure::Panic), self.doc(&slice, Failure::Error));

        let alloc_body = self.body("alloc_in", &quote! { self });
        let try_alloc_body = self.body("try_alloc_in", &quote! { self });
        let insert_body = self.body("insert_in", &quote! { self });
        let try_insert_body = self.body("try_insert_in", &quote! { self });
        let slice_body = self.body("alloc_slice_in", &quote! { #values });
        let try_slice_body = self.body("try_alloc_slice_in", &quote! { #values });

        quote! {
            #alloc
            #[inline]
            #[track_caller]
            #vis fn alloc_in<#id, #class>(self, #scope: &#krate::Scope<#id, #class>) -> &#id mut Self
            where
                #hosts,
            {
                #alloc_body
            }

            #try_alloc
            #[inline]
            #vis fn try_alloc_in<#id, #class>(
                self,
                #scope: &#krate::Scope<#id, #class>,
            ) -> ::core::result::Result<&#id mut Self, #krate::Full<Self>>
            where
                #hosts,
            {
                #try_alloc_body
            }

            #insert
            #[inline]
            #[track_caller]
            #vis fn insert_in<#id, #class>(self, #scope: &#krate::Scope<#id, #class>) -> #krate::Handle<#id, Self>
            where
                #hosts,
            {
                #insert_body
            }

            #try_insert
            #[inline]
            #vis fn try_insert_in<#id, #class>(
                self,
                #scope: &#krate::Scope<#id, #class>,
            ) -> ::core::result::Result<#krate::Handle<#id, Self>, #krate::Full<Self>>
            where
                #hosts,
            {
                #try_insert_body
            }

            #slice
            #[inline]
            #[track_caller]
            #vis fn alloc_slice_in<#id, #class, #iter>(
                #scope: &#krate::Scope<#id, #class>,
                #values: #iter,
            ) -> &#id mut [Self]
            where
                #hosts,
                #iter: ::core::iter::IntoIterator<Item = Self>,
            {
                #slice_body
            }

            #try_slice
            #[inline]
            #vis fn try_alloc_slice_in<#id, #class, #iter>(
                #scope: &#krate::Scope<#id, #class>,
                #values: #iter,
            ) -> ::core::result::Result<&#id mut [Self], #krate::AllocError>
            where
                #hosts,
                #iter: ::core::iter::IntoIterator<Item = Self>,
            {
                #try_slice_body
            }
        }
    }

    /// The two methods that make a value of its fields.
    fn constructing(&self, constructor: &Constructor<'_>) -> TokenStream {
        let Self { input, krate, class, id, scope, .. } = self;
        let Constructor { vis, .. } = constructor;
        let hosts = self.hosts();
        let params = constructor.params();
        let lint = (params.len() + 1 > MANY_PARAMETERS).then(|| {
            quote! { #[allow(clippy::too_many_arguments, reason = "there is one for each field")] }
        });

        let made = constructor.made(&input.ident);
        let of_fields = if params.is_empty() { "" } else { " of its fields" };
        let doc = format!("Makes `{made}`{of_fields} in the scope.");
        let (new, try_new) = (self.doc(&doc, Failure::Panic), self.doc(&doc, Failure::ValueBack));
        let (new_in, try_new_in) = (respan(&constructor.name("new")), respan(&constructor.name("try_new")));
        let value = constructor.value();
        let (new_body, try_new_body) = (self.body("alloc_in", &value), self.body("try_alloc_in", &value));

        quote! {
            #new
            #lint
            #[inline]
            #[track_caller]
            #vis fn #new_in<#id, #class>(#scope: &#krate::Scope<#id, #class>, #(#params),*) -> &#id mut Self
            where
                #hosts,
            {
                #new_body
            }

            #try_new
            #lint
            #[inline]
            #vis fn #try_new_in<#id, #class>(
                #scope: &#krate::Scope<#id, #class>,
                #(#params),*
            ) -> ::core::result::Result<&#id mut Self, #krate::Full<Self>>
            where
                #hosts,
            {
                #try_new_body
            }
        }
    }

    /// What is demanded of the class of the scope: to be that of the type. It is a bound and not the
    /// type of the scope, so that a scope of another class is a trait failure, for which the library
    /// has a text that names both.
    fn hosts(&self) -> TokenStream {
        let Self { krate, class, .. } = self;
        match self.kind {
            Kind::Free | Kind::Drop => quote! { #class: #krate::Hosts<Self, <Self as #krate::Resident>::Lifetime> },
            Kind::Stub => quote! { #class: #krate::Lifetime },
        }
    }

    /// The call of the function of the library that does the work, which is `name`, or where
    /// destructors are to run, `alloc_drop_in` instead of `alloc_in`.
    fn body(&self, name: &str, argument: &TokenStream) -> TokenStream {
        let Self { krate, scope, .. } = self;
        let name = match (self.kind, name.strip_suffix("_in")) {
            (Kind::Stub, _) => return quote! { loop {} },
            (Kind::Drop, Some(stem)) => format!("{stem}_drop_in"),
            _ => name.to_owned(),
        };
        let function = Ident::new(&name, Span::call_site());
        quote! { #krate::__private::#function(#scope, #argument) }
    }

    fn doc(&self, what: &str, failure: Failure) -> TokenStream {
        let mut doc = format!("{what} The bytes are counted under the tag of the type.");
        if self.kind == Kind::Drop {
            doc.push_str(" Destructors run when the scope ends.");
        }
        let (heading, failure) = match failure {
            Failure::Panic => ("# Panics", "Panics if the arena has no room left; the `try_` twin does not."),
            Failure::ValueBack => ("# Errors", "If the arena has no room left, the value comes back in the error."),
            Failure::Error => ("# Errors", "Returns an error if the arena has no room left."),
        };
        let lines = [doc.as_str(), "", heading, "", failure].map(|line| match line {
            "" => String::new(),
            line => format!(" {line}"),
        });
        quote! { #(#[doc = #lines])* }
    }
}

/// What happens if the arena is full.
#[derive(Clone, Copy)]
enum Failure {
    Panic,
    ValueBack,
    Error,
}
