//! Constructors: `new_in` of a struct, and one per variant of an enum.

use core::cmp::Ordering;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt as _;
use syn::{Attribute, Data, DeriveInput, Fields, Member, Type, Variant, Visibility, parse_quote};

use crate::errors::Errors;
use crate::hygiene::{local, respan};
use crate::snake_case::snake_case;

/// How a value is made from its fields.
pub(crate) struct Constructor<'a> {
    /// The variant that is made, if there are variants.
    variant: Option<&'a Ident>,
    fields: &'a Fields,
    pub(crate) vis: Visibility,
}

/// The constructors of a type; none of a union.
pub(crate) fn constructors(input: &DeriveInput) -> Vec<Constructor<'_>> {
    match &input.data {
        Data::Struct(data) => {
            // As visible as a literal of the struct: who may not write the fields may not make a
            // value of them here either.
            let fields = data.fields.iter().map(|field| &field.vis);
            let vis = fields.fold(input.vis.clone(), |vis, field| narrower(&vis, field));
            let vis = capped_if_open(vis, &input.attrs);
            vec![Constructor { variant: None, fields: &data.fields, vis }]
        }
        Data::Enum(data) => data
            .variants
            .iter()
            .map(|variant| Constructor {
                variant: Some(&variant.ident),
                fields: &variant.fields,
                vis: capped_if_open(input.vis.clone(), &variant.attrs),
            })
            .collect(),
        Data::Union(_) => Vec::new(),
    }
}

/// Checks that no two variants give the same name to their constructors.
pub(crate) fn check_names(input: &DeriveInput, errors: &mut Errors) {
    let Data::Enum(data) = &input.data else { return };
    for (index, variant) in data.variants.iter().enumerate() {
        let snake = snake_case(&variant.ident.unraw().to_string());
        let same = |other: &&Variant| snake_case(&other.ident.unraw().to_string()) == snake;
        if let Some(other) = data.variants.iter().take(index).find(same) {
            let (owner, name, other) = (&input.ident, &variant.ident, &other.ident);
            let message = format!(
                "the variants `{other}` and `{name}` of `{owner}` would both be made by `new_{snake}_in`; \
                 rename one of them"
            );
            errors.at(name, message);
        }
    }
}

impl Constructor<'_> {
    /// The name of the method: `new_in` with `new` for the verb, and for a variant `new_circle_in`.
    pub(crate) fn name(&self, verb: &str) -> Ident {
        match self.variant {
            Some(variant) => {
                let snake = snake_case(&variant.unraw().to_string());
                Ident::new(&format!("{verb}_{snake}_in"), variant.span())
            }
            None => Ident::new(&format!("{verb}_in"), Span::call_site()),
        }
    }

    /// What is made: `DrawCall` or `Shape::Circle`.
    pub(crate) fn made(&self, owner: &Ident) -> String {
        match self.variant {
            Some(variant) => format!("{owner}::{variant}"),
            None => owner.to_string(),
        }
    }

    /// The parameters, one per field.
    pub(crate) fn params(&self) -> Vec<TokenStream> {
        self.variables().map(|(variable, ty)| quote! { #variable: #ty }).collect()
    }

    /// The value made of the parameters.
    pub(crate) fn value(&self) -> TokenStream {
        let variant = self.variant.map(respan).map(|variant| quote! { ::#variant });
        let values = self.fields.members().zip(self.variables()).map(|(member, (variable, _))| {
            let member = match &member {
                Member::Named(name) => respan(name).into_token_stream(),
                index => index.to_token_stream(),
            };
            quote! { #member: #variable }
        });
        quote! { Self #variant { #(#values),* } }
    }

    /// A variable for each field, called as the field, and its type.
    fn variables(&self) -> impl Iterator<Item = (Ident, &Type)> {
        self.fields.iter().enumerate().map(|(index, field)| {
            let variable = match &field.ident {
                Some(name) => respan(name),
                None => local(&format!("field_{index}")),
            };
            (variable, &field.ty)
        })
    }
}

/// `#[non_exhaustive]` reserves the right to add fields, which only the crate itself can follow.
fn capped_if_open(vis: Visibility, attributes: &[Attribute]) -> Visibility {
    if attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive")) {
        narrower(&vis, &parse_quote! { pub(crate) })
    } else {
        vis
    }
}

/// The narrower of two visibilities, or private where that cannot be told without knowing the
/// modules.
pub(super) fn narrower(a: &Visibility, b: &Visibility) -> Visibility {
    let (a_reach, b_reach) = (Reach::of(a), Reach::of(b));
    match a_reach.cmp(&b_reach) {
        Ordering::Less => a.clone(),
        Ordering::Greater => b.clone(),
        Ordering::Equal if a_reach != Reach::Some => a.clone(),
        Ordering::Equal => {
            let written = |vis: &Visibility| vis.to_token_stream().to_string();
            if written(a) == written(b) { a.clone() } else { Visibility::Inherited }
        }
    }
}

/// How far a visibility reaches.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Module,
    /// Some module above, as in `pub(super)`.
    Some,
    Crate,
    All,
}

impl Reach {
    fn of(vis: &Visibility) -> Self {
        match vis {
            Visibility::Public(_) => Self::All,
            Visibility::Restricted(restricted) if restricted.path.is_ident("crate") => Self::Crate,
            Visibility::Restricted(restricted) if restricted.path.is_ident("self") => Self::Module,
            Visibility::Restricted(_) => Self::Some,
            Visibility::Inherited => Self::Module,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(vis: &Visibility) -> String {
        vis.to_token_stream().to_string().replace(' ', "")
    }

    #[test]
    fn the_narrower_visibility_wins() {
        let rising: [Visibility; 4] =
            [parse_quote!(), parse_quote!(pub(super)), parse_quote!(pub(crate)), parse_quote!(pub)];
        for (i, low) in rising.iter().enumerate() {
            for high in &rising[i..] {
                assert_eq!(written(&narrower(low, high)), written(low));
                assert_eq!(written(&narrower(high, low)), written(low));
            }
        }
    }

    #[test]
    fn incomparable_visibilities_meet_in_the_module() {
        let (a, b): (Visibility, Visibility) = (parse_quote!(pub(super)), parse_quote!(pub(in crate::memory)));
        assert_eq!(written(&narrower(&a, &b)), "");
        assert_eq!(written(&narrower(&b, &b)), "pub(incrate::memory)");
    }

    #[test]
    fn a_literal_of_the_struct_and_its_constructor_are_equally_visible() {
        let vis = |input: DeriveInput| written(&constructors(&input)[0].vis);
        assert_eq!(vis(parse_quote! { pub struct Open { pub x: u8 } }), "pub");
        assert_eq!(vis(parse_quote! { pub struct Unit; }), "pub");
        assert_eq!(vis(parse_quote! { pub struct Half { pub x: u8, y: u8 } }), "");
        assert_eq!(vis(parse_quote! { pub(crate) struct Inner(pub u8); }), "pub(crate)");
        assert_eq!(vis(parse_quote! { #[non_exhaustive] pub struct Growing { pub x: u8 } }), "pub(crate)");
        assert_eq!(vis(parse_quote! { pub enum Shape { Circle(f32) } }), "pub");
    }
}
