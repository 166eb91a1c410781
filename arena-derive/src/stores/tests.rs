//! What is refused, and in which words.

use syn::{DeriveInput, parse_quote};

use super::Group;
use crate::errors::Errors;

/// Asserts that an item has exactly the mistakes that the given words are part of, in their order.
#[track_caller]
fn assert_mistakes(input: DeriveInput, expected: &[&str]) {
    let mut errors = Errors::default();
    Group::parse(&input, &mut errors);
    let found = errors.messages();
    let as_expected =
        found.len() == expected.len() && found.iter().zip(expected).all(|(found, expected)| found.contains(expected));
    assert!(as_expected, "expected {expected:#?}\nfound {found:#?}");
}

#[test]
fn structs_of_stores_are_accepted() {
    assert_mistakes(parse_quote! { struct World<'scene> { bodies: BodyStore<'scene> } }, &[]);
    assert_mistakes(parse_quote! { struct World<'a, 'b, T>(#[arena(capacity = 10, tag = a::B)] Pool<'a, T>); }, &[]);
    assert_mistakes(
        parse_quote! { #[arena(crate = ::a::b)] struct World<'a> { #[arena(capacity = N * 2)] a: Pool<'a, u8> } },
        &[],
    );
}

#[test]
fn what_cannot_hold_stores_is_refused() {
    assert_mistakes(parse_quote! { enum World<'a> { Bodies(BodyStore<'a>) } }, &["the enum `World` cannot derive"]);
    assert_mistakes(parse_quote! { union World<'a> { bodies: BodyStore<'a> } }, &["the union `World` cannot derive"]);
    assert_mistakes(parse_quote! { struct World { a: Bodies } }, &["`World` has no lifetime parameter"]);
    assert_mistakes(parse_quote! { struct World<'a>; }, &["`World` has no fields"]);
    assert_mistakes(parse_quote! { struct World; }, &["`World` has no fields", "`World` has no lifetime parameter"]);
}

#[test]
fn every_wrong_key_is_reported_with_its_field() {
    assert_mistakes(
        parse_quote! {
            #[arena(capacity = 3, tag = T, crat = b)]
            struct World<'a> {
                #[arena(capacty = 3)]
                bodies: BodyStore<'a>,
                #[arena(capacity = "many", tag = "Physics")]
                lights: Pool<'a, Light>,
                #[arena(capacity = 1, capacity = 2)]
                names: Pool<'a, Name>,
                #[arena]
                sounds: Pool<'a, Sound>,
            }
        },
        &[
            "`capacity` is not expected on `World` itself; it belongs on its fields",
            "`tag` is not expected on `World` itself",
            "unknown key `crat` for `World`; did you mean `crate`?",
            "unknown key `capacty` for `bodies`; did you mean `capacity`?",
            "`capacity` of `lights` takes a number",
            "`tag` of `lights` takes a path, not a string: write `tag = Physics`",
            "`capacity` of `names` is first given here",
            "`capacity` of `names` is given again",
            "the keys for `sounds` go into parentheses",
        ],
    );
}
