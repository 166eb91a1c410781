//! Arenas branded with lifetimes.
//!
//! Open a *scope* on an arena and get a lifetime: `'frame`, `'scene` or `'perm`. What is placed in
//! the scope lives exactly that long, costs a pointer bump, and is freed all at once in O(1).
//! Keeping it longer does not compile. Structs say where they belong with `#[derive(Arena)]`, and
//! a report shows where every byte went.
//!
//! # Priorities
//!
//! 1. **Soundness.** What compiles without `unsafe` is defined, whatever is leaked, panics or moves.
//! 2. **Errors** that name your variable and say what to do.
//! 3. **Speed.** The hot path is as long as a hand-written bump allocator.
//! 4. **Knowing where memory goes**, at no cost where nobody asks.
//!
//! # A first program
//!
//! ```
//! use arena::prelude::*;
//!
//! fn main() -> Result<(), ReserveError> {
//!     let mut frames = FrameArena::reserve("frame", 64 * MIB)?;
//!     for number in 0..3 {
//!         scope!(frame in frames);
//!         let text = frame.alloc_fmt(format_args!("frame {number}"));
//!         let squares = frame.alloc_iter((0..100_u32).map(|n| n * n));
//!         assert_eq!((text.len(), squares[9]), (7, 81));
//!     } // both are gone here
//!     Ok(())
//! }
//! ```
//!
//! `reserve` takes address space, not memory: pages follow as they are used, and stay for the next
//! scope. So give an arena as much as it could ever need, and let [`ArenaStats::peak`] tell how much
//! that was. When it is full all the same, `alloc` panics with a message that says which arena, type
//! and tag asked for how much; every method has a `try_` twin that returns this as an
//! [`AllocError`], or as [`Full`] with your value in it.
//!
//! # Which arena, which scope
//!
//! | how long it lives | arena | scope, as functions take it |
//! |---|---|---|
//! | one turn of a loop | [`FrameArena`] | [`&Frame<'frame>`](Frame) |
//! | a level, a document, a project | [`SceneArena`] | [`&Scene<'scene>`](Scene) |
//! | until shutdown | [`PermArena`] | [`&Perm<'perm>`](Perm) |
//! | something of your own, such as a request | `Arena<'static, Request>` | `&Scope<'request, Request>` |
//!
//! The last line takes an `impl` of [`Lifetime`]. An arena in bytes you already have, with or
//! without `std`, is made by [`Arena::from_buffer`]. Where address space is scarce, feature
//! `bumpalo` has `Chain`, which grows by chunks.
//!
//! # Lifetimes across a program
//!
//! A function that returns what it allocates says so with the lifetime of the scope. One that puts
//! scene references into frame data needs to know that the scene outlives the frame. A return type
//! that contains both says it by itself; otherwise write the bound:
//!
//! ```
//! use arena::prelude::*;
//!
//! struct Mesh<'scene> { name: &'scene str }
//! struct DrawCall<'frame, 'scene> { mesh: &'frame Mesh<'scene> }
//!
//! // `&'frame [DrawCall<'frame, 'scene>]` implies `'scene: 'frame`.
//! fn cull<'frame, 'scene>(frame: &Frame<'frame>, mesh: &'frame Mesh<'scene>) -> &'frame [DrawCall<'frame, 'scene>] {
//!     frame.alloc_iter([DrawCall { mesh }])
//! }
//!
//! // Nothing in this return type does.
//! fn longest<'frame, 'scene: 'frame>(frame: &Frame<'frame>, meshes: &'scene [Mesh<'scene>]) -> usize {
//!     let names: &'frame [&'frame str] = frame.alloc_iter(meshes.iter().map(|mesh| mesh.name));
//!     names.iter().map(|name| name.len()).max().unwrap_or(0)
//! }
//!
//! # fn main() -> Result<(), ReserveError> {
//! let mut scenes = SceneArena::reserve("scene", MIB)?;
//! let mut frames = FrameArena::reserve("frame", MIB)?;
//! scope!(scene in scenes);
//! let meshes = scene.alloc_iter([Mesh { name: "cow" }, Mesh { name: "teapot" }]);
//! for _ in 0..2 {
//!     scope!(frame in frames);
//!     assert_eq!(cull(frame, &meshes[0])[0].mesh.name, "cow");
//!     assert_eq!(longest(frame, meshes), 6);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A struct that holds a scope has two lifetimes: that of the borrow, and that of what is allocated. One for both,
//! `&'a Frame<'a>`, would borrow the scope for as long as it lives; the compiler suggests it now and then, and then
//! complains at `scope!`.
//!
//! ```
//! # use arena::prelude::*;
//! struct Parser<'s, 'frame> { frame: &'s Frame<'frame>, source: &'s str }
//!
//! impl<'frame> Parser<'_, 'frame> {
//!     fn words(&self) -> Result<&'frame [&'frame str], AllocError> {
//!         let mut words = self.frame.try_vec_with_capacity(8)?;
//!         for word in self.source.split(' ') {
//!             words.try_push(&*self.frame.try_alloc_str(word)?)?;
//!         }
//!         Ok(words.into_slice())
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mut frames = FrameArena::reserve("frame", MIB)?;
//! scope!(frame in frames);
//! let words = Parser { frame, source: "to be or not" }.words()?;
//! assert_eq!(words[3], "not");
//! # Ok(())
//! # }
//! ```
//!
//! In `async` code that is to be sent to threads, take `&mut Frame`, which may be held across an `.await`. A shared
//! `&Frame`, and vectors and maps that still grow, may not: they would let two threads move one cursor. Turn them
//! into slices first.
//!
//! # Scopes inside scopes
//!
//! `scope!(tmp in frame)` opens a scope in a scope: scratch memory for one function, given back when
//! it returns. Meanwhile `frame` cannot allocate, because its new objects would lie above those that
//! are to be freed. What it holds stays readable: by reference as ever, by handle through [`Scope::split`].
//! For the same reason no scope opens inside while a vector, a string or a map of `frame` still grows; where both are
//! needed, take scratch memory from an arena of its own.
//!
//! ```
//! # use arena::prelude::*;
//! fn median(frame: &mut Frame<'_>, values: &[u32]) -> u32 {
//!     scope!(tmp in frame);
//!     let sorted = tmp.alloc_slice_copy(values);
//!     sorted.sort_unstable();
//!     sorted[sorted.len() / 2]
//! }
//! # let mut frames = FrameArena::reserve("frame", MIB).unwrap();
//! # scope!(frame in frames);
//! assert_eq!(median(frame, &[5, 1, 3]), 3);
//! assert_eq!(frame.stats().used, 0);
//! ```
//!
//! # Closures instead of statements
//!
//! `arena.scope(|frame| …)` opens a scope for the length of a closure, and `frame.scope(|tmp| …)`
//! nests. It needs no macro; on the other hand `?`, `break` and `return` stay inside.
//!
//! # `Drop`
//!
//! An arena frees memory without looking at it. A type whose destructor matters must not get lost
//! that way, so `alloc` refuses it at compile time. That is found out where types are known, which is when `cargo
//! build` or `cargo test` makes code; `cargo check` does not get there. The ways out, best first:
//!
//! * Keep the data in the arena: `&str` for `String`, `&[T]` or [`ArenaVec`] for `Vec`.
//! * [`alloc_box`](Scope::alloc_box): dropped by its owner, like a `Box`.
//! * [`alloc_drop`](Scope::alloc_drop), or `#[arena(drop)]`: dropped when the scope ends, in reverse
//!   order.
//!
//! # Handles
//!
//! A reference borrows; a [`Handle`] does not. `scope.insert(value)` gives one, 4 bytes, `Copy`, and
//! `scope[handle]` reads it with a single load. It cannot be used with another scope, or after its
//! own: both are compile errors, which is why nothing needs to be checked.
//!
//! ```
//! # use arena::prelude::*;
//! struct Node<'frame> { value: u32, next: Option<Handle<'frame, Node<'frame>>> }
//!
//! # let mut frames = FrameArena::reserve("frame", MIB).unwrap();
//! scope!(frame in frames);
//! let last = frame.insert(Node { value: 1, next: None });
//! let first = frame.insert(Node { value: 2, next: Some(last) });
//! frame[last].next = Some(first); // a cycle, without `Rc` and without `unsafe`
//! frame[first].value += 40;
//! assert_eq!(frame[frame[last].next.unwrap()].value, 42);
//! ```
//!
//! # Things that come and go: stores
//!
//! What is allocated in a scope stays until the scope ends. Where single things die earlier and others
//! take their place (bodies, particles, connections), make a *store* in the scope:
//!
//! | store | what it is | use it for |
//! |---|---|---|
//! | [`Pool`] | values at addresses that never change | most things |
//! | [`Soa`] | a column per field, without gaps; by derive | what loops run through by the thousand |
//! | [`Components`] | values for some of the keys of another store | what few of them have; [`join`] goes through several at once |
//! | [`BoxPool`] | owned [`PoolBox`]es that return themselves | buffers and connections to be used again |
//!
//! The first two name their values by a [`Key`] of 8 bytes, which notices when its value is gone, and
//! does not compile with a store of another scope. With another store of its type in its own scope it panics in debug
//! builds, and names nothing in release builds. A store takes address space for its capacity, commits
//! memory as it fills, and never moves or copies to grow. Its values may need `Drop`.
//!
//! ```
//! use arena::prelude::*;
//!
//! #[derive(Tag)]
//! enum Subsystem { Physics }
//!
//! #[derive(Arena)]
//! #[arena(tag = Subsystem::Physics, lifetime = scene, store(kind = soa, capacity = 10_000))]
//! struct Body { position: f32, velocity: f32 }
//!
//! struct Name(&'static str);
//!
//! # fn main() -> Result<(), ReserveError> {
//! let mut scenes = SceneArena::reserve("scene", 64 * MIB)?;
//! scope!(scene in scenes);
//! let mut bodies = BodyStore::new_in(scene);
//! let mut names = scene.components::<Body, Name>(BodyStore::CAPACITY);
//!
//! let ball = bodies.insert(Body { position: 0.0, velocity: 2.0 });
//! let wall = bodies.insert(Body { position: 9.0, velocity: 0.0 });
//! names.insert(ball, Name("ball"));
//!
//! // Columns are slices. Several are had at once by taking them apart.
//! let BodyColumnsMut { position, velocity } = bodies.columns_mut();
//! position.iter_mut().zip(velocity).for_each(|(position, velocity)| *position += *velocity);
//! assert_eq!(bodies.get(ball).map(|body| *body.position), Some(2.0));
//!
//! bodies.remove(wall);
//! assert!(bodies.get(wall).is_none(), "the key notices");
//! assert_eq!(names.prune(&bodies), 0, "no name without a body");
//! assert_eq!(names[ball].0, "ball");
//! # Ok(())
//! # }
//! ```
//!
//! A struct of stores that derives [`Stores`] is made, cleared and reported on in one go.
//!
//! A key can leave the program as a number, for save files, C and scripts: [`Key::detach`]. On the way
//! back [`Pool::attach`] checks it.
//!
//! # Collections of other crates
//!
//! With feature `allocator-api2`, `&Scope` implements the `Allocator` of that crate (version 0.2), and so does
//! [`scope.tagged(tag)`](Scope::tagged), which counts what it is asked for. Collections that take an allocator, such
//! as the maps of `hashbrown`, then grow in the scope, and may neither outlive it nor see another open inside it.
//!
//! ```
//! use allocator_api2::vec::Vec;
//! use arena::prelude::*;
//!
//! # let mut frames = FrameArena::reserve("frame", MIB).unwrap();
//! scope!(frame in frames);
//! let mut numbers = Vec::new_in(&*frame);
//! numbers.extend(0..100_u64);
//! numbers.shrink_to_fit();
//! assert_eq!(frame.stats().used, 800);
//! ```
//!
//! [`ArenaVec`] and [`ArenaString`] need no feature, and are `'frame` slices at their end.
//!
//! # Where every byte went
//!
//! Every arena knows what it uses, used at most, has committed and may use: [`Arena::stats`]. A
//! [`Ledger`] watches several, or those of an [`ArenaPool`], and prints a [`Report`]. With feature `account`, and in debug builds,
//! it also tells bytes, peak and count per tag. Tags come from `#[derive(Tag)]` on an enum of yours,
//! through `#[arena(tag = …)]` on a type, or through [`scope.tagged(tag)`](Scope::tagged). The tag of a type counts
//! what its own methods place (`alloc_in`, `new_in`, …); for vectors and maps of it there is
//! `scope.tagged(tag).vec()`. Stores are
//! listed below their tag: what they take, how many values live, the peak, the capacity, the holes.
//!
//! Arenas do not fragment, with one exception: a vector that has to move when it grows leaves its
//! old place behind, and so does a collection of another crate that is dropped before what came after it. The report
//! shows this as *abandoned growth*. Give such vectors a capacity, or fill one at a time.
//!
//! # Shared memory maps
//!
//! Several arenas in one struct can be opened at once, because `scope!` borrows the field only. Behind
//! a lock, go through one `&mut` first, or each scope would borrow the whole guard:
//!
//! ```
//! # use arena::prelude::*;
//! struct Memory { scene: SceneArena, frame: FrameArena }
//!
//! # let memory = Memory {
//! #     scene: SceneArena::reserve("scene", MIB).unwrap(),
//! #     frame: FrameArena::reserve("frame", MIB).unwrap(),
//! # };
//! let shared = std::sync::Mutex::new(memory);
//! let mut guard = shared.lock().unwrap();
//! let memory = &mut *guard;
//! scope!(scene in memory.scene);
//! scope!(frame in memory.frame);
//! assert_eq!(*frame.alloc(1) + *scene.alloc(2), 3);
//! ```
//!
//! # When the compiler says no
//!
//! | it says | it means |
//! |---|---|
//! | `` `frame` does not live long enough`` at `scope!(frame in …)` | something of the frame is kept past its end. Copy it into a longer scope, or move what keeps it inside |
//! | the same, "…when `frame` is dropped and runs the `Drop` code for type `EndOfScope`" | two lifetimes became one. Either a handle or a key of one scope is used with another: look for one that went to the wrong side. Or a signature says `&'a Frame<'a>`, or `ArenaVec<'a, 'a, T>`: write two, `&'s Frame<'frame>` ([above](#lifetimes-across-a-program)) |
//! | "cannot borrow `frames` as mutable more than once at a time" | an arena was opened again before its scope ended. Give the second scope an arena of its own, or nest it: `scope!(tmp in frame)`. In a loop, "in the previous iteration": something of the last turn is kept, as in the first row |
//! | "cannot borrow `*frame` as immutable because it is also borrowed as mutable" | an outer scope cannot allocate while one is open inside it |
//! | "cannot borrow `*frame` as mutable because it is also borrowed as immutable" | a vector, a string or a map of `frame` still grows, or a value is read by its handle. End it first (`into_slice`), read by [`View`], or open the scope on another arena |
//! | "no method named `alloc` found for struct `Arena`" | an arena has no objects outside of scopes: `scope!(frame in frames)` first |
//! | "this type needs `Drop`, and an arena runs no destructors" | see [above](#drop) |
//! | "`T` belongs in a scope of class `Frame` and cannot be placed in one of class `Scene`" | `#[arena(lifetime = …)]` on the type says otherwise |
//! | "`'scene` may not live long enough", "lifetime may not live long enough" | say that the scene outlives the frame: `'scene: 'frame` ([above](#lifetimes-across-a-program)) |
//!
//! # What it costs
//!
//! * An allocation: a load, an addition, a comparison, a store. Sizes are rounded up to 8 bytes.
//! * A store: 4.2 bytes per slot of a `Pool` beside the value, 12 of a `Soa`, 16 of `Components`. Making
//!   one is a system call, and its first values some more; so make it in a scope that lasts.
//! * A loop of small allocations through [`scope.burst()`](Scope::burst): the same without the load and
//!   the store.
//! * A reset: O(1), plus the destructors you asked for, plus O(tags) where tags are counted.
//! * Making an arena: a system call or two, and one heap allocation for its figures. Make it once.
//! * The first touch of each page is the system's, some microseconds per page; `prefault` moves it
//!   to the start.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `std` | yes | memory from the operating system, [`Ledger`], [`Report`] |
//! | `derive` | yes | `#[derive(Arena)]`, `#[derive(Stores)]`, `#[derive(Tag)]` |
//! | `account` | no | counters per tag in release builds; implies `std` |
//! | `bumpalo` | no | `Chain` |
//! | `allocator-api2` | no | `&Scope` and [`Tagged`] are allocators for collections of other crates |

#![no_std]

mod scope;

pub use arena_core::*;
#[cfg(feature = "derive")]
pub use arena_derive::{Arena, Stores, Tag};

#[doc(hidden)]
pub mod __private {
    pub use arena_core::__private::*;
    pub use arena_derive::{explain_scope, write_scope};
}

/// What a program usually needs: `use arena::prelude::*;`
pub mod prelude {
    pub use crate::scope;
    pub use arena_core::{
        AllocError, Arena, ArenaBox, ArenaString, ArenaVec, BoxPool, Components, Frame, FrameArena, Full, GIB, Handle,
        KIB, Key, Lifetime, MIB, Perm, PermArena, Pool, Resident, Scene, SceneArena, Scope, Soa, Tag,
    };
    #[cfg(feature = "std")]
    pub use arena_core::{FramePool, Ledger, Report, ReserveError};
    #[cfg(feature = "derive")]
    pub use arena_derive::{Arena, Stores, Tag};
}

/// The examples of the README are tested.
#[cfg(all(doctest, feature = "std", feature = "derive"))]
#[doc = include_str!("../README.md")]
struct Readme;
