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

/// The class of scopes that a type may be placed in; implemented by `#[derive(Arena)]`, for the
/// class and not for the type, so that the compiler has nothing to infer and a wrong scope is
/// reported as such.
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot be placed in a scope of class `{Self}`",
    label = "this scope is of class `{Self}`, and `{T}` belongs in another",
    note = "`#[arena(lifetime = …)]` on `{T}` says where it belongs: pass a scope of that class, or change the attribute; \
            `scope.alloc(value)` places any value in any scope that it may outlive, without a tag"
)]
pub trait Hosts<T>: Lifetime {}
