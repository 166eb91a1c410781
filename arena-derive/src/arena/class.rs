//! Lifetime classes: the value of the key `lifetime`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt as _;
use syn::{Error, Path, Result};

use crate::nearest::nearest;
use crate::snake_case::snake_case;

/// The classes that come with the library, the shortest-lived first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum BuiltIn {
    Frame,
    Scene,
    Perm,
}

impl BuiltIn {
    pub(crate) const ALL: [Self; 3] = [Self::Frame, Self::Scene, Self::Perm];

    /// The word in the attribute, which is also the name of the brand.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Frame => "frame",
            Self::Scene => "scene",
            Self::Perm => "perm",
        }
    }

    /// The class of that word.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.word() == word)
    }

    /// The type that stands for the class.
    pub(crate) fn to_type(self, krate: &Path) -> TokenStream {
        let name = Ident::new(self.type_name(), Span::call_site());
        quote! { #krate::lifetime::#name }
    }

    /// The name of the type that stands for the class.
    fn type_name(self) -> &'static str {
        match self {
            Self::Frame => "Frame",
            Self::Scene => "Scene",
            Self::Perm => "Perm",
        }
    }

    fn of_type_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.type_name() == name)
    }
}

/// A lifetime class, as the attribute names it.
pub(crate) struct Class {
    /// Which of the known classes it is. A user's class has none, and so no place in their order.
    pub(crate) built_in: Option<BuiltIn>,
    /// The name of the lifetime parameter that stands for a scope of this class.
    pub(crate) brand: String,
    path: Path,
}

impl Class {
    /// Understands the path after `lifetime =`.
    pub(crate) fn new(path: Path, owner: &Ident) -> Result<Self> {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect();
        let built_in = match names.as_slice() {
            // lifetime = frame | scene | perm
            [word] if path.get_ident().is_some() => {
                let built_in = BuiltIn::of_word(word);
                if built_in.is_none() {
                    refuse_likely_mistake(&path, word, owner)?;
                }
                built_in
            }
            // lifetime = …::lifetime::Frame
            [.., module, name] if module == "lifetime" => BuiltIn::of_type_name(name),
            // lifetime = path::to::Class
            _ => None,
        };
        let brand = snake_case(names.last().map_or("", String::as_str));
        Ok(Self { built_in, brand, path })
    }

    /// The type that stands for the class.
    pub(crate) fn to_type(&self, krate: &Path) -> TokenStream {
        match (self.built_in, self.path.get_ident()) {
            (Some(built_in), Some(_)) => built_in.to_type(krate),
            _ => self.path.to_token_stream(),
        }
    }

    /// The class as messages call it: `frame`, or the path as written.
    pub(crate) fn name(&self) -> String {
        match self.built_in {
            Some(built_in) => built_in.word().to_owned(),
            None => self.path.to_token_stream().to_string().replace(' ', ""),
        }
    }
}

/// Refuses what would compile to something else than was meant, or fail with a message that does
/// not help.
fn refuse_likely_mistake(path: &Path, word: &str, owner: &Ident) -> Result<()> {
    if let Some(built_in) = BuiltIn::of_type_name(word) {
        // In the prelude `Frame` is the scope, not the class.
        let right = built_in.word();
        let message = format!(
            "`{word}` may be a scope and not a class: write `lifetime = {right}` for `{owner}`, \
             or for a class of your own a longer path, such as `self::{word}`"
        );
        return Err(Error::new_spanned(path, message));
    }
    // Types begin in upper case, so what does not is meant to be a built-in class.
    if !word.starts_with(char::is_lowercase) {
        return Ok(());
    }
    let words = BuiltIn::ALL.map(BuiltIn::word);
    let begun = words.into_iter().find(|known| word.starts_with(known));
    match begun.or_else(|| nearest(word, &words)) {
        Some(meant) => {
            let message = format!("unknown lifetime class `{word}` for `{owner}`; did you mean `{meant}`?");
            Err(Error::new_spanned(path, message))
        }
        None => Ok(()),
    }
}
