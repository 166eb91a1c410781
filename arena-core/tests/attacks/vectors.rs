//! Vectors and strings against those of std, and where their room comes from and goes to.

use std::cmp::Ordering;
use std::collections::hash_map::DefaultHasher;
use std::fmt::Write;
use std::hash::{Hash, Hasher};

use arena_core::{ArenaVec, Frame};

use crate::support::{Log, Noisy, Random, each_backing, panic_of};

/// Random operations on three vectors at a time, so that each is sometimes last and sometimes not.
fn like_vec<T: Clone + PartialEq + std::fmt::Debug>(seed: u64, make: impl Fn(u32) -> T) {
    let rounds = if cfg!(miri) { 60 } else { 600 };
    let mut random = Random::new(seed);
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut mine: Vec<ArenaVec<'_, '_, T>> = (0..3).map(|_| frame.vec()).collect();
            let mut model: Vec<Vec<T>> = vec![Vec::new(); 3];
            for round in 0..rounds {
                let which = random.below(3);
                let (mine, model) = (&mut mine[which], &mut model[which]);
                let value = make(round);
                let index = random.below(model.len() + 1);
                match random.below(14) {
                    0..5 => {
                        mine.push(value.clone());
                        model.push(value);
                    }
                    5 => assert_eq!(mine.pop(), model.pop()),
                    6 => {
                        mine.insert(index, value.clone());
                        model.insert(index, value);
                    }
                    7 if index < model.len() => assert_eq!(mine.remove(index), model.remove(index)),
                    8 if index < model.len() => assert_eq!(mine.swap_remove(index), model.swap_remove(index)),
                    9 => {
                        let more = vec![value; index.min(7)];
                        mine.extend(more.iter().cloned());
                        model.extend(more);
                    }
                    10 => {
                        let mut n = 0;
                        let mut third = || {
                            n += 1;
                            n % 3 != 0
                        };
                        mine.retain(|_| third());
                        n = 0;
                        model.retain(|_| {
                            n += 1;
                            n % 3 != 0
                        });
                    }
                    11 => {
                        mine.truncate(index);
                        model.truncate(index);
                    }
                    12 => mine.reserve(index),
                    13 if index == 0 => {
                        mine.clear();
                        model.clear();
                    }
                    _ => {
                        frame.alloc(round); // now none is last
                    }
                }
                assert_eq!(**mine, **model, "seed {seed}, round {round}");
                assert!(mine.capacity() >= mine.len());
            }
            for (mine, model) in mine.into_iter().zip(model) {
                if random.below(2) == 0 {
                    assert!(mine.into_iter().eq(model));
                } else {
                    assert_eq!(*mine.into_boxed_slice(), *model);
                }
            }
        });
    });
}

#[test]
fn random_operations_agree_with_std() {
    #[derive(Clone, PartialEq, Debug)]
    #[repr(align(32))]
    struct Wide(u32);
    for seed in 0..if cfg!(miri) { 1 } else { 20 } {
        like_vec(seed, |n| n.to_le_bytes()[0]);
        like_vec(seed, |n| n);
        like_vec(seed, |n| (n, u64::from(n)));
        like_vec(seed, Wide);
        like_vec(seed, |_| ());
        like_vec(seed, |n| n.to_string());
    }
}

/// Where the room of vectors comes from and where it goes, in bytes.
#[test]
fn the_last_one_grows_in_place() {
    each_backing(|arena| {
        arena.scope(|frame| {
            frame.alloc(0_u64);
            let mut vec = frame.vec();
            vec.push(0_u64);
            let start = vec.as_ptr();
            for n in 1..1000 {
                vec.push(n);
            }
            assert_eq!((vec.as_ptr(), frame.stats().abandoned), (start, 0));
            let slice = vec.into_slice();
            assert_eq!((slice.len(), frame.stats().used), (1000, 8 + 8000), "what was spare is given back");
            drop(frame.vec_with_capacity::<u64>(100));
            assert_eq!(frame.stats().used, 8008, "dropped as the last, it was never there");
        });
    });
}

