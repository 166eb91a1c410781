//! What is reached by index and not by reference.

mod box_pool;
mod handle;
mod key;
mod make;
mod occupancy;
mod pool;
mod pool_iter;
mod slots;
mod view;

pub use box_pool::{BoxPool, PoolBox};
pub use handle::{DisjointError, Handle, Stored};
pub use key::{Key, NotAKey, RawKey};
pub use pool::{Entry, Move, Pool};
pub use pool_iter::{Drain, Iter, IterMut, Keys, Values, ValuesMut};
pub use view::{Inner, View};
