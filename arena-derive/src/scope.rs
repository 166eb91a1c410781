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
//! What the statements mean, and why the lifetime they make is unique, is proved in
//! `arena-core/src/arena/opening.rs`. Change nothing here without reading that.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
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
    // Locals with this hygiene cannot be named by the user: `drop(end_of_frame)` would reset early.
    let hidden = Span::mixed_site().located_at(name.span());
    let never = Ident::new("never", hidden);
    let end_of_scope = Ident::new(&format!("end_of_{}", name.unraw()), hidden);
    let private = quote_spanned!(hidden=> #facade::__private);

    // A place is borrowed where it is. A value needs a home of its own, or it would be gone at the
    // end of the statement.
    let home = Ident::new("arena", hidden);
    let open = Ident::new("open_scope", span_of(&place, &name));
    let (keep, place) = if is_place(&place) {
        (None, quote!((#place)))
    } else {
        (Some(quote_spanned!(hidden=> let mut #home = #place;)), quote!(#home))
    };
    // What a misuse error is about: a binding and a borrow of it. The compiler speaks of a
    // "temporary value" unless both have a span outside of any macro.
    let binding = quote_spanned!(name.span()=> mut #name);
    let borrow = quote_spanned!(name.span()=> &mut #name);
    quote_spanned! {hidden=>
        #keep
        let #binding = #place.#open();
        let mut #end_of_scope = unsafe { #private::enter(#borrow) };
        if let #private::Some(#never) = #private::None {
            return #never;
        }
        let #name = #private::scope(&mut #end_of_scope);
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