#[test]
fn one_that_is_not_the_last_moves_and_leaves_its_room() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut vec = frame.vec_with_capacity(4);
            vec.extend([1_u64, 2, 3, 4]);
            let before = vec.as_ptr();
            let other = frame.alloc(9_u64);
            assert_eq!(frame.stats().abandoned, 0);
            vec.push(5);
            assert_ne!(vec.as_ptr(), before);
            let stats = frame.stats();
            assert_eq!((stats.abandoned, stats.used), (32, 32 + 8 + 128));
            vec.push(6); // it is the last now, and has room
            let slice = vec.into_slice();
            assert_eq!((slice, *other), (&mut [1, 2, 3, 4, 5, 6][..], 9));
            assert_eq!((frame.stats().used, frame.stats().abandoned), (32 + 8 + 48, 32));

            let mut vec = frame.vec_with_capacity::<u64>(4);
            vec.push(1);
            frame.alloc(9_u64);
            let used = frame.stats().used;
            assert_eq!(vec.into_slice().len(), 1);
            assert_eq!(frame.stats().used, used, "in the middle nothing can be given back");
            let vec = frame.vec_with_capacity::<u64>(2);
            frame.alloc(9_u64);
            drop(vec);
            assert_eq!(frame.stats().abandoned, 32 + 16, "but it is known");
        });
    });
}

/// Room for bytes is taken in eights, and the difference counts on both ways.
#[test]
fn odd_sizes_in_place() {
    each_backing(|arena| {
        arena.scope(|frame| {
            for len in 0..40_usize {
                let used = frame.stats().used;
                let mut vec = frame.vec();
                for n in 0..len {
                    let [a, b, c, ..] = n.to_le_bytes();
                    vec.push((a, b, c));
                }
                let slice = vec.into_slice();
                assert_eq!(slice.len(), len);
                assert_eq!(frame.stats().used - used, (len * 3).next_multiple_of(8));
            }
        });
    });
}

#[test]
fn capacities() {
    each_backing(|arena| {
        arena.scope(|frame| {
            assert_eq!(frame.vec::<u8>().capacity(), 0);
            assert_eq!(frame.stats().used, 0, "an empty one takes nothing");
            let mut bytes = frame.vec();
            bytes.push(1_u8);
            assert_eq!(bytes.capacity(), 128);
            for capacity in 0..5 {
                assert_eq!(frame.vec_with_capacity::<[u64; 9]>(capacity).capacity(), capacity, "exactly");
                assert_eq!(frame.string_with_capacity(capacity).capacity(), capacity);
            }
            let mut vec = frame.vec_with_capacity(10);
            vec.push(1_u32);
            assert_eq!(vec.capacity(), 10);
            vec.reserve(9);
            assert_eq!(vec.capacity(), 10);
            vec.reserve(10);
            assert_eq!(vec.capacity(), 32, "as much as a first growth makes, if that is more than what is needed");
            vec.reserve(32);
            assert_eq!(vec.capacity(), 64, "twice, if that is more");
            vec.reserve(200);
            assert_eq!(vec.capacity(), 201);
            vec.clear();
            assert_eq!(vec.capacity(), 201, "clearing keeps the room");
        });
    });
}

#[test]
fn misuse_of_an_index() {
    static DROPPED: Log = Log::new();
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut vec = frame.vec();
            vec.extend([Noisy(1, &DROPPED), Noisy(2, &DROPPED)]);
            let text = panic_of(|| vec.insert(3, Noisy(3, &DROPPED)));
            assert_eq!((text.as_str(), DROPPED.take()), ("index 3 is beyond the length 2", vec![3]));
            assert_eq!(panic_of(|| drop(vec.remove(2))), "index 2 is not below the length 2");
            assert_eq!(panic_of(|| drop(vec.swap_remove(2))), "index 2 is not below the length 2");
            let mut empty = frame.vec::<u8>();
            assert_eq!(panic_of(|| empty.remove(0)), "index 0 is not below the length 0");
            assert_eq!(panic_of(|| empty.swap_remove(0)), "index 0 is not below the length 0");
            assert_eq!(empty.pop(), None);
            assert_eq!(vec.len(), 2);
        });
        assert_eq!(DROPPED.take(), [1, 2]);
    });
}

