//! Scopes in scopes: what an inner one takes, it gives back to the byte.

use arena_core::{Arena, Frame, Inner, View, lifetime};

use crate::support::{Aligned, Log, Noisy, each_backing, explode, survives};

#[test]
fn three_deep_and_back() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let one = frame.alloc([1_u64; 5]);
            let place = frame.scope(|inner| {
                let two = inner.alloc([2_u64; 5]);
                let place = inner.scope(|innermost| {
                    let three = innermost.alloc([3_u64; 5]);
                    assert_eq!(innermost.stats().used, 120);
                    std::ptr::from_ref(three).addr()
                });
                assert_eq!(inner.stats().used, 80);
                let again = inner.alloc([4_u64; 5]);
                assert_eq!(std::ptr::from_ref(&*again).addr(), place, "the same room again");
                assert_eq!((*two, *again), ([2; 5], [4; 5]));
                std::ptr::from_ref(two).addr()
            });
            assert_eq!(frame.stats().used, 40);
            let again = frame.alloc([5_u64; 5]);
            assert_eq!(std::ptr::from_ref(&*again).addr(), place);
            assert_eq!((*one, *again), ([1; 5], [5; 5]));
        });
        let stats = arena.stats();
        assert_eq!((stats.used, stats.peak, stats.resets), (0, 120, 1), "one scope was opened on the arena itself");
    });
}

/// Sums a tree of numbers with temporaries on every level.
fn sum(frame: &mut Frame<'_>, depth: u64) -> u64 {
    let mine = frame.alloc_iter((0..depth).map(|n| n * depth)).iter().sum::<u64>();
    let used = frame.stats().used;
    let below: u64 = (0..depth).map(|depth| frame.scope(|inner| sum(inner, depth))).sum();
    assert_eq!(frame.stats().used, used);
    mine + below
}

fn sum_with_statements(frame: &mut Frame<'_>, depth: u64) -> u64 {
    let mine = frame.alloc_iter((0..depth).map(|n| n * depth)).iter().sum::<u64>();
    let used = frame.stats().used;
    let mut below = 0;
    for depth in 0..depth {
        opened!(inner in frame);
        below += sum_with_statements(inner, depth);
    }
    assert_eq!(frame.stats().used, used);
    mine + below
}

#[test]
fn recursion() {
    fn expected(depth: u64) -> u64 {
        (0..depth).map(|n| n * depth).sum::<u64>() + (0..depth).map(expected).sum::<u64>()
    }
    let depth = if cfg!(miri) { 4 } else { 8 };
    each_backing(|arena| {
        arena.scope(|frame| {
            assert_eq!(sum(frame, depth), expected(depth));
            assert_eq!(sum_with_statements(frame, depth), expected(depth));
        });
    });
}

#[test]
fn many_levels() {
    fn dig(frame: &mut Frame<'_>, left: usize) -> usize {
        let byte = frame.alloc(7_u8);
        let level = match left.checked_sub(1) {
            Some(left) => frame.scope(|inner| dig(inner, left)),
            None => frame.stats().used,
        };
        assert_eq!(*byte, 7);
        level
    }
    each_backing(|arena| {
        arena.scope(|frame| {
            let depth = if cfg!(miri) { 40 } else { 200 };
            assert_eq!(dig(frame, depth), (depth + 1) * 8);
            assert_eq!(frame.stats().used, 8);
        });
    });
}

/// Every way out of a block rewinds, and runs the destructors.
#[test]
fn every_way_out_of_a_statement() {
    static DROPPED: Log = Log::new();

    fn early_return(arena: &mut Arena<'_, lifetime::Frame>, early: bool) -> u32 {
        opened!(frame in arena);
        frame.alloc_drop(Noisy(1, &DROPPED));
        if early {
            return 1;
        }
        2
    }

    fn question_mark(arena: &mut Arena<'_, lifetime::Frame>) -> Option<()> {
        opened!(frame in arena);
        frame.alloc_drop(Noisy(2, &DROPPED));
        None::<()>?;
        unreachable!("`?` returns")
    }

    each_backing(|arena| {
        assert_eq!((early_return(arena, true), DROPPED.take()), (1, vec![1]));
        assert_eq!((early_return(arena, false), DROPPED.take()), (2, vec![1]));
        assert_eq!((question_mark(arena), DROPPED.take()), (None, vec![2]));
        let mut ways_out = || {
            for n in 0.. {
                opened!(frame in arena);
                frame.alloc_drop(Noisy(n, &DROPPED));
                if n % 2 == 0 {
                    continue;
                }
                if n > 4 {
                    break;
                }
            }
        };
        ways_out();
        assert_eq!(DROPPED.take(), [0, 1, 2, 3, 4, 5]);
        survives(|| {
            opened!(frame in arena);
            frame.alloc_drop(Noisy(7, &DROPPED));
            explode()
        });
        assert_eq!(DROPPED.take(), [7]);
        assert_eq!((arena.stats().used, arena.stats().resets), (0, 10));
    });
}

/// Data of the outer scope is put into that of the inner one, by reference and by handle.
#[test]
fn inner_data_refers_to_outer_data() {
    struct Call<'inner, 'outer> {
        mesh: &'outer [u32],
        text: &'inner str,
    }
    each_backing(|arena| {
        arena.scope(|frame| {
            let mesh = &*frame.alloc_slice_copy(&[1, 2, 3]);
            let name = frame.insert_str("cube");
            let (view, mut rest): (View<'_, '_>, Inner<'_, _>) = frame.split();
            for round in 0..3 {
                let length = rest.scope(|inner| {
                    let text = inner.alloc_fmt(format_args!("{} {round}", &view[name]));
                    let call = inner.alloc(Call { mesh, text });
                    inner.scope(|innermost| {
                        let calls: &[&Call<'_, '_>] = innermost.alloc_slice_copy(&[&*call]);
                        calls[0].mesh.len() + calls[0].text.len()
                    })
                });
                assert_eq!(length, 3 + 6);
            }
            assert_eq!((view.get(name), mesh), ("cube", &[1, 2, 3][..]));
        });
    });
}

/// Two arenas open at a time, in either order.
#[test]
fn scopes_of_two_arenas() {
    let (mut bytes, mut others) = (Aligned::<512>::new(), Aligned::<512>::new());
    let mut scenes = Arena::<lifetime::Scene>::from_buffer(&mut bytes.0);
    let mut frames = Arena::<lifetime::Frame>::from_buffer(&mut others.0);
    opened!(scene in scenes);
    let name = &*scene.alloc_str("level");
    for n in 0..3_u64 {
        opened!(frame in frames);
        let pair = frame.alloc((name, &*scene.alloc(n)));
        assert_eq!(*pair, ("level", &n));
    }
    assert_eq!(scene.stats().used, 8 + 3 * 8);
}

/// A value that is dropped between two openings still sees its scope.
#[test]
fn locals_are_dropped_before_their_scope() {
    static DROPPED: Log = Log::new();
    struct Reads<'a>(&'a u32);
    impl Drop for Reads<'_> {
        fn drop(&mut self) {
            DROPPED.note(*self.0);
        }
    }
    each_backing(|arena| {
        let mut attack = || {
            opened!(frame in arena);
            let number = frame.alloc(5_u32);
            let _first = Reads(number);
            opened!(inner in frame);
            let _second = Reads(inner.alloc(6_u32));
            let _boxed = inner.alloc_box(Reads(inner.alloc(7_u32)));
        };
        attack();
        assert_eq!(DROPPED.take(), [7, 6, 5]);
    });
}
