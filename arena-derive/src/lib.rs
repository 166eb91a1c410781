//! The macros of the `arena` crate: `#[derive(Arena)]`, `#[derive(Stores)]`, `#[derive(Tag)]`, and what
//! is behind `scope!`. Use them through `arena`, which re-exports them.
//!
//! Each macro is a folder or a file of its own, in steps: *parse* what the user wrote, *check* it,
//! *expand*. Mistakes are collected and reported together, each at the user's own token, and with
//! what to do about it. Where there are any, stand-ins are generated in place of the real thing, so
//! that one mistake gives one message and not a tail of others.

#![forbid(unsafe_code)]

mod arena;
mod errors;
mod hygiene;
mod keys;
mod lints;
mod nearest;
mod scope;
mod snake_case;
#[cfg(test)]
mod snapshots;
mod stores;
mod tag;

use proc_macro::{TokenStream, TokenTree};
use syn::{DeriveInput, Error};

/// Reads an item and hands it to a derive. Without its feature `full`, `syn` compiles in half the time and
/// reads everything but expressions with statements, which lengths of arrays and discriminants could be.
fn expand(input: TokenStream, derive: impl Fn(&DeriveInput) -> proc_macro2::TokenStream) -> TokenStream {
    let item = syn::parse::<DeriveInput>(input.clone()).map_err(|error| {
        if error.to_string().starts_with("unsupported expression") {
            let (kind, name) = named(input);
            let advice = format!(
                "the {kind} `{name}` has an expression that a derive cannot read; give it a name, as in \
                 `const COUNT: usize = …;`, and write that here"
            );
            Error::new(error.span(), advice)
        } else {
            error
        }
    });
    item.map_or_else(Error::into_compile_error, |item| derive(&item)).into()
}

/// What an item is, and what it is called: the first word that is no attribute or visibility, and the next.
fn named(item: TokenStream) -> (String, String) {
    let mut words = item.into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    let kind = words.find(|word| word != "pub").unwrap_or_default();
    (kind, words.next().unwrap_or_default())
}

