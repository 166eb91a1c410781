//! Callbacks that panic, where no other attack has one. `docs/SOUNDNESS.md` lists them all.

use std::fmt;

use arena_core::ArenaString;

use crate::support::{each_backing, explode, survives};

/// Writes a part of itself, and panics.
struct Torn;

impl fmt::Display for Torn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Longer than the room a text begins with, so that it has moved, or grown, before.
        f.write_str(&"é".repeat(100))?;
        explode()
    }
}

/// A string keeps what was written before the panic, which is text to its last byte, and goes on.
#[test]
fn a_text_that_panics_half_way_into_a_string() {
    fn whole(string: &mut ArenaString<'_, '_>) {
        assert_eq!(string.as_str(), format!("so far, {}", "é".repeat(100)));
        string.truncate("so far, ".len());
        string.push_str("and on");
        assert_eq!(string.as_str(), "so far, and on");
    }
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut string = frame.string();
            string.push_str("so far, ");
            survives(|| string.try_push_fmt(format_args!("{Torn}")));
            // What that had room for may be all of it or none of it; it is a text in any case.
            assert!(string.as_str().starts_with("so far, "));
            string.truncate("so far, ".len());
            survives(|| fmt::Write::write_fmt(&mut string, format_args!("{Torn}")));
            whole(&mut string);
            survives(|| string.extend((0..9).map(|n| if n == 4 { explode() } else { 'ß' })));
            assert_eq!(string.as_str(), "so far, and onßßßß");
            let pieces = ["one ", "two "].into_iter().chain(std::iter::once_with(|| explode()));
            survives(|| string.extend(pieces));
            assert_eq!(string.as_str(), "so far, and onßßßßone two ");
        });
    });
}

/// A scope within one that has stores.
#[test]
fn a_scope_beside_stores_that_panics_leaves_them() {
    each_backing(|arena| {
        arena.scope(|frame| {
            let mut pool = frame.pool::<u64>(10);
            let key = pool.insert(7);
            survives(|| {
                frame.scope(|inner| {
                    inner.pool::<u32>(10).insert(1);
                    inner.alloc(2_u64);
                    explode()
                })
            });
            let handle = frame.insert(9_u64);
            let (view, mut inner) = frame.split();
            survives(|| {
                inner.scope(|inner| {
                    inner.pool::<u32>(10).insert(1);
                    inner.alloc(view[handle]);
                    explode()
                })
            });
            assert_eq!((frame[handle], pool.remove(key)), (9, Some(7)));
            pool.insert(*frame.alloc(8));
        });
    });
}
