//! The generated code compiles in a crate that does its best to prevent it: without a prelude,
//! with its own idea of every name, and under lints that allow nothing.
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    unreachable_pub,
    unused_lifetimes,
    unused_qualifications,
    elided_lifetimes_in_paths,
    single_use_lifetimes,
    trivial_casts,
    unit_bindings,
    unused_results,
    private_interfaces,
    private_bounds,
    clippy::all,
    clippy::pedantic,
    clippy::missing_inline_in_public_items,
    clippy::impl_trait_in_params,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "none of them may find anything in generated code"
)]
#![allow(missing_debug_implementations, reason = "what is here is for this test alone")]

mod alloc {}
mod arena {}
mod core {}
mod std {}

/// Names that generated code could mean by accident.
mod names {
    #![expect(non_camel_case_types, dead_code, reason = "these hide the built-in types")]
    pub(crate) type str = u8;
    pub(crate) type u64 = u8;
    pub(crate) type usize = u8;
    pub(crate) struct Some;
    pub(crate) struct None;
    pub(crate) struct Ok;
    pub(crate) struct Err;
    pub(crate) struct Option;
    pub(crate) struct Result;
    pub(crate) struct Send;
    pub(crate) struct Sized;
    pub(crate) struct IntoIterator;
    pub(crate) struct Scope;
    pub(crate) struct Handle;
    pub(crate) struct Full;
    pub(crate) struct AllocError;
    pub(crate) struct Resident;
    pub(crate) struct Hosts;
    pub(crate) struct Tag;
    pub(crate) struct TagInfo;
    pub(crate) struct Lifetime;
    #[derive(::std::clone::Clone, ::std::marker::Copy)]
    pub(crate) struct L;
    #[derive(::std::clone::Clone, ::std::marker::Copy)]
    pub(crate) struct I;
}
use names::*;

/// Tags.
#[derive(::arena::Tag)]
pub enum Subsystem {
    /// Draw calls.
    #[tag(budget = "1 MiB")]
    Renderer,
    /// Nobody uses it any more.
    #[deprecated]
    Network,
}

/// As many fields as a lint on parameters dislikes, with names that the derive uses itself.
#[derive(::arena::Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
pub struct Everything<
    'frame,
    'scene: 'frame,
    T: ::core::cmp::PartialEq + ?::core::marker::Sized = u8,
    const N: ::core::primitive::usize = 2,
> where
    &'frame T: ::core::marker::Copy,
{
    /// A field.
    pub scope: &'frame T,
    #[expect(dead_code, reason = "only there for its name")]
    values: [L; N],
    #[expect(dead_code, reason = "only there for its name")]
    id: I,
    /// A field.
    pub r#type: for<'id> fn(&'id T, &'scene u64) -> &'id T,
    /// A field.
    #[deprecated]
    pub field_0: (u64, u64),
    /// A field.
    pub yes: bool,
    /// A field.
    _no: bool,
    /// A field.
    pub parent: ::core::option::Option<&'frame Self>,
}

/// Nothing in it is used but what the test uses, and the rest is not reported as dead.
#[derive(::arena::Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
#[expect(non_snake_case, reason = "a field whose name is not as usual gives a parameter with that name")]
enum Kind<'frame> {
    Unit,
    #[expect(dead_code, reason = "only made")]
    Tuple(&'frame str, u64),
    Named {
        scope: usize,
        Upper: bool,
    },
}

/// Runs a destructor.
#[derive(::arena::Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame, drop)]
struct Owner<T>(::std::vec::Vec<T>);

/// Has a constructor that is as private as the type of its field.
#[derive(::arena::Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
pub struct HidesItsField(Hidden);
struct Hidden;

