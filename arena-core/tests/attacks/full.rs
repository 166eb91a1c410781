//! Exhaustion: every method hands back what was moved in, says what is wrong in figures, and
//! changes nothing.

use std::alloc::Layout;

use arena_core::{AllocError, Arena, Frame, Full, Reason, Tag, TagInfo, Tagged, lifetime};

use crate::support::{Aligned, Log, Noisy, each_backing, panic_of};

struct Mesh;

static MESH: TagInfo = TagInfo::new("Mesh", "Vertices and indices", None);

impl Tag for Mesh {
    fn info(&self) -> &'static TagInfo {
        &MESH
    }
}

/// Runs an attack in 104 bytes, of which 96 can be used and 72 are free.
fn nearly_full(attack: impl Fn(&mut Frame<'_>)) {
    let mut bytes = Aligned::<112>::new();
    let mut arena = Arena::<lifetime::Frame>::from_buffer(&mut bytes.0[1..105]).named("gui");
    arena.scope(|frame| {
        let before = frame.alloc([1_u64; 3]);
        attack(frame);
        assert_eq!(frame.stats().used, 24, "a failure takes nothing");
        assert_eq!(frame.stats().abandoned, 0);
        let after = frame.alloc([2_u64; 8]);
        assert_eq!((*before, *after), ([1; 3], [2; 8]));
    });
}

#[track_caller]
fn assert_figures(error: AllocError, tagged: bool, size: usize, align: usize) {
    assert_eq!(error.arena(), "gui");
    assert_eq!((error.size(), error.align()), (size, align));
    assert_eq!((error.free(), error.reserved()), (72, 96));
    assert_eq!(error.reason(), Reason::Full);
    assert_eq!(error.tag().map(|tag| tag.name), tagged.then_some("Mesh"));
}

/// The value that was moved in, and the error.
fn parts<T, R>(result: Result<R, Full<T>>) -> (T, AllocError) {
    match result {
        Ok(_) => panic!("there is no room for it"),
        Err(Full { value, error }) => (value, error),
    }
}

fn refused<R>(result: Result<R, AllocError>) -> AllocError {
    match result {
        Ok(_) => panic!("there is no room for it"),
        Err(error) => error,
    }
}

/// The same attack on the methods of a scope and on those of a scope with a tag, each with its
/// twin that panics: the text of the panic is that of the error.
macro_rules! on_both {
    (|$scope:ident, $tagged:ident| $attack:block) => {
        nearly_full(|frame| {
            let frame = &*frame;
            {
                let ($scope, $tagged) = (frame, false);
                $attack
            }
            let ($scope, $tagged): (Tagged<'_, '_, _>, _) = (frame.tagged(Mesh), true);
            $attack
        });
    };
}

const LARGE: [u16; 37] = [7; 37];

#[test]
fn values_come_back() {
    on_both!(|scope, tagged| {
        let (value, error) = parts(scope.try_alloc(LARGE));
        assert_eq!(value, LARGE);
        assert_figures(error, tagged, 74, 2);
        assert_eq!(panic_of(|| scope.alloc(LARGE)), error.to_string());

        let (value, error) = parts(scope.try_alloc_aligned::<64, _>([7_u64; 9]));
        assert_eq!(value, [7; 9]);
        assert_figures(error, tagged, 128, 64);
        assert_eq!(panic_of(|| scope.alloc_aligned::<64, _>([7_u64; 9])), error.to_string());

        let (value, error) = parts(scope.try_alloc_box((String::from("kept"), LARGE)));
        assert_eq!(value.0, "kept");
        assert_figures(error, tagged, 104, 8);
        assert_eq!(panic_of(|| scope.alloc_box((String::from("kept"), LARGE))), error.to_string());

        let (value, error) = parts(scope.try_insert(LARGE));
        assert_eq!(value, LARGE);
        assert_figures(error, tagged, 74, 2);
        assert_eq!(panic_of(|| scope.insert(LARGE)), error.to_string());
    });
}

#[test]
fn what_was_borrowed_is_refused() {
    on_both!(|scope, tagged| {
        let error = refused(scope.try_alloc_slice_copy(&LARGE));
        assert_figures(error, tagged, 74, 2);
        assert_eq!(panic_of(|| scope.alloc_slice_copy(&LARGE)), error.to_string());

        let error = refused(scope.try_alloc_slice_clone(&LARGE));
        assert_figures(error, tagged, 74, 2);
        assert_eq!(panic_of(|| scope.alloc_slice_clone(&LARGE)), error.to_string());

        let text = "x".repeat(73);
        let error = refused(scope.try_alloc_str(&text));
        assert_figures(error, tagged, 73, 1);
        assert_eq!(panic_of(|| scope.alloc_str(&text)), error.to_string());

        // The first piece of the text is in the arena when the second finds no room.
        let error = refused(scope.try_alloc_fmt(format_args!("{}{text}", 1)));
        assert_eq!((error.size(), error.align(), error.free()), (74, 1, 64));
        assert_eq!(error.tag().is_some(), tagged);
        assert_eq!(panic_of(|| scope.alloc_fmt(format_args!("{}{text}", 1))), error.to_string());
        let error = refused(scope.try_alloc_fmt(format_args!("{text}{}", 1)));
        assert_figures(error, tagged, 73, 1);
        let error = refused(scope.try_alloc_fmt(format_args!(
            "a text without arguments that is a bit longer than the arena has room for it"
        )));
        assert_figures(error, tagged, 76, 1);

        let error = refused(scope.try_insert_slice_copy(&LARGE));
        assert_figures(error, tagged, 82, 8);
        assert_eq!(panic_of(|| scope.insert_slice_copy(&LARGE)), error.to_string());

        let error = refused(scope.try_insert_str(&text));
        assert_figures(error, tagged, 81, 8);
        assert_eq!(panic_of(|| scope.insert_str(&text)), error.to_string());
    });
}

#[test]
fn what_was_to_be_computed_is_not() {
    on_both!(|scope, tagged| {
        let never = || -> [u64; 10] { unreachable!("there is no room for it") };
        let error = refused(scope.try_alloc_with(never));
        assert_figures(error, tagged, 80, 8);
        assert_eq!(panic_of(|| scope.alloc_with(never)), error.to_string());

        let never = |_| -> u64 { unreachable!("there is no room for it") };
        let error = refused(scope.try_alloc_slice_fill_with(10, never));
        assert_figures(error, tagged, 80, 8);
        assert_eq!(panic_of(|| scope.alloc_slice_fill_with(10, never)), error.to_string());

        let error = refused(scope.try_alloc_iter(0..10_u64));
        assert_figures(error, tagged, 80, 8);
        assert_eq!(panic_of(|| scope.alloc_iter(0..10_u64)), error.to_string());

        let error = refused(scope.try_alloc_uninit_slice::<u64>(10));
        assert_figures(error, tagged, 80, 8);
        assert_eq!(panic_of(|| scope.alloc_uninit_slice::<u64>(10)), error.to_string());

        let layout = Layout::from_size_align(1, 256).unwrap();
        let error = refused(scope.try_alloc_layout(layout));
        assert_figures(error, tagged, 1, 256);
        assert_eq!(panic_of(|| scope.alloc_layout(layout)), error.to_string());

        let error = refused(scope.try_vec_with_capacity::<u64>(10));
        assert_figures(error, tagged, 80, 8);
        assert_eq!(panic_of(|| scope.vec_with_capacity::<u64>(10)), error.to_string());

        let error = refused(scope.try_string_with_capacity(80));
        assert_figures(error, tagged, 80, 1);
        assert_eq!(panic_of(|| scope.string_with_capacity(80)), error.to_string());
    });
}

/// The list entry of a value that found no room is given back with it.
#[test]
fn values_with_destructors_come_back_whole() {
    static DROPPED: Log = Log::new();
    on_both!(|scope, tagged| {
        // There is room for the entry, but not for the value behind it.
        for _ in 0..3 {
            let large = (Noisy(1, &DROPPED), [0_u64; 6]);
            let (value, error) = parts(scope.try_alloc_drop(large));
            assert_eq!((value.0.0, DROPPED.take()), (1, vec![]));
            assert_eq!((error.size(), error.align()), (64, 8));
            assert_eq!(error.tag().is_some(), tagged);
            drop(value);
            assert_eq!(DROPPED.take(), [1]);
        }
    });
    // There is no room for the entry either.
    let mut bytes = Aligned::<24>::new();
    let mut arena = Arena::<lifetime::Frame>::from_buffer(&mut bytes.0);
    arena.scope(|frame| {
        let (value, _) = parts(frame.try_alloc_drop(Noisy(2, &DROPPED)));
        assert_eq!(DROPPED.take(), []);
        drop(value);
        assert_eq!((DROPPED.take(), frame.stats().used), (vec![2], 0));
        panic_of(|| frame.alloc_drop(Noisy(3, &DROPPED)));
        assert_eq!(DROPPED.take(), [3]);
    });
    assert_eq!(DROPPED.take(), []);
}

#[test]
fn vectors_keep_what_they_had() {
    static DROPPED: Log = Log::new();
    nearly_full(|frame| {
        let mut vec = frame.vec();
        for n in 0..4 {
            vec.push(Noisy(n, &DROPPED));
        }
        let (value, error) = parts(vec.try_push(Noisy(4, &DROPPED)));
        assert_eq!((value.0, vec.len()), (4, 4));
        assert_eq!((error.size(), error.align()), (5 * 16, 8));
        assert_eq!(panic_of(|| vec.push(Noisy(5, &DROPPED))), error.to_string());
        assert_eq!(DROPPED.take(), [5]);
        assert!(panic_of(|| vec.insert(1, Noisy(6, &DROPPED))).contains("is full"));
        assert_eq!(DROPPED.take(), [6]);
        drop((vec, value));
        assert_eq!(DROPPED.take(), [0, 1, 2, 3, 4]);

        let mut vec = frame.vec();
        let mut more = (0..20).map(|n| Noisy(n, &DROPPED));
        let (value, error) = parts(vec.try_extend(more.by_ref()));
        assert_eq!((vec.len(), value.0, more.next().map(|noisy| noisy.0)), (4, 4, Some(5)));
        assert_eq!(error.size(), 20 * 16, "what was announced");
        assert_eq!(DROPPED.take(), [5]);
        drop((vec, value));
        assert_eq!(DROPPED.take(), [0, 1, 2, 3, 4]);
    });
    nearly_full(|frame| {
        let mut vec = frame.vec();
        vec.extend_from_slice(&[1_u64, 2, 3]);
        let error = refused(vec.try_extend_from_slice(&[9; 7]));
        assert_eq!((error.size(), &*vec), (80, &[1, 2, 3][..]));
        assert_eq!(panic_of(|| vec.extend_from_slice(&[9; 7])), error.to_string());
        assert_eq!(panic_of(|| vec.reserve(7)), error.to_string());
        assert_eq!(panic_of(|| vec.extend([9; 7])), error.to_string());
        assert_eq!(*vec, [1, 2, 3, 9, 9, 9, 9, 9, 9], "those that found room stay");
    });
}

#[test]
fn strings_keep_what_they_had() {
    use std::fmt::Write;
    nearly_full(|frame| {
        let mut string = frame.string();
        string.push_str("four");
        let long = "x".repeat(69);
        let error = refused(string.try_push_str(&long));
        assert_eq!((error.size(), error.align()), (73, 1));
        assert_eq!(string, "four");
        assert!(string.write_str(&long).is_err());
        assert!(write!(string, "{long}").is_err());
        assert_eq!(panic_of(|| string.push_str(&long)), error.to_string());
        assert_eq!(string, "four", "text is appended whole or not at all");
        let error = refused(string.try_push_fmt(format_args!("-{}-{long}", 5)));
        assert_eq!(error.size(), 76);
        assert_eq!(string, "four-5-", "of formatted text, what was there until then");
        string.push_str(&"y".repeat(65));
        assert!(string.try_push('z').is_err());
        assert!(panic_of(|| string.push('é')).contains("is full"));
        assert_eq!(string.len(), 72);
    });
}

/// A text that ignores the failure of its first part must not come out without it.
#[test]
fn a_text_cannot_hide_that_there_was_no_room() {
    struct Careless;
    impl std::fmt::Display for Careless {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("begin ")?;
            let _ = f.write_str(&"x".repeat(100));
            f.write_str("end")
        }
    }
    nearly_full(|frame| {
        let error = refused(frame.try_alloc_fmt(format_args!("{Careless}")));
        assert_eq!(error.size(), 106);
        let mut string = frame.string();
        assert!(string.try_push_fmt(format_args!("{Careless}")).is_err());
        assert_eq!(string, "begin ", "nothing follows a gap");
    });
}

