//! What is refused, and in which words. How the messages look under the code is for the `ui` tests
//! to show.

use syn::{DeriveInput, parse_quote};

use super::{Attr, check};
use crate::errors::Errors;

/// The messages for an item.
pub(super) fn messages(input: DeriveInput) -> Vec<String> {
    let mut errors = Errors::default();
    let attr = Attr::parse(&input, &mut errors);
    check(&input, &attr, &mut errors);
    errors.messages()
}

/// Asserts that an item has exactly the mistakes that the given words are part of, in their order.
#[track_caller]
pub(super) fn assert_mistakes(input: DeriveInput, expected: &[&str]) {
    let found = messages(input);
    let as_expected =
        found.len() == expected.len() && found.iter().zip(expected).all(|(found, expected)| found.contains(expected));
    assert!(as_expected, "expected {expected:#?}\nfound {found:#?}");
}

#[test]
fn correct_attributes_are_accepted() {
    assert_mistakes(parse_quote! { #[arena(tag = T, lifetime = frame)] struct S; }, &[]);
    assert_mistakes(parse_quote! { #[arena(tag = a::b::T, lifetime = scene,)] struct S; }, &[]);
    assert_mistakes(parse_quote! { #[arena(tag = T)] #[arena(lifetime = perm)] struct S(u8); }, &[]);
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = my::Class, drop, name = "s", crate = ::a)] enum S {} },
        &[],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = arena::lifetime::Frame)] struct S<'frame>(&'frame u8); },
        &[],
    );
}

