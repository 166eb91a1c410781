//! Brands: lifetime parameters that stand for the scope in which something lives.
//!
//! The derive knows a brand by its name: `'frame`, `'scene`, `'perm`, and for a user's class the
//! name of the class in snake case, `'http_request` for `HttpRequest`.

use syn::ext::IdentExt as _;
use syn::{DeriveInput, Generics, Lifetime};

use crate::arena::class::{BuiltIn, Class};
use crate::errors::Errors;
use crate::nearest::nearest;

/// Checks that the lifetime parameters of a type have names that fit its class.
///
/// Whatever the names are, the borrow checker sees to it that nothing is kept too long. They are
/// checked because they tell the reader of a type, and the derives that work with brands, which
/// parameter is the brand.
///
/// * The brand of the class itself is right, and so is that of a built-in class that lives longer.
/// * The brand of a built-in class that lives shorter is wrong, because the type would outlive
///   what it holds. A user's class has no place in the order of the built-in ones, so its types may
///   have the brands of all of them.
/// * Any other name may be the brand of a user's class, and which of two classes lives longer
///   only their author knows. It is accepted unless it is surely something else: a placeholder of
///   one letter, the misspelled brand of the class, or the only thing in a type of a built-in class
///   that could be its brand.
pub(crate) fn check(class: &Class, input: &DeriveInput, errors: &mut Errors) {
    let owner = &input.ident;
    let has_brand = input.generics.lifetimes().any(|param| name_of(&param.lifetime) == class.brand);
    for lifetime in lifetimes(&input.generics) {
        let name = name_of(lifetime);
        if name == class.brand {
            continue;
        }
        if let Some(held) = BuiltIn::of_word(&name) {
            if let Some(built_in) = class.built_in.filter(|built_in| held < *built_in) {
                let (class, shorter) = (built_in.word(), held.word());
                let message = format!(
                    "`{owner}` is a {class} type and cannot hold `{lifetime}` data, which does not live as long: \
                     rename `{lifetime}` to `'{class}`, or declare `{owner}` with `lifetime = {shorter}`"
                );
                errors.at(lifetime, message);
            }
            continue;
        }
        let is_placeholder = name.chars().count() == 1;
        let is_meant_as_brand = class.built_in.is_some() || nearest(&name, &[&class.brand]).is_some();
        if is_placeholder || (!has_brand && is_meant_as_brand) {
            let message = format!(
                "the lifetime `{lifetime}` of `{owner}` is not the name of a brand: {}",
                proposal(class, lifetime, has_brand)
            );
            errors.at(lifetime, message);
        }
    }
}

/// What to do about a lifetime parameter that is not named as a brand.
fn proposal(class: &Class, lifetime: &Lifetime, has_brand: bool) -> String {
    let (brand, class_name) = (&class.brand, class.name());
    let others = match class.built_in {
        Some(BuiltIn::Frame) => "`'scene` or `'perm`",
        Some(BuiltIn::Scene) => "`'perm`",
        Some(BuiltIn::Perm) => "",
        None => "`'frame`, `'scene` or `'perm`",
    };
    match (has_brand, others.is_empty()) {
        (false, true) => format!("rename `{lifetime}` to `'{brand}`, the brand of class `{class_name}`"),
        (false, false) => format!(
            "rename `{lifetime}` to `'{brand}`, the brand of class `{class_name}`, \
             or to {others} if that is where what it borrows lives"
        ),
        (true, true) => format!("rename `{lifetime}` to the brand of what it borrows, or use `'{brand}` for it too"),
        (true, false) => format!("rename `{lifetime}` to {others}, or use `'{brand}` for it too"),
    }
}

/// Checks that a type whose destructor runs at the end of the scope has no lifetime parameters.
pub(crate) fn check_borrows_nothing(input: &DeriveInput, errors: &mut Errors) {
    let owner = &input.ident;
    for lifetime in lifetimes(&input.generics) {
        let message = format!(
            "`{owner}` is declared `drop` and must not borrow `{lifetime}` data: its destructor runs when the scope \
             ends, and could look at data that is already gone; let it own the data, or remove `drop`"
        );
        errors.at(lifetime, message);
    }
}

fn lifetimes(generics: &Generics) -> impl Iterator<Item = &Lifetime> {
    generics.lifetimes().map(|param| &param.lifetime)
}

/// The name without the apostrophe, and without `r#`.
fn name_of(lifetime: &Lifetime) -> String {
    lifetime.ident.unraw().to_string()
}