#[test]
fn they_compare_and_hash_like_slices() {
    fn hash(value: &(impl Hash + ?Sized)) -> u64 {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        hasher.finish()
    }
    fn of<'s, 'id>(frame: &'s Frame<'id>, values: &[u32]) -> ArenaVec<'s, 'id, u32> {
        let mut vec = frame.vec();
        vec.extend(values);
        vec
    }
    each_backing(|arena| {
        arena.scope(|frame| {
            let [low, high, same] = [&[1, 2][..], &[1, 3], &[1, 2]].map(|values| of(frame, values));
            assert!(low == same && low != high && low < high);
            assert_eq!(low.cmp(&high), Ordering::Less);
            assert_eq!(low.partial_cmp(&same), Some(Ordering::Equal));
            assert_eq!(hash(&low), hash(&[1_u32, 2][..]));
            assert_eq!(format!("{low:?}"), "[1, 2]");
            let mut doubled = 0;
            for value in &low {
                doubled += value * 2;
            }
            let mut high = high;
            for value in &mut high {
                *value += 1;
            }
            assert_eq!((doubled, &*high), (6, &[2, 4][..]));
            assert_eq!(format!("{:?}", high.into_iter()), "IntoIter { left: 2 }");
        });
    });
}

/// Random operations on two strings at a time, with characters of every width.
#[test]
fn strings_agree_with_std() {
    const PIECES: [&str; 6] = ["", "a", "é", "漢字", "🦀", "a longer piece of text, to make it grow"];
    let (seeds, rounds) = if cfg!(miri) { (1, 60) } else { (20, 400) };
    for seed in 0..seeds {
        let mut random = Random::new(seed);
        each_backing(|arena| {
            arena.scope(|frame| {
                let mut mine = [frame.string(), frame.string_with_capacity(5)];
                let mut model = [String::new(), String::new()];
                for round in 0..rounds {
                    let which = random.below(2);
                    let (mine, model) = (&mut mine[which], &mut model[which]);
                    let piece = PIECES[random.below(6)];
                    match random.below(8) {
                        0 | 1 => {
                            mine.push_str(piece);
                            model.push_str(piece);
                        }
                        2 => {
                            let character = piece.chars().next().unwrap_or('\0');
                            mine.push(character);
                            model.push(character);
                        }
                        3 => assert_eq!(mine.pop(), model.pop()),
                        4 => {
                            write!(mine, "{round}{piece}").unwrap();
                            write!(model, "{round}{piece}").unwrap();
                        }
                        5 => {
                            let at = random.below(model.len() + 2);
                            if model.is_char_boundary(at) || at > model.len() {
                                mine.truncate(at);
                                model.truncate(at);
                            } else {
                                let text = panic_of(|| mine.truncate(at));
                                assert_eq!(text, format!("byte {at} is in the middle of a character"));
                            }
                        }
                        6 => {
                            mine.extend([piece, piece]);
                            model.extend([piece, piece]);
                            mine.extend(piece.chars());
                            model.push_str(piece);
                        }
                        _ if round % 50 == 0 => {
                            mine.clear();
                            model.clear();
                        }
                        _ => mine.make_ascii_uppercase_like(model),
                    }
                    assert_eq!(mine.as_str(), model, "seed {seed}, round {round}");
                    assert!(mine.capacity() >= mine.len());
                }
                let [first, second] = mine;
                assert_eq!((first == model[0].as_str(), first == *model[0]), (true, true));
                assert_eq!((format!("{first:?}"), format!("{second:>9}")), {
                    (format!("{:?}", model[0]), format!("{:>9}", model[1]))
                });
                let texts: [&mut str; 2] = [first.into_str(), second.into_str()];
                assert_eq!(texts, [&*model[0], &*model[1]]);
            });
        });
    }
}

/// Through `DerefMut`, as a `&mut str`.
trait UppercaseLike {
    fn make_ascii_uppercase_like(&mut self, model: &mut String);
}

impl UppercaseLike for arena_core::ArenaString<'_, '_> {
    fn make_ascii_uppercase_like(&mut self, model: &mut String) {
        self.make_ascii_uppercase();
        model.make_ascii_uppercase();
    }
}

#[test]
fn text_without_arguments_is_not_formatted() {
    each_backing(|arena| {
        arena.scope(|frame| {
            assert_eq!(frame.alloc_fmt(format_args!("plain")), "plain");
            assert_eq!(frame.stats().used, 8);
            assert_eq!(frame.alloc_fmt(format_args!("{}-{:>4}", 1, "é")), "1-   é");
            assert_eq!(frame.alloc_fmt(format_args!("{}", "")), "");
            assert_eq!(frame.stats().used, 16);
        });
    });
}