#[test]
fn missing_keys_are_named() {
    assert_mistakes(parse_quote! { struct S; }, &["`S` has neither `tag` nor `lifetime`"]);
    assert_mistakes(parse_quote! { #[arena()] struct S; }, &["`S` has neither `tag` nor `lifetime`"]);
    assert_mistakes(parse_quote! { #[arena(drop, lifetime = frame)] struct S; }, &["`S` has no `tag`"]);
    assert_mistakes(parse_quote! { #[arena(tag = T)] struct S; }, &["`S` has no `lifetime`"]);
}

#[test]
fn a_key_that_was_meant_is_not_missing_as_well() {
    assert_mistakes(parse_quote! { #[arena(tga = T, lifetime = frame)] struct S; }, &["did you mean `tag`?"]);
    assert_mistakes(parse_quote! { #[arena(tag = T, liftime = frame)] struct S; }, &["did you mean `lifetime`?"]);
    assert_mistakes(parse_quote! { #[arena(tag = "T", lifetime)] struct S; }, &["takes a path", "needs a value"]);
    assert_mistakes(parse_quote! { #[arena(tag = T lifetime = frame)] struct S; }, &["expected `,`"]);
    assert_mistakes(parse_quote! { #[arena] struct S; }, &["go into parentheses"]);
    assert_mistakes(parse_quote! { #[arena = 3] struct S; }, &["go into parentheses"]);
    assert_mistakes(parse_quote! { #[arena("T", lifetime = frame)] struct S; }, &["unexpected literal"]);
}

#[test]
fn unknown_keys_are_all_reported() {
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, dorp, budget = 3, a::b)] struct S; },
        &["unknown key `dorp` for `S`; did you mean `drop`?", "the keys are `tag`, `lifetime`", "`a::b`"],
    );
}

#[test]
fn a_duplicate_marks_both_places_and_the_first_only_once() {
    assert_mistakes(
        parse_quote! { #[arena(tag = T, tag = T, lifetime = frame)] #[arena(tag = U)] struct S; },
        &["`tag` of `S` is first given here", "`tag` of `S` is given again", "`tag` of `S` is given again"],
    );
}

#[test]
fn wrong_forms_of_values_are_corrected() {
    assert_mistakes(
        parse_quote! { #[arena(tag = "a::T", lifetime = 'frame, drop = true, name = S, crate = "a b")] struct S; },
        &[
            "write `tag = a::T`",
            "takes a path, not a lifetime: write `lifetime = frame`",
            "write `drop` alone",
            "takes a string",
            "write `crate = path::to::arena`",
        ],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = 3 + 4, lifetime(frame), drop(), name = " ", crate)] struct S; },
        &["write `tag = Renderer`", "needs a value", "write `drop` alone", "`name` of `S` is empty", "needs a value"],
    );
}

#[test]
fn misspelled_classes_are_recognized() {
    for (class, meant) in [("fram", "frame"), ("frames", "frame"), ("permanent", "perm"), ("scnee", "scene")] {
        let class = syn::Ident::new(class, proc_macro2::Span::call_site());
        let meant = format!("did you mean `{meant}`?");
        assert_mistakes(parse_quote! { #[arena(tag = T, lifetime = #class)] struct S; }, &[&meant]);
    }
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = Scene)] struct S; },
        &["write `lifetime = scene` for `S`"],
    );
    assert_mistakes(parse_quote! { #[arena(tag = T, lifetime = self::Scene)] struct S; }, &[]);
}

#[test]
fn misplaced_attributes_are_sent_where_they_belong() {
    assert_mistakes(
        parse_quote! {
            #[arena(tag = T, lifetime = frame)]
            struct S<#[arena(drop)] P>(#[arena(tag = T, nmae = "s", wrong)] P, #[arena] u8);
        },
        &[
            "`drop` is not expected on the parameter `P`; it belongs on the struct `S`",
            "`tag` is not expected on the field `0`",
            "did you mean `name`, which belongs on the struct `S`?",
            "unknown key `wrong` on the field `0`",
            "`arena` is not expected on the field `1`",
        ],
    );
    assert_mistakes(
        parse_quote! {
            #[arena(tag = T, lifetime = frame)]
            enum E { #[arena(drop)] A { #[arena(lifetime = scene)] x: u8 } }
        },
        &["on the variant `A`; it belongs on the enum `E`", "on the field `x`; it belongs on the enum `E`"],
    );
}

#[test]
fn a_union_is_refused() {
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame)] union U { x: u8 } },
        &["the union `U` cannot derive `Arena`"],
    );
}

#[test]
fn shorter_brands_are_refused() {
    let scene = parse_quote! { #[arena(tag = T, lifetime = scene)] struct S<'scene, 'frame>(&'scene u8, &'frame u8); };
    assert_mistakes(scene, &["`S` is a scene type and cannot hold `'frame` data"]);
    let perm = parse_quote! { #[arena(tag = T, lifetime = perm)] struct S<'frame, 'scene>(&'scene u8, &'frame u8); };
    assert_mistakes(perm, &["cannot hold `'frame` data", "cannot hold `'scene` data"]);
}

#[test]
fn equal_and_longer_brands_are_accepted() {
    assert_mistakes(parse_quote! { #[arena(tag = T, lifetime = frame)] struct S<'frame, 'scene, 'perm>(X); }, &[]);
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame)] struct S<'scene>(X); },
        &[
        // A frame type without a frame brand borrows only longer-lived data.
    ],
    );
    assert_mistakes(parse_quote! { #[arena(tag = T, lifetime = scene)] struct S<'scene, 'perm>(X); }, &[]);
    assert_mistakes(parse_quote! { #[arena(tag = T, lifetime = perm)] struct S<'perm>(X); }, &[]);
    assert_mistakes(parse_quote! { #[arena(tag = T, lifetime = perm)] struct S(&'static u8); }, &[]);
}

#[test]
fn names_that_are_no_brand_are_to_be_renamed() {
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame)] struct S<'a>(X); },
        &["rename `'a` to `'frame`, the brand of class `frame`, or to `'scene` or `'perm`"],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = perm)] struct S<'data>(X); },
        &["rename `'data` to `'perm`, the brand of class `perm`"],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = scene)] struct S<'scene, 'a>(X); },
        &["rename `'a` to `'perm`, or use `'scene` for it too"],
    );
    // Beside the brand of the class, a name can be that of a user's class.
    assert_mistakes(parse_quote! { #[arena(tag = T, lifetime = frame)] struct S<'frame, 'request>(X); }, &[]);
}

#[test]
fn types_of_a_users_class_may_hold_every_brand() {
    assert_mistakes(
        parse_quote! {
            #[arena(tag = T, lifetime = web::HttpRequest)]
            struct S<'http_request, 'frame, 'scene, 'perm, 'session>(X);
        },
        &[],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = web::HttpRequest)] struct S<'http_requst, 'x>(X); },
        &["rename `'http_requst` to `'http_request`, the brand of class `web::HttpRequest`", "rename `'x` to"],
    );
}

#[test]
fn what_runs_destructors_must_not_borrow() {
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, drop)] struct S<'frame, 'a>(X); },
        &["`S` is declared `drop` and must not borrow `'frame` data", "must not borrow `'a` data"],
    );
    assert_mistakes(parse_quote! { #[arena(tag = T, lifetime = frame, drop)] struct S<P>(P); }, &[]);
}

#[test]
fn two_constructors_of_one_name_are_refused() {
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame)] enum E { HttpGet, Post, HTTPGet } },
        &["the variants `HttpGet` and `HTTPGet` of `E` would both be made by `new_http_get_in`"],
    );
}
