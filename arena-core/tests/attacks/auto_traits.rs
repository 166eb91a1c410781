//! What may be sent and shared, for every public type; what may be shortened; how large it is.
//!
//! That brands and the values of handles cannot be shortened does not compile, so it is among the
//! misuse tests: `tests/ui/variance`.

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::MutexGuard;

use arena_core::{
    AllocError, Arena, ArenaBox, ArenaStats, ArenaString, ArenaVec, Burst, Bytes, DisjointError, Frame, Full, Handle,
    In, Inner, IntoIter, Reason, TagInfo, Tagged, View, lifetime,
};

struct Probe<T: ?Sized>(PhantomData<T>);

/// The answers where the inherent ones below do not apply.
trait Otherwise {
    const SEND: bool = false;
    const SYNC: bool = false;
}

impl<T: ?Sized> Otherwise for Probe<T> {}

impl<T: ?Sized + Send> Probe<T> {
    const SEND: bool = true;
}

impl<T: ?Sized + Sync> Probe<T> {
    const SYNC: bool = true;
}

/// Rows of a table: whether a type is `Send`, whether it is `Sync`, and the type. A wrong row does
/// not compile.
macro_rules! table {
    ($($send:literal $sync:literal $Type:ty;)*) => {
        $(const _: () = {
            assert!(Probe::<$Type>::SEND == $send, concat!("Send: ", stringify!($Type)));
            assert!(Probe::<$Type>::SYNC == $sync, concat!("Sync: ", stringify!($Type)));
        };)*
    };
}

type Id = lifetime::Frame;

// What grows in a scope stays where the scope is, whoever made it.
#[cfg(feature = "allocator-api2")]
table! {
    false false allocator_api2::vec::Vec<u8, &'static Frame<'static>>;
    false false allocator_api2::vec::Vec<u8, Tagged<'static, 'static, Id>>;
    false false allocator_api2::boxed::Box<u8, &'static Frame<'static>>;
    false false hashbrown::HashMap<u8, u8, (), &'static Frame<'static>>;
}

table! {
    // Send  Sync
    // The probe itself, on types of std.
    true  true  u8;
    true  false Cell<u8>;
    false true  MutexGuard<'static, u8>;
    false false Rc<u8>;

    // Owners of memory travel, and are not shared: two threads must not move one cursor.
    true  false Arena<'static, Id>;
    true  false Frame<'static>;
    true  false &'static mut Frame<'static>;
    false false &'static Frame<'static>;
    true  false In<'static, 'static, Frame<'static>>;
    true  false Inner<'static, Id>;
    // What borrows a scope to allocate, or to read by handle, stays where the scope is.
    false false Tagged<'static, 'static, Id>;
    false false Burst<'static, 'static, Id>;
    false false View<'static, 'static>;
    false false ArenaString<'static, 'static>;
    false false ArenaVec<'static, 'static, u8>;
    false false IntoIter<'static, 'static, u8>;
    // A box is as its value is.
    true  true  ArenaBox<'static, u8>;
    true  false ArenaBox<'static, Cell<u8>>;
    false true  ArenaBox<'static, MutexGuard<'static, u8>>;
    false false ArenaBox<'static, Rc<u8>>;
    true  true  ArenaBox<'static, [u8]>;
    true  true  ArenaBox<'static, str>;
    // A handle gives `&T` and `&mut T` to whoever has the scope, so its value must be both.
    true  true  Handle<'static, u8>;
    true  true  Handle<'static, str>;
    true  true  Handle<'static, [u8]>;
    false false Handle<'static, Cell<u8>>;
    false false Handle<'static, [Cell<u8>]>;
    false false Handle<'static, MutexGuard<'static, u8>>;
    false false Handle<'static, Rc<u8>>;
    true  true  Handle<'static, Handle<'static, u8>>;
    // Plain data.
    true  true  AllocError;
    true  true  ArenaStats;
    true  true  Bytes;
    true  true  DisjointError;
    true  true  Full<u8>;
    true  false Full<Cell<u8>>;
    false false Full<Rc<u8>>;
    true  true  Reason;
    true  true  TagInfo;
}

#[cfg(feature = "std")]
table! {
    true  true  arena_core::Builder<Id>;
    true  true  arena_core::Ledger;
    true  true  arena_core::Report;
    true  true  arena_core::ReserveError;
}

#[cfg(feature = "bumpalo")]
table! {
    true  false arena_core::Chain<Id>;
    true  false arena_core::ChainScope<'static, Id>;
}

/// What generated code holds in locals across an `await`.
mod guards {
    use super::*;
    use arena_core::__private::{EndOfScope, Opened};

    fn sent<T: Send>(_: &T) {}

    #[test]
    fn are_sent_with_their_future() {
        fn open(arena: &mut Arena<'_, Id>) -> impl Opened {
            arena.open_scope()
        }
        crate::support::each_backing(|arena| {
            sent(&arena.open_scope());
            drop(open(arena));
            arena.scope(|frame| sent(&frame.open_scope()));
            let future = async {
                opened!(frame in arena);
                crate::support::pause().await;
                *frame.alloc(1)
            };
            sent(&future);
        });
        const _: () = assert!(Probe::<EndOfScope<'static, Frame<'static>>>::SEND);
    }
}

/// Owners and errors may be used where something shorter is asked for, as those of std.
#[expect(dead_code, reason = "that it compiles is the test")]
mod shortened {
    use super::*;

    fn boxes<'short, 'id>(long: ArenaBox<'id, &'static str>) -> ArenaBox<'short, &'short str>
    where
        'id: 'short,
    {
        long
    }

    fn vectors<'short, 's, 'id>(long: ArenaVec<'s, 'id, &'static str>) -> ArenaVec<'short, 'id, &'short str>
    where
        's: 'short,
    {
        long
    }

    fn strings<'short, 's, 'id>(long: ArenaString<'s, 'id>) -> ArenaString<'short, 'id>
    where
        's: 'short,
    {
        long
    }

    fn errors<'short>(long: Full<&'static str>) -> Full<&'short str> {
        long
    }

    fn buffers<'short, 'mem: 'short>(long: Arena<'mem, Id>) -> Arena<'short, Id> {
        long
    }
}

/// A build that does not count tags carries nothing that would.
#[test]
#[cfg(not(any(feature = "account", debug_assertions)))]
fn without_counters_nothing_is_larger() {
    const WORD: usize = size_of::<usize>();
    // A core and a tag, which errors name in every build.
    assert_eq!(size_of::<Tagged<'_, '_, Id>>(), 2 * WORD);
    // Where, how much room, how many values, and the above.
    assert_eq!(size_of::<ArenaVec<'_, '_, u64>>(), 5 * WORD);
    assert_eq!(size_of::<ArenaString<'_, '_>>(), 5 * WORD);
    // How large that is, is pinned with the generated code.
    assert_eq!(size_of::<Frame<'_>>(), size_of::<Arena<'_, Id>>());
    assert_eq!(size_of::<ArenaBox<'_, [u8]>>(), 2 * WORD);
}

/// With counters it is larger by the counters, and by nothing on the way of a reference.
#[test]
fn references_are_thin() {
    assert_eq!(size_of::<ArenaBox<'_, u64>>(), size_of::<usize>());
    assert_eq!(size_of::<Option<ArenaBox<'_, u64>>>(), size_of::<usize>());
    assert_eq!(size_of::<Frame<'_>>(), size_of::<In<'_, '_, Frame<'_>>>());
}