/// In columns, with names that generated code uses itself.
#[derive(::arena::Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame, store = soa)]
pub struct Columned<'frame, V: ::core::cmp::PartialEq = u8, const N: ::core::primitive::usize = 2>
where
    Self: ::core::marker::Sized,
{
    /// A field.
    pub table: V,
    /// A field.
    pub(crate) names: [L; N],
    rows: ::core::option::Option<&'frame Self>,
    hidden: Hidden,
    /// A field.
    #[deprecated]
    pub state: u64,
    /// A field.
    pub r#type: for<'row> fn(&'row V) -> &'row Table,
    #[arena(skip)]
    _rest: ::std::string::String,
}

/// Called as a type that is generated.
pub struct Table;
/// As above.
pub struct Rows;

/// In columns without names.
#[derive(::arena::Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame, store(kind = soa, capacity = SOME, name = Tuples))]
struct Tuple(Rows, #[deprecated] u64);

const SOME: ::core::primitive::usize = 3;

/// In one piece each.
#[derive(::arena::Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame, store = pool)]
pub enum Pooled<T: ::core::marker::Copy> {
    /// A variant.
    One(T),
    /// A variant.
    Two(::std::string::String),
}

/// Deprecated, and repeats a deprecated type.
#[deprecated]
#[derive(::arena::Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]
#[expect(deprecated, reason = "stated once, on the item")]
pub struct Outdated(HasOutdated);
#[deprecated]
struct HasOutdated;

/// Stores in one struct, with names that generated code uses itself.
#[derive(::arena::Stores)]
pub struct Group<'id, L: ::core::marker::Copy = u8>
where
    L: ::core::cmp::PartialEq,
{
    scope: Tuples<'id>,
    #[arena(capacity = SOME, tag = Subsystem::Renderer)]
    report: ::arena::Pool<'id, L>,
    /// A field.
    #[deprecated]
    #[arena(capacity = 2)]
    pub r#type: ::arena::BoxPool<'id, L>,
}

#[test]
fn it_compiles_and_works() {
    use ::core::{assert, assert_eq, matches};
    let mut frames = ::arena::FrameArena::reserve("frames", 1 << 23).expect("megabytes of address space");
    ::arena::scope!(frame in frames);
    let kinds = Kind::alloc_slice_in(frame, [Kind::Unit, Kind::Tuple(&1, 2), Kind::Named { scope: 3, Upper: true }]);
    assert_eq!(kinds.len(), 3);
    assert!(matches!(Kind::new_named_in(frame, 4, false), Kind::Named { scope: 4, Upper: false }));
    assert_eq!(Owner(::std::vec![1_u8]).alloc_in(frame).0.len(), 1);
    let mut columned: ColumnedStore<'_> = ColumnedStore::new_in(frame);
    let key = columned.insert(Columned {
        table: 1,
        names: [L; 2],
        rows: ::core::option::Option::None,
        hidden: Hidden,
        #[expect(deprecated, reason = "as above")]
        state: 3,
        r#type: |_| &Table,
        _rest: ::std::string::String::new(),
    });
    columned.table_mut().fill(2);
    assert_eq!(columned.get(key).map(|row| *row.table), ::core::option::Option::Some(2));
    for (_, row) in &mut columned {
        *row.table += 1;
    }
    assert_eq!((columned.table(), columned.hidden().len(), columned.rows().len()), (&[3][..], 1, 1));
    let mut tuples = Tuples::new_in(frame);
    let key = tuples.insert(Tuple(Rows, 4));
    assert!(tuples.remove(key).is_some());
    let mut pooled = PooledStore::new_in(frame);
    let _ = pooled.insert(Pooled::One(1_u8));
    let _ = pooled.insert(Pooled::Two(::std::string::String::new()));
    assert_eq!(pooled.len(), 2);
    let hidden: &mut HidesItsField = HidesItsField::new_in(frame, Hidden);
    let _: &Hidden = &hidden.0;
    let mut group = Group::<u8>::new_in(frame);
    group.clear();
    assert_eq!(::core::iter::Iterator::count(group.report().stores()), 3);
}
