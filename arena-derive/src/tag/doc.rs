//! The description of a tag: the first paragraph of its documentation.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// The lines of the first paragraph, joined by spaces. A report has one line for it.
pub(crate) fn description(attributes: &[Attribute]) -> String {
    let texts: Vec<String> = attributes.iter().filter_map(text).collect();
    let lines = texts.iter().flat_map(|text| lines(text));
    let paragraph = lines.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty());
    paragraph.collect::<Vec<_>>().join(" ")
}

/// The text of a `doc` attribute, if it is there to be read and not the result of a macro.
fn text(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// The trimmed lines of one attribute, without the column of stars of a block comment.
fn lines(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let has_stars = lines.len() > 1 && lines[1..].iter().all(|line| line.is_empty() || line.starts_with('*'));
    if !has_stars {
        // An empty comment, `///`, separates paragraphs.
        return if lines.is_empty() { vec![""] } else { lines };
    }
    lines.into_iter().map(|line| line.trim_start_matches('*').trim()).collect()
}

#[cfg(test)]
mod tests {
    use syn::{ItemEnum, parse_quote};

    use super::description;

    fn of_first(item: ItemEnum) -> String {
        description(&item.variants[0].attrs)
    }

    #[test]
    fn lines_are_joined_and_trimmed() {
        let tags = parse_quote! {
            enum Tags {
                ///   Draw calls,
                /// vertex data
                Renderer,
            }
        };
        assert_eq!(of_first(tags), "Draw calls, vertex data");
    }

    #[test]
    fn the_first_paragraph_counts() {
        let tags = parse_quote! {
            enum Tags {
                ///
                /// Draw calls
                ///
                /// They are sorted by material.
                Renderer,
            }
        };
        assert_eq!(of_first(tags), "Draw calls");
    }

    #[test]
    fn block_comments_lose_their_stars() {
        let tags = parse_quote! {
            enum Tags {
                /**
                 * Draw calls,
                 * vertex data
                 *
                 * More.
                 */
                Renderer,
            }
        };
        assert_eq!(of_first(tags), "Draw calls, vertex data");
        assert_eq!(of_first(parse_quote! { enum Tags { /** Draw calls */ Renderer } }), "Draw calls");
    }

    #[test]
    fn other_attributes_say_nothing() {
        let tags = parse_quote! {
            enum Tags {
                #[doc(hidden)]
                #[doc = include_str!("renderer.md")]
                #[deprecated = "use another"]
                #[doc = "Draw calls"]
                Renderer,
            }
        };
        assert_eq!(of_first(tags), "Draw calls");
        assert_eq!(of_first(parse_quote! { enum Tags { Renderer } }), "");
    }
}
