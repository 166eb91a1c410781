//! `scope!(name in place)`: opens a scope for the rest of the block.
//!
//! The façade's `scope!` is a `macro_rules!` of one line that adds `[$crate]` in front, so that
//! the macro works however the façade is called. This one writes the statements. Two things make
//! it a procedural macro:
//!
//! * The local that a misuse error is about carries the name *and the span* the user gave. So the
//!   error says "`frame` does not live long enough", points at `frame` in `scope!(frame in …)`,
//!   and has no note about a macro.
//! * Everything else carries a span of the macro. So the `unsafe` block does not count against a
//!   `forbid(unsafe_code)` in the user's crate, nor the rest against other lints there.
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
//! **Handles need the brand to be unique**: no two openings may have the same `'frame`, or a
//! handle of one could index the other. The lifetime is pinned from two sides.
//!
//! * It cannot end early: the local of line 2 has drop glue and mentions `'frame`, so `'frame` is
//!   alive where that is dropped.
//! * It cannot end late: the local of line 1 is dropped right after that, and is mutably borrowed
//!   for `'frame` until then.
//!
//! So `'frame` ends between two adjacent drops that belong to this opening alone. Take two
//! openings whose scopes overlap, `outer` and `inner`, in one function. Everything of `inner` is
//! dropped before line 2 of `outer`; hence at the drop of line 1 of `inner` `'outer` is alive and
//! `'inner` must not be. Two openings that do not overlap have no point in common, and a lifetime
//! is never empty. One opening in a loop has one lifetime for all turns; but what is kept from one
//! turn to the next is alive in between, at the drop of the opening, where `'frame` is over. All
//! scopes are invariant in their brand, so unequal lifetimes cannot be made equal by subtyping.
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
//! the macro never hands one to code that a user could supply. `open_scope` is looked up as a
//! method, which lets the arena be a place, a `&mut`, or behind a guard that derefs to it; a type of
//! the user's could have a method of that name. But it has nothing to gain there: it is called
//! outside of the `unsafe`, gets no brand, and what it returns must implement `Opened`, which is
//! sealed. It can only return an opening made by one of ours, which anybody may have and nobody can
//! use. The expression of the user is evaluated once, first.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::{Token, bracketed};

/// `[$crate] name in place`
struct Opening {
    /// The path of the façade.
    facade: TokenStream,
    name: Ident,
    /// An expression, passed on as it is.
    place: TokenStream,
}

impl Parse for Opening {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        const USAGE: &str = "`scope!` is written `scope!(frame in arena)`: a name for the scope, `in`, and the arena";
        let facade;
        bracketed!(facade in input);
        let facade = facade.parse()?;
        if input.is_empty() {
            return Err(syn::Error::new(Span::call_site(), USAGE));
        }
        if let Some(token) = input.parse::<Option<Token![mut]>>()? {
            let text = "leave `mut` away: what `scope!` binds is a `&mut` already";
            return Err(syn::Error::new(token.span, text));
        }
        if let Some(token) = input.parse::<Option<Token![_]>>()? {
            let text = "a scope needs a name, or nothing could be allocated in it: `scope!(frame in …)`";
            return Err(syn::Error::new(token.span, text));
        }
        let name: Ident = input.parse().map_err(|error| syn::Error::new(error.span(), USAGE))?;
        input.parse::<Token![in]>().map_err(|error| syn::Error::new(error.span(), USAGE))?;
        if input.is_empty() {
            let text = format!("`{name}` is to be opened in what? Name the arena: `scope!({name} in arena)`");
            return Err(syn::Error::new(name.span(), text));
        }
        Ok(Self { facade, name, place: input.parse()? })
    }
}

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let Opening { facade, name, place } = match syn::parse2(input) {
        Ok(opening) => opening,
        Err(error) => return error.into_compile_error(),
    };
    // What the user did not name is hidden from the user.
    let hidden = Span::mixed_site().located_at(name.span());
    let never = Ident::new("never", hidden);
    let private = quote_spanned!(hidden=> #facade::__private);

    // A place is borrowed where it is. A value needs a home of its own, or it would be gone at the
    // end of the statement.
    let home = Ident::new("arena", hidden);
    let at_place = span_of(&place, &name);
    let open = Ident::new("open_scope", at_place);
    let (keep, place) = if is_place(&place) {
        (None, quote_spanned!(at_place=> (#place)))
    } else {
        (Some(quote_spanned!(hidden=> let mut #home = #place;)), quote!(#home))
    };
    let opened = quote_spanned!(at_place=> #place.#open());
    // What a misuse error is about: a binding and a borrow of it. The compiler speaks of a
    // "temporary value" unless both have the name and a span of the user. So the opening and its
    // end are both called what the scope is called, which shadows them: nobody can name them, and
    // `drop` them early.
    let binding = quote_spanned!(name.span()=> mut #name);
    let borrow = quote_spanned!(name.span()=> &mut #name);
    quote_spanned! {hidden=>
        #keep
        let #binding = #opened;
        let #binding = unsafe { #private::enter(#borrow) };
        if let #private::Some(#never) = #private::None {
            return #never;
        }
        let #name = #private::scope(#borrow);
    }
}

/// Where an error about the place belongs.
fn span_of(place: &TokenStream, name: &Ident) -> Span {
    place.clone().into_iter().next().map_or(name.span(), |token| token.span())
}

/// Whether an expression names a place (`memory.frame`, `arenas[i]`, `*guard`), judged by how it
/// begins and ends. What is judged wrong still compiles or fails as such expressions do elsewhere:
/// a value taken for a place dies at the end of the statement, a place taken for a value is moved.
fn is_place(expression: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = expression.clone().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Group(group)] => is_place(&group.stream()),
        [TokenTree::Punct(first), ..] => first.as_char() == '*',
        // `name![…]` is a call of a macro; `name[…]` indexes.
        [.., TokenTree::Punct(_), TokenTree::Group(_)] => false,
        [.., TokenTree::Group(last)] => last.delimiter() == Delimiter::Bracket,
        [.., TokenTree::Punct(_)] => false,
        _ => true,
    }
}
