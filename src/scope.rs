//! `scope!`, and the proof that it is sound.
//!
//! # What it expands to
//!
//! `scope!(frame in memory.frame)` becomes this, with paths spelled out. `never` is hidden from the
//! user by hygiene; the first two of the locals called `frame` are, because the next one shadows them.
//!
//! ```text
//! let mut frame = (memory.frame).open_scope();       // 1: the opening, whose drop resets
//! let mut frame = unsafe { enter(&mut frame) };      // 2: its end, which borrows it for 'frame
//! if let Some(never) = None { return never; }        // 3: a way out the compiler must believe in
//! let frame = scope(&mut frame);                     // 4: &mut Scope<'frame, L>
//! ```
//!
//! (An expression that is not a place, such as a call, first gets a hidden local to live in.)
//!
//! # Why it is sound
//!
//! **References need no brand.** `'frame` is the lifetime of the mutable borrow of the local in
//! line 1. That local has a destructor, so the borrow checker demands that the borrow is over
//! when it is dropped, on every path, unwinding included. The destructor is what resets, so every
//! `&'frame` is dead by then. If it never runs (the value was leaked inside a forgotten future, or
//! the process ended), nothing is reset; and the next opening of the arena, which does reset,
//! needs `&mut` of an arena that line 1 keeps borrowed for longer than `'frame`.
//!
//! **Handles need the brand**: a handle must never meet a scope that it is not from. The lifetime is
//! pinned from two sides.
//!
//! * It cannot end early: the local of line 2 has drop glue and mentions `'frame`, so `'frame` is
//!   alive where that is dropped.
//! * It cannot last: the local of line 1 is dropped right after that, and is mutably borrowed for
//!   `'frame`. So `'frame` is not alive where line 1 is dropped.
//!
//! A lifetime, to the borrow checker, is a set of points in the program. Take two openings.
//!
//! * If their scopes overlap, `inner` ends first: everything of it is dropped before line 2 of `outer`.
//!   Where line 1 of `inner` is dropped, `'outer` is alive and `'inner` is not. The two lifetimes
//!   differ, and all scopes and handles are invariant in them, so no subtyping makes them equal.
//! * If they do not overlap, the compiler may well choose one set for both, the union. Even so nothing
//!   gets from the first to the second: a handle that did would be alive in between, at the drop of
//!   the first line 1, where the lifetime in its type is not. The turns of a loop, in which one
//!   opening happens again and again, are of this kind.
//! * If they are in different functions, the lifetime of one is a parameter in the other, or unknown
//!   to it, and parameters are not unified.
//!
//! **Code that diverges.** In `scope!(a in x); scope!(b in y); loop {}` neither drop is ever
//! reached, the argument above has nothing to hold on to, and the compiler may choose one lifetime
//! for both. (generativity's issue 15 found this; the root is rust-lang/rust#147875.) Line 3 is
//! there for that: the borrow checker works on code as it is written, before it knows that `None`
//! is never `Some`, and sees a path on which the function returns there and drops everything in
//! order. The lint `unwind_drop_order` and its kin do not concern this path, because it does not
//! unwind. This is the shape generativity 1.2.1 uses; if the compiler changes and they have to,
//! so have we. Should it fail all the same, then references stay sound (see above), and in debug
//! builds a handle also carries the number of its opening and is checked.
//!
//! The path also covers `return` in the middle, `panic!`, `process::exit`, and bodies of type `!`.
//! Inside `async` blocks and closures `return` leaves just these, which is where the locals live.
//! The parameters of a function, const generics included, make no difference: borrow checking comes
//! before they are known.
//!
//! **No way in from outside.** `enter` is `unsafe`, so without the macro nobody gets a brand, and
//! the macro has the whole shape in it, with nothing of the user's inside the `unsafe` but the name
//! that line 1 has just bound. `open_scope` is looked up as a method, which lets the arena be a
//! place, a `&mut`, or behind a guard that derefs to it; a type of the user's could have a method of
//! that name. But it has nothing to gain there: it is called outside of the `unsafe`, gets no brand,
//! and what it returns must implement `Opened`, which is sealed and implemented for the openings
//! themselves, not for references to them. It can only return an opening made by one of ours, which
//! anybody may have and nobody can use. The expression of the user is evaluated once, first.
//!
//! **The procedural macro adds no power.** `write_scope!` gets these lines as a template, and puts the
//! name and the place into it with the spans that good errors need. It writes neither `unsafe` nor
//! a path of its own accord; these have to come from the caller, whose they then are. In `scope!` they
//! are of this crate: `$crate` cannot be forged, and `forbid(unsafe_code)` in the user's crate is
//! about the user's code. Whoever calls `write_scope!` with a template of their own has to write
//! `unsafe` themselves. (An earlier version got the path from the caller and wrote the `unsafe`
//! itself; with another path that was a way to call any unsafe function.)

/// Opens a scope for the rest of the block: `scope!(frame in memory.frame);`
///
/// Binds `frame: &mut Scope<'frame, L>`, where `'frame` is a lifetime of its own. It ends,
/// and with it everything that was allocated, when the block does: by its end, `?`, `break`,
/// `continue`, `return`, or a panic. The arena is reset at the opening and at the end.
///
/// What stands behind `in` can be
///
/// * an arena, or a `&mut` of one: `memory.frame`, `*arena`, `self.scratch`, `arenas[i]`;
/// * an outer scope, for a nested one: `scope!(tmp in frame)`;
/// * a guard that derefs to one, such as a `MutexGuard`;
/// * an expression that makes an arena, which then lives as long as the scope.
///
/// The name may be that of the arena: `scope!(frame in frame)`.
///
/// ```
/// use arena::prelude::*;
///
/// fn first_even(frames: &mut FrameArena, numbers: &[u32]) -> Option<u32> {
///     scope!(frame in frames);
///     let even = frame.alloc_iter(numbers.iter().copied().filter(|n| n % 2 == 0));
///     let first = even.first()?; // `?` works
///     Some(*first)
/// }
/// # let mut frames = FrameArena::reserve("frame", MIB).unwrap();
/// assert_eq!(first_even(&mut frames, &[3, 4, 6]), Some(4));
/// assert_eq!(first_even(&mut frames, &[]), None);
/// ```
///
/// What was allocated cannot leave:
///
/// ```compile_fail,E0597
/// # use arena::prelude::*;
/// # let mut frames = FrameArena::reserve("frame", MIB).unwrap();
/// let longest; // see tests/ui/escape/
/// {
///     scope!(frame in frames);
///     longest = frame.alloc_str("too long");
/// }
/// println!("{longest}");
/// ```
///
/// nor can the arena be opened twice at a time:
///
/// ```compile_fail,E0499
/// # use arena::prelude::*;
/// # let mut frames = FrameArena::reserve("frame", MIB).unwrap();
/// scope!(first in frames); // see tests/ui/mixing_arenas/
/// scope!(second in frames);
/// first.alloc(second.alloc(1));
/// ```
///
/// The macro works in crates that forbid unsafe code, without a prelude, and however the façade is
/// called in `Cargo.toml`.
#[macro_export]
macro_rules! scope {
    ($name:ident in $($place:tt)+) => {
        $crate::__private::write_scope! { [$name in $($place)+]
            let @binding = @opening;
            let @binding = unsafe { $crate::__private::enter(@borrow) };
            if let $crate::__private::Some(never) = $crate::__private::None {
                return never;
            }
            let $name = $crate::__private::scope(@borrow);
        }
    };
    ($($wrong:tt)*) => {
        $crate::__private::explain_scope! { $($wrong)* }
    };
}