/// Declares where values of a type live, and adds the methods that place them there.
///
/// ```
/// use arena::prelude::*;
///
/// #[derive(Tag)]
/// enum Subsystem {
///     Renderer,
/// }
/// use Subsystem::Renderer;
///
/// #[derive(Arena)]
/// #[arena(tag = Renderer, lifetime = scene)]
/// struct Mesh<'scene> {
///     name: &'scene str,
///     vertices: &'scene [[f32; 3]],
/// }
///
/// #[derive(Arena)]
/// #[arena(tag = Renderer, lifetime = frame)]
/// struct DrawCall<'frame, 'scene> {
///     mesh: &'scene Mesh<'scene>,
///     instances: &'frame [[f32; 4]],
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut scenes = SceneArena::reserve("scenes", 4 * MIB)?;
/// let mut frames = FrameArena::reserve("frames", MIB)?;
///
/// scope!(scene in scenes);
/// let name = scene.alloc_str("cube");
/// let mesh = Mesh { name, vertices: &[] }.alloc_in(scene);
///
/// scope!(frame in frames);
/// let instances = frame.alloc_slice_copy(&[[0.0; 4]; 100]);
/// let call = DrawCall::new_in(frame, mesh, instances);
/// assert_eq!(call.mesh.name, "cube");
/// assert_eq!(call.mesh.vertices.len() + call.instances.len(), 100);
/// # Ok(())
/// # }
/// ```
///
/// # Keys of `#[arena(…)]`
///
/// | key | value | meaning |
/// |---|---|---|
/// | `tag` | path of a constant or variant that is a [`Tag`](derive@Tag) | what the bytes are counted under; required |
/// | `lifetime` | `frame`, `scene`, `perm`, or the path of a class of your own | the class of the scopes a value may be placed in; required |
/// | `drop` | – | destructors run when the scope ends, in reverse order |
/// | `store` | `pool`, `soa`, or keys in parentheses | a store for values that come and go one by one, see [below](#stores) |
/// | `name` | string | the name in reports, if it is not to be that of the type |
/// | `crate` | path | where the façade is, if it is not `::arena` |
///
/// # What is generated
///
/// An implementation of `Resident`, and these methods, as visible as the type. Each takes a scope
/// of any brand; a scope of another class than the type's is a compile error.
///
/// | method | returns | if the arena is full |
/// |---|---|---|
/// | `value.alloc_in(scope)` | `&'id mut Self` | panics |
/// | `value.try_alloc_in(scope)` | `Result<&'id mut Self, Full<Self>>` | gives the value back |
/// | `value.insert_in(scope)` | `Handle<'id, Self>` | panics |
/// | `value.try_insert_in(scope)` | `Result<Handle<'id, Self>, Full<Self>>` | gives the value back |
/// | `Type::alloc_slice_in(scope, values)` | `&'id mut [Self]` | panics |
/// | `Type::try_alloc_slice_in(scope, values)` | `Result<&'id mut [Self], AllocError>` | an error |
/// | `Type::new_in(scope, fields…)` | `&'id mut Self` | panics |
/// | `Type::try_new_in(scope, fields…)` | `Result<&'id mut Self, Full<Self>>` | gives the value back |
///
/// `new_in` takes the fields in their order; those of an enum are named after the variants,
/// `Shape::new_circle_in` for `Shape::Circle`. It is as visible as a literal of the type would be: a
/// public struct with a private field has a private `new_in`, because whoever may not write the
/// field may not bypass the functions that do. `#[non_exhaustive]` keeps it to the crate, since its
/// parameters change with the fields.
///
/// A type with methods of these names of its own cannot have the derive.
///
/// # Stores
///
/// `store = pool` and `store = soa` generate a type for a store of values, beside the methods above.
/// A *pool* keeps each value in one piece at an address that never changes. A *soa* keeps one column
/// per field, without gaps, which loops over few fields of many values run through fastest.
///
/// ```
/// use arena::prelude::*;
///
/// # #[derive(Tag)]
/// # enum Subsystem { Physics }
/// #[derive(Arena, Clone, Copy)]
/// #[arena(tag = Subsystem::Physics, lifetime = scene, store = soa)]
/// struct Body {
///     position: [f32; 3],
///     velocity: [f32; 3],
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mut scenes = SceneArena::reserve("scenes", 4 * MIB)?;
/// scope!(scene in scenes);
/// let mut bodies = BodyStore::new_in(scene);
/// let ball: BodyKey<'_> = bodies.insert(Body { position: [0.0; 3], velocity: [1.0, 0.0, 0.0] });
///
/// // A column, or several at once:
/// bodies.velocity_mut()[0][1] = 2.0;
/// let BodyColumnsMut { position, velocity } = bodies.columns_mut();
/// for (position, velocity) in position.iter_mut().zip(velocity) {
///     for axis in 0..3 {
///         position[axis] += velocity[axis];
///     }
/// }
///
/// // A row by its key:
/// let BodyRef { position, .. } = bodies.get(ball).ok_or("it is gone")?;
/// assert_eq!(*position, [1.0, 2.0, 0.0]);
/// assert!(bodies.remove(ball).is_some() && bodies.get(ball).is_none());
/// # Ok(())
/// # }
/// ```
///
/// | key in `store(…)` | value | meaning |
/// |---|---|---|
/// | `kind` | `pool` or `soa` | as above; required |
/// | `capacity` | number, or a constant expression of type `usize` | for how many values `new_in` makes room; 16 384 if it is left out |
/// | `name` | name | that of the type of the store, if it is not to be `BodyStore` for `Body` |
///
/// What there is then, for a type `Body`, as visible as the type:
///
/// | name | is |
/// |---|---|
/// | `BodyStore<'scene>` | the store; derefs to a `Pool` or `Soa`, which have the methods |
/// | `BodyStore::new_in(scope)`, `try_new_in` | makes one with room for `BodyStore::CAPACITY` values, in a scope of the type's class, counted under its tag |
/// | `BodyStore::with_capacity_in(scope, n)`, `try_with_capacity_in` | the same with room for `n` values |
/// | `BodyKey<'scene>` | the `Key` of a value |
/// | `BodyRef`, `BodyMut` | soa: references to the fields of a row; a `BodyMut` converts into a `BodyRef` |
/// | `BodyColumns`, `BodyColumnsMut` | soa: every column as a slice |
/// | `bodies.position()`, `position_mut()` | soa: the column of the field `position`, as visible as the field |
///
/// The lifetime parameter of the store is its scope. If the type has the brand of its class itself,
/// that is the one: the store of a `Mesh<'scene>` is a `MeshStore<'scene>`. Other parameters follow.
/// The capacity is address space of the arena, taken at once; memory is taken as values come.
///
/// Columns of a tuple struct are `column_0()`, `column_1()`. If a method of the store has the name of
/// a field already, such as `len` or `values`, its column is `len_column()`.
///
/// `#[arena(skip)]` on a field of a soa leaves it out of all of these: it has a column that nothing
/// shows, and comes back with the value from `remove`. That is for what is only to live and be dropped
/// with the rest, such as the handle of a sound. Views of a type with such a field are taken apart with
/// `..`; in those of a tuple struct the fields behind it move up.
///
/// Values in a store may need `Drop`, and may borrow: they are dropped when they are removed and not
/// used, or with the store. So the fields of a type with `store` are not checked for it, and the methods
/// that place one elsewhere (`alloc_in`, …) refuse a type that needs `Drop` where they are called, which
/// shows in `cargo build`. `drop` may be given beside `store`, and is about those methods alone. A type
/// with `store = soa` cannot implement `Drop` itself, because its values are taken apart.
///
/// ```compile_fail,E0080
/// # use arena::prelude::*;
/// # #[derive(Tag)]
/// # enum Subsystem { Audio }
/// #[derive(Arena)]
/// #[arena(tag = Subsystem::Audio, lifetime = frame, store = pool)]
/// struct Sound(String);
///
/// # let mut frames = FrameArena::reserve("frames", 4 * MIB).unwrap();
/// scope!(frame in frames);
/// SoundStore::new_in(frame).insert(Sound(String::from("bell"))); // fine
/// Sound(String::from("bell")).alloc_in(frame); // nothing would drop it
/// ```
///
/// All that is generated is safe code, also that for columns.
///
/// # Lifetime parameters
///
/// The derive knows a brand by its name: `'frame`, `'scene`, `'perm`, and for a class of your own
/// its name in snake case, `'http_request` for `HttpRequest`. The parameters of a type may be
///
/// * the brand of its class,
/// * the brand of a built-in class that lives longer: `'scene` and `'perm` in a frame type, `'perm`
///   in a scene type,
/// * any name that is not a placeholder of one letter, *beside* the brand of the class; it can be
///   the brand of a class of your own, and only you know how long that lives,
/// * in a type of a class of your own, every built-in brand, for the same reason.
///
/// Everything else is refused. A type that borrows from elsewhere only can still be placed by the
/// `alloc` of the scope, which checks lifetimes and nothing else.
///
/// # `Drop`
///
/// An arena frees its memory at once, without running destructors. So a field that needs `Drop`,
/// such as a `String`, is refused where it is written:
///
/// ```compile_fail,E0080
/// # use arena::prelude::*;
/// # #[derive(Tag)]
/// # enum Subsystem { Game }
/// #[derive(Arena)]
/// #[arena(tag = Subsystem::Game, lifetime = frame)]
/// struct Player {
///     name: String,
/// }
/// ```
///
/// There are four ways out. Hold arena data in place of the type: `&'frame str`, `&'frame [T]`, a
/// `Handle`. Or use the key `drop`, which has a price: such a type must be `Send` and have no
/// lifetime parameters, because a destructor that runs at the end of the scope could otherwise look
/// at data that is gone. Or keep the values in a [store](#stores), which drops them. Or leave the
/// derive out and place the value with the `alloc_box` of the scope, which gives it an owner that
/// drops it.
///
/// A field whose type depends on a type parameter, or is written as a macro, is looked at only when
/// the type is used, and then shows in `cargo build` but not in `cargo check`.
///
/// # Errors
///
/// All mistakes of an item are reported at once, each under the user's own words:
///
/// * `tag` or `lifetime` missing, a key unknown (with the nearest one there is), given twice (both
///   places are marked), with a value of the wrong form, or on a field, variant or parameter, where
///   it does not belong;
/// * a lifetime parameter that lives shorter than the type or is not the name of a brand (with the
///   name it should have);
/// * a field that needs `Drop` without the keys `drop` and `store`; the key `drop` on a type that borrows;
/// * a `store` of an unknown kind or of none, with a capacity of 0, `soa` on an enum, `skip` without
///   `soa`, two fields whose columns would have one name;
/// * two variants whose constructors would have one name;
/// * a union.
#[proc_macro_derive(Arena, attributes(arena))]
pub fn derive_arena(input: TokenStream) -> TokenStream {
    expand(input, arena::derive)
}

