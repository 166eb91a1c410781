//! The numbers of openings, by which debug builds check handles.
//!
//! The brand already proves that a handle belongs to its scope. This is the second line of
//! defence, should a compiler ever unify two brands. It must not raise a false alarm: a nested
//! scope that was leaked never tells the outer one that it is over. So what is checked is not that
//! the number is the current one, but that it is one of those that are open: the root, the
//! current one, or between.

use core::ptr::NonNull;

/// The numbers of one arena. They go up by one with every opening, and wrap.
#[derive(Debug)]
pub(crate) struct Openings {
    open: Open,
    last: u32,
}

/// The openings that are open now.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Open {
    root: u32,
    current: u32,
}

impl Openings {
    /// Starts at a number that differs from arena to arena, so that two arenas do not count in
    /// step. It depends on nothing but the address: there is no global counter.
    pub(crate) fn new(base: NonNull<u8>) -> Self {
        let address = base.addr().get() as u64 >> 3;
        let mixed = address.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes();
        let first = u32::from_be_bytes([mixed[0], mixed[1], mixed[2], mixed[3]]);
        Self { open: Open { root: first, current: first }, last: first }
    }

    fn next(&mut self) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.last
    }

    /// A root scope opens: nothing that was open before is any more.
    pub(crate) fn begin_root(&mut self) {
        let root = self.next();
        self.open = Open { root, current: root };
    }

    /// A nested scope opens. Returns what to give to [`end_nested`](Self::end_nested).
    pub(crate) fn begin_nested(&mut self) -> Open {
        let outer = self.open;
        self.open.current = self.next();
        outer
    }

    pub(crate) fn end_nested(&mut self, outer: Open) {
        self.open = outer;
    }

    pub(crate) fn open(&self) -> Open {
        self.open
    }
}

impl Open {
    /// The number of the innermost scope.
    pub(crate) fn current(self) -> u32 {
        self.current
    }

    /// Whether a handle with this number can be from one of these.
    pub(crate) fn includes(self, opening: u32) -> bool {
        opening.wrapping_sub(self.root) <= self.current.wrapping_sub(self.root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_is_not_included() {
        let mut openings = Openings::new(NonNull::dangling());
        openings.last = u32::MAX - 1; // the numbers wrap in the middle of this test
        openings.begin_root();
        let root = openings.open().current();
        let outer = openings.begin_nested();
        let nested = openings.open();
        assert!(nested.includes(root) && nested.includes(nested.current()));
        openings.end_nested(outer);
        assert!(openings.open().includes(root));
        assert!(!openings.open().includes(nested.current()), "a handle kept past a nested scope");
        openings.begin_nested();
        openings.begin_nested(); // as if the one before had been leaked
        assert!(openings.open().includes(root), "no false alarm");
        openings.begin_root();
        assert!(!openings.open().includes(root), "a handle kept past a reset");
    }
}
