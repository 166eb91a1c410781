//! `Chain`: the same attacks where memory comes chunk by chunk.

use std::cell::Cell;
use std::fmt;

use arena_core::{AllocError, Chain, ChainScope, Reason, lifetime};

use crate::support::{explode, leak_half_way, panic_of, pause, survives};

fn chain() -> Chain<lifetime::Frame> {
    Chain::new("scratch")
}

#[test]
fn it_allocates_and_resets() {
    let mut chain = chain();
    assert_eq!(chain.stats().committed, 0, "no chunk before it is needed");
    assert!(format!("{chain:?}").starts_with("Chain { name: \"scratch\""));
    for round in 1..4 {
        chain.scope(|frame| {
            assert_eq!(frame.stats().used, 0);
            let number = frame.alloc(round);
            let slice = frame.alloc_slice_copy(&[1_u16, 2, 3]);
            let text = frame.alloc_str("text");
            let collected = frame.alloc_iter((0..1000_u64).filter(|n| n % 2 == 0));
            let formatted = frame.alloc_fmt(format_args!("{round}-{:>4}", "é"));
            let room = frame.alloc_uninit_slice::<u128>(3);
            assert_eq!(room.as_ptr().addr() % align_of::<u128>(), 0);
            assert_eq!((*number, &*slice, &*text), (round, &[1, 2, 3][..], "text"));
            assert_eq!(*formatted, *format!("{round}-   é"));
            assert!(collected.iter().copied().eq((0..500).map(|n| n * 2)));
            assert!(frame.stats().used >= 4000);
            assert!(format!("{frame:?}").starts_with("ChainScope { name: \"scratch\""));
        });
        let stats = chain.stats();
        assert_eq!((stats.used, stats.resets), (0, round));
        assert!(stats.peak >= 4000 && stats.committed >= 4000 && stats.abandoned == 0);
    }
}

#[test]
#[cfg_attr(miri, ignore = "bumpalo aligns by address, which Miri's symbolic check of alignment does not follow")]
fn nothing_and_huge_alignments() {
    #[derive(Clone, Copy, PartialEq, Debug)]
    #[repr(align(4096))]
    struct Page;
    #[repr(align(256))]
    struct Line(u8);
    let mut chain = chain();
    chain.scope(|frame| {
        frame.alloc(1_u8);
        for _ in 0..20 {
            assert_eq!(std::ptr::from_ref(frame.alloc(Page)).addr() % 4096, 0);
            let line = frame.alloc(Line(7));
            assert_eq!((std::ptr::from_ref(&*line).addr() % 256, line.0), (0, 7));
        }
        assert_eq!(frame.alloc_iter((0..1000).map(|_| Page)).len(), 1000);
        assert_eq!(frame.alloc_uninit_slice::<()>(usize::MAX).len(), usize::MAX);
        assert_eq!(frame.alloc_str(""), "");
    });
}

/// The limit is an error with figures, and the value comes back.
#[test]
fn a_limit_is_kept() {
    let mut chain = chain().limit(4096);
    chain.scope(|frame| {
        let full = frame.try_alloc([7_u8; 5000]).unwrap_err();
        assert_eq!((full.value[0], full.error.size(), full.error.reserved()), (7, 5000, 4096));
        assert_eq!((full.error.arena(), full.error.reason()), ("scratch", Reason::Full));
        let error = frame.try_alloc_uninit_slice::<u64>(usize::MAX).unwrap_err();
        assert_eq!(error.reason(), Reason::TooLarge);
        for error in [
            frame.try_alloc_slice_copy(&[0_u8; 5000]).map(drop).unwrap_err(),
            frame.try_alloc_str(&"x".repeat(5000)).map(drop).unwrap_err(),
            frame.try_alloc_uninit_slice::<u8>(5000).map(drop).unwrap_err(),
            frame.try_alloc_iter(0..5000_u64).map(drop).unwrap_err(),
            frame.try_alloc_fmt(format_args!("{}", "x".repeat(5000))).map(drop).unwrap_err(),
        ] {
            assert_eq!((error.arena(), error.reason()), ("scratch", Reason::Full));
            assert!(error.free() <= error.reserved());
        }
        let mut asked = 0;
        let error = frame.try_alloc_iter((0..5000_u64).inspect(|_| asked += 1)).map(drop).unwrap_err();
        assert_eq!(error.size(), asked * 8, "up to the one that found no room");
        let error: AllocError = frame.try_alloc([7_u8; 5000]).unwrap_err().into();
        assert_eq!(panic_of(|| frame.alloc([7_u8; 5000]).len()), error.to_string());
        assert!(error.to_string().starts_with("frame arena `scratch` is full: `[u8; 5000]` asked for 5000 bytes"));
        let mut count = 0;
        while frame.try_alloc([0_u64; 8]).is_ok() {
            count += 1;
        }
        assert!(count > 0 && count * 64 <= 4096);
        assert!(frame.stats().used <= 4096 && frame.stats().committed <= 4096);
    });
    chain.scope(|frame| assert!(frame.try_alloc([0_u64; 8]).is_ok()));
}