/// Makes a struct of stores in one go.
///
/// ```
/// use arena::prelude::*;
///
/// #[derive(Tag)]
/// enum Subsystem {
///     Physics,
///     Renderer,
/// }
///
/// #[derive(Arena)]
/// #[arena(tag = Subsystem::Physics, lifetime = scene, store(kind = soa, capacity = 10_000))]
/// struct Body {
///     position: [f32; 3],
///     velocity: [f32; 3],
/// }
///
/// struct Light(f32);
///
/// #[derive(Stores)]
/// struct World<'scene> {
///     bodies: BodyStore<'scene>,
///     #[arena(capacity = 10_000, tag = Subsystem::Renderer)]
///     lights: Components<'scene, Body, Light>,
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut scenes = SceneArena::reserve("scenes", 16 * MIB)?;
/// scope!(scene in scenes);
/// let mut world = World::new_in(scene);
/// let body = world.bodies.insert(Body { position: [0.0; 3], velocity: [1.0; 3] });
/// world.lights.insert(body, Light(0.5));
/// println!("{}", world.report());
/// world.clear();
/// assert!(world.bodies.is_empty() && world.lights.is_empty());
/// # Ok(())
/// # }
/// ```
///
/// Every field is a store: one that `#[derive(Arena)]` generated, or a `Pool`, `Soa`, `Components` or
/// `BoxPool` of the library. The first lifetime parameter of the struct is that of the scope. It gets
///
/// * `new_in(scope)` and `try_new_in(scope)`, which make every store in the scope;
/// * `clear()`, which drops all values and keeps the stores;
/// * `report()`, which can be printed: what each store takes, holds, and held at most.
///
/// # Keys
///
/// | key | on | value | meaning |
/// |---|---|---|---|
/// | `capacity` | a field | number | for how many values the store makes room; to be given unless its type says so |
/// | `tag` | a field | path | the tag its bytes are counted under; only for the stores of the library, others have one |
/// | `crate` | the struct | path | where the library is, if not at `::arena` |
#[proc_macro_derive(Stores, attributes(arena))]
pub fn derive_stores(input: TokenStream) -> TokenStream {
    expand(input, stores::derive)
}

