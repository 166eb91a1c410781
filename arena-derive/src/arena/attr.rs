//! The helper attribute `#[arena(…)]`.

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::parse::Parse as _;
use syn::{Attribute, Data, DeriveInput, Error, Fields, GenericParam, LitStr, Path, Result, parse_quote};

use crate::arena::class::Class;
use crate::errors::Errors;
use crate::keys::{self, Key, Slot, each_key};
use crate::nearest::nearest;

/// The keys of a type, in the order in which messages list them.
const KEYS: [&str; 5] = ["tag", "lifetime", "drop", "name", "crate"];

/// What the attributes of a type say.
#[derive(Default)]
pub(crate) struct Attr {
    /// The constant or variant whose bytes a value counts as.
    pub(crate) tag: Slot<Path>,
    /// The class of the scopes that the type may be placed in.
    pub(crate) lifetime: Slot<Class>,
    /// Given if the destructor is to run at the end of the scope.
    pub(crate) drop: Slot<()>,
    /// The name in reports, if it is not that of the type.
    pub(crate) name: Slot<LitStr>,
    /// The path of the façade crate, if it is not `::arena`.
    krate: Slot<Path>,
    /// Known keys that unknown ones were taken for. They are not reported as missing as well.
    guessed: Vec<&'static str>,
    /// The first attribute, to point at when a key is missing.
    first: Option<Attribute>,
    /// An attribute could not be read to its end, so nobody knows which keys are missing.
    is_broken: bool,
}

impl Attr {
    /// Reads the attributes of the type, and refuses those on its fields, variants and parameters.
    pub(crate) fn parse(input: &DeriveInput, errors: &mut Errors) -> Self {
        let mut attr = Self::default();
        for attribute in arena_attributes(&input.attrs) {
            attr.first.get_or_insert_with(|| attribute.clone());
            let well_formed =
                each_key(attribute, &input.ident, errors, |key, errors| attr.read(key, &input.ident, errors));
            attr.is_broken |= !well_formed;
        }
        refuse_misplaced(input, errors);
        attr
    }

    fn read(&mut self, key: &Key<'_>, owner: &Ident, errors: &mut Errors) -> Result<()> {
        match key.name().as_str() {
            // tag = path::to::Variant
            "tag" => self.tag.fill(key, errors, |key| key.path("tag = Renderer", Path::parse)),
            // lifetime = frame | scene | perm
            // lifetime = path::to::Class
            "lifetime" => {
                self.lifetime.fill(key, errors, |key| Class::new(key.path("lifetime = frame", Path::parse)?, owner))
            }
            // drop
            "drop" => self.drop.fill(key, errors, |key| key.flag()),
            // name = "…"
            "name" => self.name.fill(key, errors, |key| {
                let name = key.string("name = \"…\"")?;
                if name.value().trim().is_empty() {
                    let message = format!("`name` of `{owner}` is empty; leave it out to be called `{owner}`");
                    return Err(Error::new_spanned(name, message));
                }
                Ok(name)
            }),
            // crate = path::to::arena
            "crate" => self.krate.fill(key, errors, |key| key.path("crate = path::to::arena", Path::parse_mod_style)),
            "store" => {
                Err(key.error(format!("unknown key `store` for `{owner}`: stores do not exist yet; leave it out")))
            }
            unknown => {
                self.guessed.extend(nearest(unknown, &KEYS));
                Err(key.unknown(&KEYS))
            }
        }
    }

    /// The path under which generated code finds the library.
    pub(crate) fn krate(&self) -> Path {
        self.krate.value().cloned().unwrap_or_else(|| parse_quote! { ::arena })
    }

    /// Reports what the attributes should have said and did not.
    pub(crate) fn check_complete(&self, input: &DeriveInput, errors: &mut Errors) {
        if self.is_broken {
            return;
        }
        let owner = &input.ident;
        let lacks = |key: &str, given: bool| !given && !self.guessed.contains(&key);
        let lacks_tag = lacks("tag", self.tag.key().is_some());
        let lacks_lifetime = lacks("lifetime", self.lifetime.key().is_some());
        let what_to_add = match (lacks_tag, lacks_lifetime) {
            (false, false) => return,
            (true, false) => "no `tag`: add `tag = …`, a variant of an enum that derives `Tag`",
            (false, true) => "no `lifetime`: add `lifetime = frame`, `scene`, `perm`, or the path of a class",
            (true, true) => {
                "neither `tag` nor `lifetime`: write `#[arena(tag = …, lifetime = …)]`, where the tag is a variant \
                 of an enum that derives `Tag` and the lifetime is `frame`, `scene`, `perm` or the path of a class"
            }
        };
        let message = format!("`{owner}` has {what_to_add}");
        match &self.first {
            Some(attribute) => errors.at(&attribute.meta, message),
            None => errors.at(owner, message),
        }
    }
}

/// Refuses attributes inside of the type, where none is expected.
fn refuse_misplaced(input: &DeriveInput, errors: &mut Errors) {
    let owner = &input.ident;
    let there = match &input.data {
        Data::Struct(_) => format!("the struct `{owner}`"),
        Data::Enum(_) => format!("the enum `{owner}`"),
        // A union is refused as such.
        Data::Union(_) => return,
    };
    for (attributes, here) in inner_attributes(input) {
        for attribute in arena_attributes(attributes) {
            keys::refuse_misplaced(attribute, owner, &KEYS, &here, &there, errors);
        }
    }
}

/// The attributes inside of a type, and in words what they stand on.
fn inner_attributes(input: &DeriveInput) -> Vec<(&[Attribute], String)> {
    let mut inner: Vec<(&[Attribute], String)> = Vec::new();
    for param in &input.generics.params {
        inner.push(match param {
            GenericParam::Lifetime(param) => (&param.attrs, format!("the parameter `{}`", param.lifetime)),
            GenericParam::Type(param) => (&param.attrs, format!("the parameter `{}`", param.ident)),
            GenericParam::Const(param) => (&param.attrs, format!("the parameter `{}`", param.ident)),
        });
    }
    let mut all_fields: Vec<&Fields> = Vec::new();
    match &input.data {
        Data::Struct(data) => all_fields.push(&data.fields),
        Data::Enum(data) => {
            for variant in &data.variants {
                inner.push((&variant.attrs, format!("the variant `{}`", variant.ident)));
                all_fields.push(&variant.fields);
            }
        }
        Data::Union(_) => {}
    }
    for fields in all_fields {
        for (index, field) in fields.iter().enumerate() {
            let name = field.ident.as_ref().map_or(index.to_string(), |name| name.unraw().to_string());
            inner.push((&field.attrs, format!("the field `{name}`")));
        }
    }
    inner
}

fn arena_attributes(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("arena"))
}
