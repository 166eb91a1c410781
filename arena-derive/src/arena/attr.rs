//! The helper attribute `#[arena(…)]`.

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::parse::Parse as _;
use syn::{Attribute, Data, DeriveInput, Error, Fields, GenericParam, LitStr, Path, Result, parse_quote};

use crate::arena::class::Class;
use crate::arena::store::StoreAttr;
use crate::errors::Errors;
use crate::keys::{self, Key, Slot, each_key};
use crate::nearest::nearest;

/// The keys of a type, in the order in which messages list them.
const KEYS: [&str; 6] = ["tag", "lifetime", "drop", "store", "name", "crate"];

/// What the attributes of a type say.
#[derive(Default)]
pub(crate) struct Attr {
    /// The constant or variant whose bytes a value counts as.
    pub(crate) tag: Slot<Path>,
    /// The class of the scopes that the type may be placed in.
    pub(crate) lifetime: Slot<Class>,
    /// Given if the destructor is to run at the end of the scope.
    pub(crate) drop: Slot<()>,
    /// The store that is generated for the type, if there is to be one.
    pub(crate) store: Slot<StoreAttr>,
    /// The name in reports, if it is not that of the type.
    pub(crate) name: Slot<LitStr>,
    /// The indices of the fields with `skip`, and where that stands.
    pub(crate) skipped: Vec<(usize, Path)>,
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
        refuse_misplaced(input, &mut attr.skipped, errors);
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
            // store = pool | soa
            // store(kind = …, capacity = …, name = …)
            "store" => self.store.fill_with(key, errors, |key, errors| StoreAttr::parse(key, owner, errors)),
            // What belongs somewhere else.
            "pool" | "soa" => {
                let kind = key.name();
                Err(key.error(format!("a store for `{owner}` is asked for with a key: write `store = {kind}`")))
            }
            "kind" | "capacity" => {
                let name = key.name();
                let message = format!("`{name}` of `{owner}` is that of its store: write it as `store(kind = …, …)`");
                Err(key.error(message))
            }
            "skip" => Err(key.error(format!(
                "`skip` is not expected on `{owner}` itself; it belongs on a field of a type with `store = soa`"
            ))),
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

/// Refuses attributes inside of the type, where none is expected but `skip` on the field of a struct.
/// Notes the indices of the fields that have it.
fn refuse_misplaced(input: &DeriveInput, skipped: &mut Vec<(usize, Path)>, errors: &mut Errors) {
    let owner = &input.ident;
    let there = match &input.data {
        Data::Struct(_) => format!("the struct `{owner}`"),
        Data::Enum(_) => format!("the enum `{owner}`"),
        // A union is refused as such.
        Data::Union(_) => return,
    };
    for Inner { attributes, here, field } in inner_attributes(input) {
        for attribute in arena_attributes(attributes) {
            keys::each_key_inside(attribute, owner, &here, &there, errors, |key, _| {
                match (key.name().as_str(), field) {
                    // skip
                    ("skip", Some(field)) if skipped.iter().any(|(other, _)| *other == field) => {
                        Err(key.error(format!("`skip` of {here} is given again; keep one of them")))
                    }
                    ("skip", Some(field)) => {
                        skipped.push((field, key.path_of()));
                        key.flag()
                    }
                    (name, Some(_)) if !KEYS.contains(&name) && nearest(name, &["skip"]).is_some() => {
                        Err(key.error(format!("unknown key `{name}` on {here}; did you mean `skip`?")))
                    }
                    _ => Err(key.misplaced(&KEYS, &here, &there)),
                }
            });
        }
    }
}

/// The attributes on a part of a type.
struct Inner<'a> {
    attributes: &'a [Attribute],
    /// In words what they stand on.
    here: String,
    /// The index of the field, if it is one of a struct.
    field: Option<usize>,
}

/// The attributes inside of a type.
fn inner_attributes(input: &DeriveInput) -> Vec<Inner<'_>> {
    let mut inner = Vec::new();
    let mut add = |attributes, here, field| inner.push(Inner { attributes, here, field });
    for param in &input.generics.params {
        let (attributes, name) = match param {
            GenericParam::Lifetime(param) => (&param.attrs, param.lifetime.to_string()),
            GenericParam::Type(param) => (&param.attrs, param.ident.to_string()),
            GenericParam::Const(param) => (&param.attrs, param.ident.to_string()),
        };
        add(attributes.as_slice(), format!("the parameter `{name}`"), None);
    }
    let mut all_fields: Vec<&Fields> = Vec::new();
    match &input.data {
        Data::Struct(data) => all_fields.push(&data.fields),
        Data::Enum(data) => {
            for variant in &data.variants {
                add(&variant.attrs, format!("the variant `{}`", variant.ident), None);
                all_fields.push(&variant.fields);
            }
        }
        Data::Union(_) => {}
    }
    let of_struct = matches!(input.data, Data::Struct(_));
    for fields in all_fields {
        for (index, field) in fields.iter().enumerate() {
            let name = field.ident.as_ref().map_or(index.to_string(), |name| name.unraw().to_string());
            add(&field.attrs, format!("the field `{name}`"), of_struct.then_some(index));
        }
    }
    inner
}

fn arena_attributes(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("arena"))
}