/// Makes the variants of a fieldless enum tags, under which bytes are counted.
///
/// ```
/// use arena::prelude::*;
///
/// #[derive(Tag)]
/// enum Subsystem {
///     /// Draw calls,
///     /// vertex data
///     #[tag(budget = "256 MiB")]
///     Renderer,
///     Physics,
/// }
///
/// let info = Subsystem::Renderer.info();
/// assert_eq!(info.name, "Renderer");
/// assert_eq!(info.description, "Draw calls, vertex data");
/// assert_eq!(info.budget, Some(256 << 20));
/// assert_eq!(Subsystem::Physics.info().budget, None);
/// ```
///
/// What is known about a tag comes from its variant: the name, as the description the first
/// paragraph of its documentation, and the budget, if there is one. All of it lies in one `static`;
/// the address of an entry is the identity of its tag, so tags of any number of crates live side by
/// side.
///
/// # Keys of `#[tag(…)]`
///
/// | key | on | value | meaning |
/// |---|---|---|---|
/// | `budget` | a variant | string | how many bytes the tag is meant to stay below |
/// | `crate` | the enum | path | where the façade is, if it is not `::arena` |
///
/// A budget is a number, with decimals if need be, and a unit: `B`, `KiB`, `MiB`, `GiB`, `TiB` for
/// powers of 1024, `kB`, `MB`, `GB` for powers of 1000. `"1.5 GiB"` is 1610612736 bytes; fractions
/// of a byte are cut off.
///
/// # Errors
///
/// All mistakes of an item are reported at once: anything but an enum, an enum without variants,
/// variants with fields, budgets that are no number of bytes or more than 64 bits can count, and
/// keys that are unknown, misplaced, given twice, or of the wrong form.
#[proc_macro_derive(Tag, attributes(tag))]
pub fn derive_tag(input: TokenStream) -> TokenStream {
    expand(input, tag::derive)
}

/// The statements of `arena::scope!`, with the spans that good errors need.
#[doc(hidden)]
#[proc_macro]
pub fn write_scope(input: TokenStream) -> TokenStream {
    scope::write(input.into()).into()
}

/// What `arena::scope!` says if it is written wrong.
#[doc(hidden)]
#[proc_macro]
pub fn explain_scope(input: TokenStream) -> TokenStream {
    scope::explain(input.into()).into()
}
