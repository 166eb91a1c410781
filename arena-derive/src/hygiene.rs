//! Names in generated code that neither clash with the user's nor are judged as if they were.

use std::collections::HashSet;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::{GenericParam, Generics};

/// The same name at the same place in the source, but marked as written by the macro.
///
/// Messages still point at the user's token, while lints on the user's code (`non_snake_case`,
/// `deprecated`) do not fire a second time on code that the user did not write.
pub(crate) fn respan(name: &Ident) -> Ident {
    let mut name = name.clone();
    name.set_span(name.span().resolved_at(Span::call_site()));
    name
}

/// A local variable that no name of the user can reach, not even an equal one.
pub(crate) fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// All identifiers that occur in an item, to find names for generic parameters that are not among
/// them. Generic parameters have no hygiene: one that is called as a type of the user hides it.
pub(crate) struct Names {
    used: HashSet<String>,
    /// A macro can expand to identifiers that are not to be seen here.
    calls_macros: bool,
}

impl Names {
    /// Collects the identifiers of `item`.
    pub(crate) fn of(item: TokenStream) -> Self {
        let mut names = Self { used: HashSet::new(), calls_macros: calls_macro(item.clone()) };
        names.collect(item);
        names
    }

    fn collect(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    self.used.insert(name.unraw().to_string());
                }
                TokenTree::Group(group) => self.collect(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    /// `wish`, or with underscores before it as many as it takes to be new.
    pub(crate) fn fresh(&self, wish: &str) -> String {
        let mut name = if self.calls_macros { format!("__{wish}") } else { wish.to_owned() };
        while self.used.contains(&name) {
            name.insert(0, '_');
        }
        name
    }
}

/// The generics without the attributes on the parameters, which belong to the item.
pub(crate) fn without_attributes(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    for param in &mut generics.params {
        match param {
            GenericParam::Lifetime(param) => param.attrs.clear(),
            GenericParam::Type(param) => param.attrs.clear(),
            GenericParam::Const(param) => param.attrs.clear(),
        }
    }
    generics
}

/// Whether a macro is called somewhere in `tokens`: `name ! ( … )` with any kind of brackets.
///
/// It can be wrong for something like `if not ! (…)`, and then only costs what its callers give up
/// where there are macros.
pub(crate) fn calls_macro(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.windows(3).any(|window| {
        matches!(window, [TokenTree::Ident(_), TokenTree::Punct(bang), TokenTree::Group(_)] if bang.as_char() == '!')
    }) || tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => calls_macro(group.stream()),
        _ => false,
    })
}

/// The tokens with a type by its name in place of `Self`, for use outside of the item.
pub(crate) fn replace_self(tokens: TokenStream, own_type: &TokenStream) -> TokenStream {
    let replaced = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(name) if name == "Self" => own_type.clone(),
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), replace_self(group.stream(), own_type));
            inner.set_span(group.span());
            TokenTree::Group(inner).into()
        }
        other => other.into(),
    });
    replaced.collect()
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn a_free_name_is_granted() {
        let names = Names::of(quote! { struct Point<T> { x: T } });
        assert_eq!(names.fresh("L"), "L");
        assert_eq!(names.fresh("id"), "id");
    }

    #[test]
    fn a_used_name_is_avoided_wherever_it_occurs() {
        assert_eq!(Names::of(quote! { struct Point<L> { x: L } }).fresh("L"), "_L");
        assert_eq!(Names::of(quote! { struct Point { x: [L; 2], y: _L } }).fresh("L"), "__L");
        assert_eq!(Names::of(quote! { struct Point<'id> { x: &'id u8 } }).fresh("id"), "_id");
        assert_eq!(Names::of(quote! { #[arena(tag = r#L)] struct Point; }).fresh("L"), "_L");
    }

    #[test]
    fn what_a_macro_may_expand_to_is_avoided() {
        assert_eq!(Names::of(quote! { struct Point { x: scalar!() } }).fresh("L"), "__L");
    }

    #[test]
    fn macros_are_found_in_groups_and_negation_is_no_macro() {
        assert!(calls_macro(quote! { scalar!() }));
        assert!(calls_macro(quote! { [u8; size![]] }));
        assert!(calls_macro(quote! { Vec<(u8, scalar! {})> }));
        assert!(!calls_macro(quote! { fn(u8) -> ! }));
        assert!(!calls_macro(quote! { [u8; !(0)] }));
        assert!(!calls_macro(quote! { [u8; (A != (B)) as usize] }));
    }
}
