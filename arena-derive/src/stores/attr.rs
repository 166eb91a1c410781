//! The helper attribute `#[arena(…)]` on a struct of stores and on its fields.

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::parse::Parse as _;
use syn::{Attribute, DeriveInput, Expr, Field, Path, parse_quote};

use crate::errors::Errors;
use crate::keys::{Slot, each_key};

/// The keys of a struct.
const KEYS: [&str; 1] = ["crate"];

/// The keys of a field.
const FIELD_KEYS: [&str; 2] = ["capacity", "tag"];

/// What the attributes of the struct say.
#[derive(Default)]
pub(super) struct StructAttr {
    /// The path of the façade crate, if it is not `::arena`.
    krate: Slot<Path>,
}

impl StructAttr {
    pub(super) fn parse(input: &DeriveInput, errors: &mut Errors) -> Self {
        let mut attr = Self::default();
        let owner = &input.ident;
        for attribute in arena_attributes(&input.attrs) {
            each_key(attribute, owner, errors, |key, errors| match key.name().as_str() {
                // crate = path::to::arena
                "crate" => {
                    attr.krate.fill(key, errors, |key| key.path("crate = path::to::arena", Path::parse_mod_style))
                }
                name if FIELD_KEYS.contains(&name) => {
                    Err(key.error(format!("`{name}` is not expected on `{owner}` itself; it belongs on its fields")))
                }
                _ => Err(key.unknown(&KEYS)),
            });
        }
        attr
    }

    /// The path under which generated code finds the library.
    pub(super) fn krate(&self) -> Path {
        self.krate.value().cloned().unwrap_or_else(|| parse_quote! { ::arena })
    }
}

/// What the attributes of a field say.
pub(super) struct FieldAttr {
    /// What the field is called in reports.
    pub(super) title: String,
    /// For how many values the store makes room, if it does not say so itself.
    pub(super) capacity: Option<Expr>,
    /// What its bytes are counted under, if it does not say so itself.
    pub(super) tag: Option<Path>,
}

impl FieldAttr {
    pub(super) fn parse(field: &Field, index: usize, input: &DeriveInput, errors: &mut Errors) -> Self {
        let title = field.ident.as_ref().map_or(index.to_string(), |name| name.unraw().to_string());
        let owner = field.ident.clone().unwrap_or_else(|| input.ident.clone());
        let (mut capacity, mut tag) = (Slot::default(), Slot::default());
        for attribute in arena_attributes(&field.attrs) {
            each_key(attribute, &owner, errors, |key, errors| match key.name().as_str() {
                // capacity = 65_536
                "capacity" => capacity.fill(key, errors, |key| key.number("capacity = 65_536")),
                // tag = path::to::Variant
                "tag" => tag.fill(key, errors, |key| key.path("tag = Renderer", Path::parse)),
                _ => Err(key.unknown(&FIELD_KEYS)),
            });
        }
        Self { title, capacity: capacity.into_value(), tag: tag.into_value() }
    }
}

fn arena_attributes(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("arena"))
}

/// The name of a struct, as documentation calls it.
pub(super) fn title_of(owner: &Ident) -> String {
    owner.unraw().to_string()
}
