//! The fields of a struct as columns.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt as _;
use syn::{DataStruct, Generics, Member, Visibility};

use crate::arena::constructor::narrower;
use crate::errors::Errors;
use crate::hygiene::{local, replace_self, respan};

/// The methods that a store has by itself. An accessor of the same name would hide one, so the column
/// of a field `len` is had by `len_column`.
const METHODS: &[&str] = &[
    "attach",
    "capacity",
    "clear",
    "columns",
    "columns_mut",
    "contains",
    "get",
    "get_disjoint_mut",
    "get_mut",
    "insert",
    "insert_with_key",
    "into_iter",
    "is_empty",
    "iter",
    "iter_mut",
    "key_at",
    "keys",
    "len",
    "new_in",
    "position_of",
    "push",
    "remove",
    "retain",
    "sort_by",
    "sort_by_key",
    "stats",
    "try_insert",
    "try_insert_with_key",
    "try_new_in",
    "try_push",
    "try_with_capacity_in",
    "values",
    "values_mut",
    "with_capacity_in",
];

/// A field, and the column of it.
pub(super) struct Column<'a> {
    /// The field in the struct.
    pub(super) member: Member,
    /// The field in a view, where skipped fields before it leave no gap.
    pub(super) seen: Member,
    /// What the field is called in documentation.
    pub(super) title: String,
    pub(super) vis: &'a Visibility,
    /// The visibility of accessors.
    pub(super) reach: Visibility,
    pub(super) ty: TokenStream,
    /// The column is there, but no view has the field.
    pub(super) is_skipped: bool,
    /// The method that gives the column, and the one that gives it to be changed.
    pub(super) accessors: [Ident; 2],
    /// A variable.
    pub(super) local: Ident,
    /// Where the field is named, or its type.
    place: TokenStream,
}

/// The columns of a struct, of which the fields in `skipped` are not seen.
pub(super) fn columns<'a>(
    data: &'a DataStruct,
    vis: &Visibility,
    skipped: &[usize],
    owner: &Ident,
    generics: &Generics,
) -> Vec<Column<'a>> {
    let (_, ty_generics, _) = generics.split_for_impl();
    let own_type = quote! { #owner #ty_generics };
    let mut seen_before = 0;
    let fields = data.fields.iter().enumerate();
    let columns = fields.map(|(index, field)| {
        let is_skipped = skipped.contains(&index);
        let (title, stem) = match &field.ident {
            Some(name) => (name.unraw().to_string(), name.unraw().to_string()),
            None => (index.to_string(), format!("column_{index}")),
        };
        let span = field.ident.as_ref().map_or(Span::call_site(), |name| name.span().resolved_at(Span::call_site()));
        let hides = |name: &str| METHODS.contains(&name);
        let stem = if hides(&stem) || hides(&format!("{stem}_mut")) { format!("{stem}_column") } else { stem };
        let column = Column {
            member: field.ident.as_ref().map_or(Member::from(index), |name| Member::Named(respan(name))),
            seen: field.ident.as_ref().map_or(Member::from(seen_before), |name| Member::Named(respan(name))),
            vis: &field.vis,
            reach: narrower(vis, &field.vis),
            ty: replace_self(field.ty.to_token_stream(), &own_type),
            is_skipped,
            accessors: [identifier(&stem, span), identifier(&format!("{stem}_mut"), span)],
            local: local(&format!("field_{index}")),
            place: field.ident.as_ref().map_or_else(|| field.ty.to_token_stream(), ToTokens::to_token_stream),
            title,
        };
        seen_before += usize::from(!is_skipped);
        column
    });
    columns.collect()
}

/// An identifier, raw if it has to be.
fn identifier(name: &str, span: Span) -> Ident {
    match syn::parse_str::<Ident>(name) {
        Ok(_) => Ident::new(name, span),
        Err(_) => Ident::new_raw(name, span),
    }
}

/// Checks that no two accessors have one name.
pub(super) fn check_names(owner: &Ident, columns: &[Column<'_>], errors: &mut Errors) {
    let mut taken: Vec<(String, &str)> = Vec::new();
    for column in columns {
        for accessor in &column.accessors {
            let name = accessor.unraw().to_string();
            match taken.iter().find(|(other, _)| *other == name) {
                Some((_, other)) => {
                    let message = format!(
                        "the columns of the fields `{other}` and `{}` of `{owner}` would both be had by `{name}`; \
                         rename one of them",
                        column.title
                    );
                    errors.at(&column.place, message);
                }
                None => taken.push((name, &column.title)),
            }
        }
    }
}
