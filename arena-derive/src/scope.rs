//! The spans of `scope!(name in place)`, and what it says if it is written wrong.
//!
//! `scope!` is a `macro_rules!` of the façade (`src/scope.rs` there), so that `$crate` finds the
//! library however it is called, and so that nobody else can write the statements. It passes them
//! through [`write_scope`] for the sake of errors. A local that is bound and borrowed by a macro is
//! a "temporary value" to the compiler. If the binding and the borrow carry the span that the user
//! gave the name, the same error says "`frame` does not live long enough", points at `frame` in
//! `scope!(frame in …)`, and has no note about a macro. Everything else keeps the spans of the
//! façade, whose lints it is subject to.
//!
//! Nothing here may write `unsafe` or a path: see the proof in the façade.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Token;
use syn::parse::{Parse, ParseStream, Parser};

/// `name in place`
struct Opening {
    name: Ident,
    /// An expression, passed on as it is.
    place: TokenStream,
}

impl Parse for Opening {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        const USAGE: &str = "`scope!` is written `scope!(frame in arena)`: a name for the scope, `in`, and the arena";
        if input.is_empty() {
            return Err(syn::Error::new(Span::call_site(), USAGE));
        }
        if let Some(token) = input.parse::<Option<Token![mut]>>()? {
            let rest: TokenStream = input.parse()?;
            let text = format!("leave `mut` away: what `scope!({rest})` binds is a `&mut` already");
            return Err(syn::Error::new(token.span, text));
        }
        if let Some(token) = input.parse::<Option<Token![_]>>()? {
            let rest: TokenStream = input.parse()?;
            let text = format!("a scope needs a name, or nothing could be allocated in it: `scope!(frame {rest})`");
            return Err(syn::Error::new(token.span, text));
        }
        let name: Ident = input.parse().map_err(|error| syn::Error::new(error.span(), USAGE))?;
        if input.is_empty() {
            let text = format!("a scope in `{name}` needs a name of its own: write `scope!(frame in {name})`");
            return Err(syn::Error::new(name.span(), text));
        }
        input.parse::<Token![in]>().map_err(|error| syn::Error::new(error.span(), USAGE))?;
        if input.is_empty() {
            let text = format!("`{name}` is to be opened in what? Name the arena: `scope!({name} in arena)`");
            return Err(syn::Error::new(name.span(), text));
        }
        Ok(Self { name, place: input.parse()? })
    }
}

/// Says what is wrong with `scope!(…)`.
pub(crate) fn explain(input: TokenStream) -> TokenStream {
    match syn::parse2::<Opening>(input) {
        Ok(Opening { name, .. }) => syn::Error::new(name.span(), "a scope cannot be called this").into_compile_error(),
        Err(error) => error.into_compile_error(),
    }
}

/// Writes a template, in which these stand for something:
///
/// | | |
/// |---|---|
/// | `@binding` | `mut name`, with the span of the name |
/// | `@borrow` | `&mut name`, with the span of the name |
/// | `@opening` | `(place).open_scope()`, with the span of the place |
pub(crate) fn write(input: TokenStream) -> TokenStream {
    let parts = |input: ParseStream<'_>| {
        let opening;
        syn::bracketed!(opening in input);
        Ok((opening.parse::<Opening>()?, input.parse::<TokenStream>()?))
    };
    match parts.parse2(input) {
        Ok((opening, template)) => Writer::new(opening).write(template),
        Err(error) => error.into_compile_error(),
    }
}

/// What the words of a template stand for.
struct Writer {
    /// A statement that gives the place a home, if it needs one.
    home: TokenStream,
    binding: TokenStream,
    borrow: TokenStream,
    opening: TokenStream,
}

impl Writer {
    fn new(Opening { name, place }: Opening) -> Self {
        let hidden = Span::mixed_site().located_at(name.span());
        let at_place = place.clone().into_iter().next().map_or(name.span(), |token| token.span());
        let open = Ident::new("open_scope", at_place);
        // A place is borrowed where it is. A value needs a home of its own, or it would be gone at
        // the end of the statement.
        let (home, place) = if is_place(&place) {
            (TokenStream::new(), quote_spanned!(at_place=> (#place)))
        } else {
            let home = Ident::new("arena", hidden);
            (quote_spanned!(hidden=> let mut #home = (#place);), quote!(#home))
        };
        Self {
            home,
            binding: quote_spanned!(name.span()=> mut #name),
            borrow: quote_spanned!(name.span()=> &mut #name),
            opening: quote_spanned!(at_place=> #place.#open()),
        }
    }

    fn write(&self, template: TokenStream) -> TokenStream {
        let (home, statements) = (&self.home, self.fill(template));
        quote!(#home #statements)
    }

    fn fill(&self, template: TokenStream) -> TokenStream {
        let mut filled = TokenStream::new();
        let mut tokens = template.into_iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(at) if at.as_char() == '@' => match tokens.next() {
                    Some(TokenTree::Ident(word)) if word == "binding" => filled.extend(self.binding.clone()),
                    Some(TokenTree::Ident(word)) if word == "borrow" => filled.extend(self.borrow.clone()),
                    Some(TokenTree::Ident(word)) if word == "opening" => filled.extend(self.opening.clone()),
                    other => filled.extend([Some(TokenTree::Punct(at)), other].into_iter().flatten()),
                },
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.fill(group.stream()));
                    inner.set_span(group.span());
                    filled.extend([TokenTree::Group(inner)]);
                }
                other => filled.extend([other]),
            }
        }
        filled
    }
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
