//! The macros in a crate that makes it hard for them.

use arena_tests_environment::{Memory, names};

#[test]
fn another_name_no_prelude_no_unsafe_code() {
    let mut memory = Memory::new(if cfg!(miri) { 8 } else { 64 } * 1024).unwrap();
    let lines: usize = (0..50).map(|number| 2 * format!("line {number}").len() + 10).sum();
    assert_eq!(memory.lines(50).unwrap(), lines);
    let error = memory.lines(10_000).unwrap_err();
    assert_eq!(error.arena(), "scene");
}

#[test]
fn names_of_hidden_locals() {
    assert_eq!(names().unwrap(), 1 + 2 + 4 + 8 + 16);
}
