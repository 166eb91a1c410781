//! The helper attribute `#[tag(…)]`.

use proc_macro2::Ident;
use syn::{Attribute, DataEnum, DeriveInput, Error, LitStr, Path, Result, Variant, parse_quote};

use crate::errors::Errors;
use crate::keys::{self, Key, Slot, each_key};
use crate::nearest::nearest;
use crate::tag::budget;

/// The keys of the enum.
const ENUM_KEYS: [&str; 1] = ["crate"];
/// The keys of a variant.
const VARIANT_KEYS: [&str; 1] = ["budget"];

/// What the attributes of the enum say.
#[derive(Default)]
pub(crate) struct EnumAttr {
    /// The path of the façade crate, if it is not `::arena`.
    krate: Slot<Path>,
}

impl EnumAttr {
    /// Reads the attributes of the enum.
    pub(crate) fn parse(input: &DeriveInput, errors: &mut Errors) -> Self {
        let mut attr = Self::default();
        for attribute in tag_attributes(&input.attrs) {
            each_key(attribute, &input.ident, errors, |key, errors| match key.name().as_str() {
                // crate = path::to::arena
                "crate" => {
                    attr.krate.fill(key, errors, |key| key.path("crate = path::to::arena", Path::parse_mod_style))
                }
                // The keys of a variant are known here too, to say where they belong.
                unknown if nearest(unknown, &VARIANT_KEYS).is_some() => {
                    let (here, there) = (format!("the enum `{}`", input.ident), "a variant of it");
                    Err(key.misplaced(&VARIANT_KEYS, &here, there))
                }
                _ => Err(key.unknown(&ENUM_KEYS)),
            });
        }
        attr
    }

    /// The path under which generated code finds the library.
    pub(crate) fn krate(&self) -> Path {
        self.krate.value().cloned().unwrap_or_else(|| parse_quote! { ::arena })
    }
}

/// What the attributes of one variant say.
#[derive(Default)]
pub(crate) struct VariantAttr {
    /// How many bytes the tag is meant to stay below.
    pub(crate) budget: Slot<u64>,
}

impl VariantAttr {
    /// Reads the attributes of a variant of `owner`.
    pub(crate) fn parse(variant: &Variant, owner: &Ident, errors: &mut Errors) -> Self {
        let mut attr = Self::default();
        for attribute in tag_attributes(&variant.attrs) {
            each_key(attribute, &variant.ident, errors, |key, errors| match key.name().as_str() {
                // budget = "256 MiB"
                "budget" => attr.budget.fill(key, errors, |key| read_budget(key, &variant.ident)),
                unknown if nearest(unknown, &ENUM_KEYS).is_some() => {
                    let (here, there) = (format!("the variant `{}`", variant.ident), format!("the enum `{owner}`"));
                    Err(key.misplaced(&ENUM_KEYS, &here, &there))
                }
                _ => Err(key.unknown(&VARIANT_KEYS)),
            });
        }
        attr
    }
}

fn read_budget(key: &Key<'_>, variant: &Ident) -> Result<u64> {
    let text: LitStr = key.string("budget = \"256 MiB\"")?;
    budget::parse(&text.value()).map_err(|complaint| {
        let message = format!("the budget `{}` of `{variant}` {complaint}", text.value());
        Error::new_spanned(text, message)
    })
}

/// Refuses attributes on fields, which a tag has none of to begin with.
pub(crate) fn refuse_misplaced(input: &DeriveInput, data: &DataEnum, errors: &mut Errors) {
    for variant in &data.variants {
        let there = format!("the variant `{}`", variant.ident);
        for attribute in variant.fields.iter().flat_map(|field| tag_attributes(&field.attrs)) {
            keys::refuse_misplaced(attribute, &input.ident, &VARIANT_KEYS, "a field", &there, errors);
        }
    }
}

fn tag_attributes(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("tag"))
}