/// Vectors that cannot grow where they are, nor move.
#[test]
fn a_vector_in_the_way() {
    nearly_full(|frame| {
        let (mut first, mut last) = (frame.vec_with_capacity(4), frame.vec_with_capacity(4));
        first.extend([1_u64, 2, 3, 4]);
        last.extend([5_u64, 6, 7, 8]);
        assert_eq!(first.try_push(9).unwrap_err().value, 9);
        last.push(9);
        assert_eq!(last.try_push(10).unwrap_err().value, 10);
        assert_eq!((&*first, &*last), (&[1, 2, 3, 4][..], &[5, 6, 7, 8, 9][..]));
        drop(last);
        assert_eq!(first.capacity(), 4);
        first.extend([5, 6, 7, 8, 9]);
        assert_eq!(first.capacity(), 9, "in place, to the last byte");
    });
}

#[test]
fn destructors_of_a_slice_that_found_no_room() {
    use arena_core::__private::try_alloc_slice_drop_in;

    struct Owner(#[expect(dead_code, reason = "dropped, not read")] Noisy);
    impl arena_core::Resident for Owner {
        type Lifetime = lifetime::Frame;
        const NAME: &'static str = "Owner";
        fn tag() -> &'static TagInfo {
            &MESH
        }
    }
    static DROPPED: Log = Log::new();
    nearly_full(|frame| {
        // The first four find room, and then not even the entry of the list does.
        for count in [4, 5] {
            let values = (0..count).map(|n| Owner(Noisy(n, &DROPPED)));
            let error = refused(try_alloc_slice_drop_in(frame, values));
            assert_eq!(error.tag().map(|tag| tag.name), Some("Mesh"));
            assert_eq!(DROPPED.take_sorted(), (0..count).collect::<Vec<_>>());
        }
    });
}

