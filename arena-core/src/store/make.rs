//! The methods of a scope that make stores.

use super::{BoxPool, Components};
use crate::alloc::{Tagged, exhausted};
use crate::arena::Scope;
use crate::error::AllocError;
use crate::lifetime::Lifetime;

macro_rules! makers {
    ($($Place:ty),*) => {$(
        impl<'id, L: Lifetime> $Place {
            /// An object pool with room for `capacity` values, each owned by a box that returns itself.
            ///
            /// # Panics
            ///
            /// If the arena has no room for the capacity.
            #[track_caller]
            pub fn box_pool<T>(&self, capacity: usize) -> BoxPool<'id, T> {
                self.try_box_pool(capacity).unwrap_or_else(|error| exhausted(error))
            }

            /// An object pool with room for `capacity` values, each owned by a box that returns itself.
            ///
            /// # Errors
            ///
            /// If the arena has no room for the capacity.
            pub fn try_box_pool<T>(&self, capacity: usize) -> Result<BoxPool<'id, T>, AllocError> {
                BoxPool::new(self.at(), capacity)
            }

            /// Values of type `T` for the keys of a store of `K`, which has `capacity` slots.
            ///
            /// # Panics
            ///
            /// If the arena has no room for the capacity.
            #[track_caller]
            pub fn components<K, T>(&self, capacity: usize) -> Components<'id, K, T> {
                self.try_components(capacity).unwrap_or_else(|error| exhausted(error))
            }

            /// Values of type `T` for the keys of a store of `K`, which has `capacity` slots.
            ///
            /// # Errors
            ///
            /// If the arena has no room for the capacity.
            pub fn try_components<K, T>(&self, capacity: usize) -> Result<Components<'id, K, T>, AllocError> {
                Components::new(self.at(), capacity)
            }
        }
    )*};
}

makers!(Scope<'id, L>, Tagged<'_, 'id, L>);
