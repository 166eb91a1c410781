//! What is reached by index and not by reference.

mod box_pool;
mod column;
mod components;
mod dense;
mod group;
mod handle;
mod join;
mod key;
mod make;
mod occupancy;
mod pool;
mod pool_iter;
mod slots;
mod soa;
mod soa_iter;
mod soa_ops;
mod soa_row;
mod sparse;
mod table;
mod view;

pub use box_pool::{BoxPool, PoolBox};
pub use components::{Components, Iter as ComponentIter, IterMut as ComponentIterMut, Owners};
pub use group::{MakeIn, MakeUnder, OwnCapacity, Store, StoresReport};
pub use handle::{DisjointError, Handle, Stored};
pub use join::{Join, JoinExclusive, JoinMember, JoinShared, JoinTuple, join};
pub use key::{Key, NotAKey, RawKey};
pub use pool::{Entry, Move, Pool};
pub use pool_iter::{Drain, Iter, IterMut, Keys, Values, ValuesMut};
pub use soa::Soa;
pub use soa_iter::{Iter as SoaIter, IterMut as SoaIterMut, Keys as SoaKeys};
pub use soa_row::{MutOf, RefOf, RowsMutOf, RowsOf, SlicesMutOf, SlicesOf, SoaRow, SoaViews};
pub use view::{Inner, View};

/// What code generated for a `Soa` is made of.
pub mod rows {
    pub use super::column::{ColumnViews, Columns};
    pub use super::dense::{Dense, Names};
    pub use super::soa_row::{Read, SoaFields, Write};
    pub use super::table::{Room, Rows, RowsMut, Table};
}

/// How many more values a store with `ready` slots gets ready: half as many again, and at least some pages of them.
fn more_slots(bytes_each: usize, ready: usize) -> usize {
    ((1 << 16) / bytes_each.max(1)).max(ready / 2).max(1)
}