/// Names in errors are those of the user: the type as it was passed, the arena as it was named.
#[test]
fn texts_read_like_advice() {
    let mut bytes = Aligned::<1024>::new();
    let mut arena = Arena::<lifetime::Scene>::from_buffer(&mut bytes.0).named("level");
    arena.scope(|scene| {
        scene.alloc([0_u64; 64]);
        let text = |error: AllocError| error.to_string();
        assert_eq!(
            text(scene.tagged(Mesh).try_alloc([0_u8; 600]).unwrap_err().error),
            "scene arena `level` is full: `[u8; 600]` (tag Mesh) asked for 600 bytes aligned to 1, \
             and 512 B of 1.0 KiB are free; reserve more when the arena is made, or open a nested \
             scope for what is needed only briefly"
        );
        assert_eq!(
            text(scene.try_alloc_slice_fill_with(usize::MAX, |_| 0_u32).unwrap_err()),
            "scene arena `level` cannot hold it: `[u32]` asked for more than isize::MAX bytes; \
             check the length, which may have overflowed"
        );
        assert!(text(scene.try_alloc_str(&"x".repeat(513)).unwrap_err()).contains("`str` asked for 513 bytes"));
        assert!(
            text(scene.try_alloc_fmt(format_args!("{}", "x".repeat(513))).unwrap_err()).contains("`str` asked for")
        );
        assert!(text(scene.try_string_with_capacity(513).unwrap_err()).contains("`str` asked for 513 bytes"));
        assert!(text(scene.try_insert_str(&"x".repeat(513)).unwrap_err()).contains("`str` asked for"));
        let full = scene.try_alloc([0_u64; 65]).unwrap_err();
        assert_eq!(full.to_string(), full.error.to_string());
        assert!(format!("{full:?}").starts_with("Full { error: AllocError"));
        let error: AllocError = full.into();
        assert_eq!(error.type_name(), "[u64; 65]");
    });
}

/// An arena that was full once is as good as new.
#[test]
fn a_full_arena_is_reset_like_any_other() {
    each_backing(|arena| {
        for _ in 0..3 {
            arena.scope(|frame| {
                let mut count = 0;
                while frame.try_alloc([0_u64; 64]).is_ok() {
                    count += 1;
                }
                let stats = frame.stats();
                assert!(stats.reserved - stats.used < 512);
                assert_eq!(count, stats.reserved / 512);
            });
            assert_eq!(arena.stats().used, 0);
        }
    });
}
