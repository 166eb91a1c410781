//! What is refused about stores, and in which words.

use syn::parse_quote;

use crate::arena::tests::assert_mistakes;

#[test]
fn correct_stores_are_accepted() {
    assert_mistakes(parse_quote! { #[arena(tag = T, lifetime = frame, store = pool)] enum S { A(u8) } }, &[]);
    assert_mistakes(parse_quote! { #[arena(tag = T, lifetime = frame, store = soa,)] struct S(u8); }, &[]);
    assert_mistakes(
        parse_quote! {
            #[arena(tag = T, lifetime = frame, store(kind = soa, capacity = 2 * N, name = Ss))]
            struct S<const N: usize> { x: u8, #[arena(skip)] y: String }
        },
        &[],
    );
    assert_mistakes(parse_quote! { #[arena(tag = T, lifetime = frame, store(kind = pool,), drop)] struct S; }, &[]);
}

#[test]
fn kinds_are_known_and_have_to_be_given() {
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store = pol)] struct S; },
        &["unknown kind `pol` of a store for `S`; did you mean `pool`?"],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store(kind = vec))] struct S; },
        &[
            "unknown kind `vec` of a store for `S`; the kinds are `pool`, which keeps each value in one piece, and `soa`",
        ],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store(capacity = 3))] struct S; },
        &["the store of `S` has no `kind`: add `kind = pool` or `kind = soa`"],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store())] struct S; },
        &["the store of `S` has no `kind`"],
    );
    // A kind that was meant is not missing as well.
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store(soa))] struct S; },
        &["the kind of a store is given with a key: write `kind = soa`"],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store(kid = soa))] struct S; },
        &["did you mean `kind`?"],
    );
}

#[test]
fn wrong_forms_are_corrected_all_at_once() {
    assert_mistakes(
        parse_quote! {
            #[arena(tag = T, lifetime = frame, store = "soa")]
            #[arena(store = pool)]
            struct S;
        },
        &["takes a name, not a string: write `store = soa`", "is first given here", "is given again"],
    );
    assert_mistakes(
        parse_quote! {
            #[arena(tag = T, lifetime = frame, store(kind = "soa", capacity = "many", name = "Ss", kind = soa, colour))]
            struct S;
        },
        &[
            "takes a name, not a string: write `kind = soa`",
            "`capacity` of `S` takes a number: write `capacity = 65_536`",
            "takes a name, not a string: write `name = Ss`",
            "`kind` of `S` is first given here",
            "`kind` of `S` is given again",
            "unknown key `colour` for `S`; the keys are `kind`, `capacity`, `name`",
        ],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store(kind = pool, capacity = 0, name = a::B))] struct S; },
        &[
            "`capacity` of `S` is 0, and its store could never hold a value",
            "takes a single name: write `name = SStore`",
        ],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store, capacity, name(B))] struct S; },
        &["`store` of `S` needs a value: write `store = pool`", "is that of its store", "needs a value"],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store(kind = pool capacity = 3))] struct S; },
        &["expected `,`"],
    );
}

#[test]
fn keys_at_a_wrong_place_are_sent_where_they_belong() {
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, soa, capacity = 5, skip)] struct S(u8); },
        &[
            "a store for `S` is asked for with a key: write `store = soa`",
            "`capacity` of `S` is that of its store: write it as `store(kind = …, …)`",
            "`skip` is not expected on `S` itself; it belongs on a field of a type with `store = soa`",
        ],
    );
    assert_mistakes(
        parse_quote! {
            #[arena(tag = T, lifetime = frame, store = soa)]
            struct S { #[arena(skp)] a: u8, #[arena(skip, skip = 3)] b: u8, #[arena(store = pool)] c: u8, #[arena()] d: u8 }
        },
        &[
            "unknown key `skp` on the field `a`; did you mean `skip`?",
            "`skip` of the field `b` is given again",
            "`store` is not expected on the field `c`; it belongs on the struct `S`",
            "`arena` is not expected on the field `d`",
        ],
    );
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store = soa)] struct S(#[arena(skip(all))] u8); },
        &["`skip` of `S` takes no value"],
    );
}

#[test]
fn columns_that_cannot_be_are_refused() {
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store = soa)] enum E { A, B(u8) } },
        &["the enum `E` has no columns, because its fields are not the same for every value: write `store = pool`"],
    );
    for attribute in [
        parse_quote! { #[arena(tag = T, lifetime = frame, store = pool)] },
        parse_quote! { #[arena(tag = T, lifetime = frame)] },
    ] {
        let attribute: syn::Attribute = attribute;
        assert_mistakes(
            parse_quote! { #attribute struct S(#[arena(skip)] u8, #[arena(skip)] u8); },
            &[
                "`skip` leaves a field out of the views of a `store = soa`, which `S` does not have",
                "`skip` leaves a field out",
            ],
        );
    }
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store = soa)] struct S { a: u8, a_mut: u8, len: u8, len_column: u8 } },
        &[
            "the columns of the fields `a` and `a_mut` of `S` would both be had by `a_mut`; rename one of them",
            "the columns of the fields `len` and `len_column` of `S` would both be had by `len_column`",
            "`len_column_mut`",
        ],
    );
    // Where it is not known what store is meant, what depends on it is not reported.
    assert_mistakes(
        parse_quote! { #[arena(tag = T, lifetime = frame, store)] struct S(#[arena(skip)] u8); },
        &["needs a value"],
    );
}
