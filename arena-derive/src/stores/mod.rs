//! `#[derive(Stores)]`: parse the attributes, check that the struct can hold stores, expand.

mod attr;
mod expand;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataStruct, DeriveInput, Lifetime};

use self::attr::{FieldAttr, StructAttr};
use crate::errors::Errors;

/// Expands the derive, or explains all that is wrong with it.
pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let group = Group::parse(input, &mut errors);
    match (errors.into_compile_errors(), group) {
        (None, Some(group)) => group.expand(),
        (errors, group) => {
            let stubs = group.map(|group| group.stubs());
            quote! { #errors #stubs }
        }
    }
}

/// A struct of stores, as far as it could be understood.
pub(crate) struct Group<'a> {
    input: &'a DeriveInput,
    data: &'a DataStruct,
    attr: StructAttr,
    fields: Vec<FieldAttr>,
    /// The lifetime parameter that is the brand of the scope.
    brand: Lifetime,
}

impl<'a> Group<'a> {
    fn parse(input: &'a DeriveInput, errors: &mut Errors) -> Option<Self> {
        let owner = &input.ident;
        let attr = StructAttr::parse(input, errors);
        let data = match &input.data {
            Data::Struct(data) => data,
            Data::Enum(data) => {
                let message =
                    format!("the enum `{owner}` cannot derive `Stores`, which makes every field: use a struct");
                errors.at(data.enum_token, message);
                return None;
            }
            Data::Union(data) => {
                let message =
                    format!("the union `{owner}` cannot derive `Stores`, which makes every field: use a struct");
                errors.at(data.union_token, message);
                return None;
            }
        };
        let fields = data.fields.iter().enumerate();
        let fields = fields.map(|(index, field)| FieldAttr::parse(field, index, input, errors)).collect::<Vec<_>>();
        if fields.is_empty() {
            errors
                .at(owner, format!("`{owner}` has no fields; each field of a struct that derives `Stores` is a store"));
        }
        let Some(brand) = input.generics.lifetimes().next() else {
            let message = format!(
                "`{owner}` has no lifetime parameter for the scope that its stores are made in: \
                 write `{owner}<'scene>`, and `'scene` in the type of each store"
            );
            errors.at(owner, message);
            return None;
        };
        Some(Self { input, data, attr, fields, brand: brand.lifetime.clone() })
    }
}
