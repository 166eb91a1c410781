//! `Resident`: what a type declares about the memory it lives in.

use crate::account::TagInfo;
use crate::lifetime::Lifetime;

/// A type that has said where it belongs: `#[derive(Arena)]` implements it.
///
/// The methods that the derive adds (`alloc_in`, `new_in`, `insert_in`, `alloc_slice_in`) place a
/// value only in a scope of its class, and count its bytes under its tag. Plain `alloc` takes any
/// type and checks lifetimes only.
pub trait Resident: Sized {
    /// The class of the scopes that values live in.
    type Lifetime: Lifetime;

    /// The name of the type in messages and reports.
    const NAME: &'static str;

    /// The tag that values are counted under.
    fn tag() -> &'static TagInfo;
}

/// Says that scopes of class `Self` host values of type `T`, whose own class is `C`.
///
/// That is so if the two classes are one. The second mention of it is there for the error message,
/// which can then name both.
#[diagnostic::on_unimplemented(
    message = "`{T}` belongs in a scope of class `{C}` and cannot be placed in one of class `{Self}`",
    label = "this scope is of class `{Self}`, and `{T}` belongs in one of class `{C}`",
    note = "pass a scope of class `{C}`, or change `#[arena(lifetime = …)]` on `{T}`; \
            plain `scope.alloc(value)` places any value in any scope that it may outlive, without a tag"
)]
pub trait Hosts<T, C>: Lifetime {}

impl<T: Resident<Lifetime = L>, L: Lifetime> Hosts<T, L> for L {}
