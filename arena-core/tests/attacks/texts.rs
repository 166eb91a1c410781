//! Texts of many pieces, beside what `std` makes of them, with a neighbour behind each.

use std::fmt;

use arena_core::Frame;

use crate::support::{Random, each_backing};

/// A text that is written in pieces of these lengths.
struct Pieces<'a>(&'a [usize]);

impl fmt::Display for Pieces<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
        self.0.iter().try_for_each(|&len| f.write_str(&LETTERS.repeat(len / LETTERS.len() + 1)[..len]))
    }
}

/// Checks a text after its neighbour has been written, which would lie in it if it were too long for its room.
fn compare(frame: &Frame<'_>, pieces: &[usize]) {
    let expected = Pieces(pieces).to_string();
    let before = frame.stats().used;
    let text = frame.alloc_fmt(format_args!("{}", Pieces(pieces)));
    assert_eq!(frame.stats().used - before, expected.len().next_multiple_of(8), "{pieces:?}");
    let neighbour = frame.alloc_slice_fill_with(20, |_| 0_u64);
    assert_eq!(*text, *expected);
    neighbour.fill(u64::MAX);
    assert_eq!(*text, *expected);

    let mut string = frame.string();
    string.push_str("begun ");
    let half = pieces.len() / 2;
    string.try_push_fmt(format_args!("{}", Pieces(&pieces[..half]))).unwrap();
    string.try_push_fmt(format_args!("{}", Pieces(&pieces[half..]))).unwrap();
    assert!(string.len() <= string.capacity());
    let text = string.into_str();
    frame.alloc_slice_fill_with(20, |_| u64::MAX);
    assert_eq!(text.strip_prefix("begun "), Some(expected.as_str()));
}

#[test]
fn texts_of_many_pieces_are_those_of_std() {
    each_backing(|arena| {
        // Around the room that a text begins with, and around twice that.
        let (totals, sizes): (&[usize], &[usize]) = if cfg!(miri) {
            (&[0, 64, 65, 129], &[7, 64])
        } else {
            (&[0, 1, 63, 64, 65, 127, 128, 129, 200], &[1, 7, 32, 64, 100])
        };
        for total in totals {
            for piece in sizes {
                let mut pieces = vec![*piece; total / piece];
                pieces.push(total % piece);
                arena.scope(|frame| compare(frame, &pieces));
            }
        }
        let mut random = Random::new(7);
        for _ in 0..if cfg!(miri) { 2 } else { 300 } {
            let pieces: Vec<usize> = (0..random.below(12)).map(|_| random.below(90)).collect();
            arena.scope(|frame| compare(frame, &pieces));
        }
    });
}

#[test]
fn strings_compare_and_make_room() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut string = frame.string();
            string.push_str("one");
            assert!(string == "one" && string == *"one");
            assert!(string != "two" && string != *"two");
            string.reserve(100);
            assert!(string.capacity() >= 103);
            assert_eq!(frame.alloc_box("shown").to_string(), "shown");
        });
    });
}
