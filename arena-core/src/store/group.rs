//! What `#[derive(Stores)]` asks of the fields of a struct: that they are stores.

use core::fmt;

use super::{BoxPool, Components, Pool, Soa, SoaRow};
use crate::account::{StoreStats, TagInfo};
use crate::alloc::At;
use crate::arena::Scope;
use crate::error::AllocError;
use crate::lifetime::Lifetime;
use crate::size::Bytes;

/// A store of any kind: what a group of stores does with each of its members.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a store",
    label = "a field of a struct that derives `Stores` has to be one",
    note = "stores are `Pool`, `Soa`, `Components`, `BoxPool`, and what `#[arena(…, store = …)]` generates"
)]
pub trait Store {
    /// Drops all values.
    fn clear(&mut self);

    /// What the store uses and holds.
    fn stats(&self) -> StoreStats;
}

/// A store that can be made in a scope of class `L`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made in a scope of class `{L}`",
    note = "the store of a type can be made in scopes of the class that its `#[arena(lifetime = …)]` says"
)]
pub trait MakeIn<'id, L>: Store + Sized {
    /// Makes the store with room for `capacity` values.
    ///
    /// # Errors
    ///
    /// If the arena has no room for the capacity.
    fn try_make_in(scope: &Scope<'id, L>, capacity: usize) -> Result<Self, AllocError>;
}

/// A store whose bytes are counted under whatever tag is asked for: one of the library, and not one
/// with the tag of its type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has a tag of its own",
    note = "its bytes are counted under the tag of its type; leave `tag` out"
)]
pub trait MakeUnder<'id>: Store + Sized {
    /// Makes the store with room for `capacity` values, its bytes counted under `tag`.
    ///
    /// # Errors
    ///
    /// If the arena has no room for the capacity.
    fn try_make_under<L: Lifetime>(
        scope: &Scope<'id, L>,
        tag: &'static TagInfo,
        capacity: usize,
    ) -> Result<Self, AllocError>;
}

/// A store that says itself for how many values it makes room.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say for how many values it makes room",
    label = "add `#[arena(capacity = …)]` to this field"
)]
pub trait OwnCapacity: Store {
    /// How many values that is.
    const CAPACITY: usize;
}

macro_rules! of_the_library {
    ($([$($param:tt)*] $Store:ty = $make:expr;)*) => {$(
        impl<'id, $($param)*> Store for $Store {
            fn clear(&mut self) {
                <$Store>::clear(self);
            }

            fn stats(&self) -> StoreStats {
                <$Store>::stats(self)
            }
        }

        impl<'id, L: Lifetime, $($param)*> MakeIn<'id, L> for $Store {
            fn try_make_in(scope: &Scope<'id, L>, capacity: usize) -> Result<Self, AllocError> {
                $make(scope.at(), capacity)
            }
        }

        impl<'id, $($param)*> MakeUnder<'id> for $Store {
            fn try_make_under<L: Lifetime>(
                scope: &Scope<'id, L>,
                tag: &'static TagInfo,
                capacity: usize,
            ) -> Result<Self, AllocError> {
                $make(At::new(scope.core(), Some(tag)), capacity)
            }
        }
    )*};
}

of_the_library! {
    [T] Pool<'id, T> = Self::new;
    [T] BoxPool<'id, T> = Self::new;
    [T: SoaRow] Soa<'id, T> = |at, capacity| Self::new(at, capacity, core::any::type_name::<T>());
    [K, T] Components<'id, K, T> = Self::new;
}

/// The figures of a group of stores at one moment, by the names of its fields; print it with `{}`.
///
/// `report` of a struct that derives `Stores` makes it. Bytes are those that a store takes from its arena.
#[derive(Debug, Clone, Copy)]
pub struct StoresReport<const N: usize> {
    name: &'static str,
    stores: [(&'static str, StoreStats); N],
}

impl<const N: usize> StoresReport<N> {
    #[doc(hidden)]
    #[must_use]
    pub fn new(name: &'static str, stores: [(&'static str, StoreStats); N]) -> Self {
        Self { name, stores }
    }

    /// The fields and their figures, in the order of the struct.
    pub fn stores(&self) -> impl ExactSizeIterator<Item = &(&'static str, StoreStats)> + DoubleEndedIterator {
        self.stores.iter()
    }
}

impl<const N: usize> fmt::Display for StoresReport<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.stores.iter().map(|(field, _)| field.chars().count() + 2);
        let width = names.fold(self.name.chars().count(), usize::max);
        let Self { name, .. } = self;
        let [used, kind, live, peak, capacity, holes] = ["used", "kind", "live", "peak", "capacity", "holes"];
        write!(f, "{name:width$} {used:>10}  {kind:10} {live:>9} {peak:>9} {capacity:>9} {holes:>9}")?;
        for (field, stats) in &self.stores {
            let StoreStats { used, kind, live, peak, capacity, holes, .. } = *stats;
            let used = Bytes::new(used);
            write!(
                f,
                "\n  {field:width$} {used:>10}  {kind:10} {live:>9} {peak:>9} {capacity:>9} {holes:>9}",
                width = width - 2
            )?;
        }
        Ok(())
    }
}