/// Iterators, closures and texts that allocate from the chain while it collects them, lie, or panic.
#[test]
fn reentrancy_lies_and_panics() {
    struct Print<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result>(F);
    impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Display for Print<F> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            (self.0)(f)
        }
    }
    struct Liar(u32);
    impl Iterator for Liar {
        type Item = u32;
        fn next(&mut self) -> Option<u32> {
            self.0 = self.0.checked_sub(1)?;
            Some(self.0)
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            (usize::MAX, Some(0))
        }
    }
    let mut chain = chain();
    chain.scope(|frame| {
        let frame: &ChainScope<'_, _> = frame;
        let numbers: &mut [&u64] = frame.alloc_iter((0..200).map(|n| &*frame.alloc(n)));
        assert!((0..).zip(numbers.iter()).all(|(n, number)| n == **number));
        assert_eq!(frame.alloc_iter(Liar(5)), [4, 3, 2, 1, 0]);
        let nested = Print(|f| f.write_str(frame.alloc_fmt(format_args!("<{}>", 1))));
        assert_eq!(frame.alloc_fmt(format_args!("{nested}{nested}")), "<1><1>");
        survives(|| {
            frame
                .alloc_iter((0..9).inspect(|n| {
                    if *n == 7 {
                        explode()
                    }
                }))
                .len()
        });
        let failing = Print(|_| Err(fmt::Error));
        assert!(panic_of(|| frame.alloc_fmt(format_args!("{failing}")).len()).contains("formatting trait"));
        assert_eq!(*frame.alloc(1), 1);
    });
}

/// A text that ignores the failure of its first part must not come out without it.
#[test]
fn a_text_cannot_hide_that_there_was_no_room() {
    struct Careless;
    impl fmt::Display for Careless {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let _ = f.write_str(&"x".repeat(5000));
            f.write_str("end")
        }
    }
    chain().limit(4096).scope(|frame| {
        let error = frame.try_alloc_fmt(format_args!("{Careless}")).unwrap_err();
        assert_eq!(error.size(), 5000, "what was asked for, not what there was");
    });
}

async fn stop_half_way(chain: &mut Chain<lifetime::Frame>) {
    opened!(frame in chain);
    let text = frame.alloc_str("still here");
    pause().await;
    assert_eq!(text, "still here");
}

#[test]
fn a_leaked_scope_is_forgotten_by_the_next() {
    let mut chain = chain();
    for _ in 0..3 {
        // Leaks no chunk: the chain still has them all, and gives them back in the end.
        let mut future = Box::pin(stop_half_way(&mut chain));
        assert!(crate::support::poll(future.as_mut()).is_pending());
        drop(future);
        chain.scope(|frame| assert_eq!(frame.stats().used, 0));
    }
    leak_half_way(stop_half_way(&mut chain));
    assert!(chain.stats().used > 0);
    chain.scope(|frame| assert_eq!((frame.stats().used, &*frame.alloc_str("new")), (0, "new")));
    assert_eq!(chain.stats().resets, 7);
}

/// References last for the scope, whatever is allocated after them.
#[test]
fn references_survive_new_chunks() {
    let kept = Cell::new(0);
    chain().scope(|frame| {
        let first = frame.alloc([1_u64; 4]);
        let mut all = Vec::new();
        for n in 0..2000_u64 {
            all.push(frame.alloc([n; 4]));
        }
        kept.set(first[0] + all.iter().map(|values| values[3]).sum::<u64>());
    });
    assert_eq!(kept.get(), 1 + (0..2000).sum::<u64>());
}

/// What panics in a scope of a chain, or while it collects, leaves the chain usable.
#[test]
fn a_callback_that_panics_leaves_it_usable() {
    struct Torn;
    impl fmt::Display for Torn {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("so far")?;
            explode()
        }
    }
    let mut chain = chain();
    survives(|| {
        chain.scope(|frame| {
            frame.alloc(1_u64);
            explode()
        })
    });
    chain.scope(|frame| {
        assert_eq!(frame.stats().used, 0, "the scope that panicked was reset");
        survives(|| frame.try_alloc_fmt(format_args!("{Torn}")).is_ok());
        survives(|| frame.alloc_fmt(format_args!("{Torn}")).len());
        survives(|| frame.try_alloc_iter((0..9).map(|n| if n == 4 { explode() } else { n })).is_ok());
        assert_eq!(frame.alloc_fmt(format_args!("{}", 17)), "17");
    });
}
