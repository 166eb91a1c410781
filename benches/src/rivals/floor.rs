//! What a C programmer would write by hand: a cursor and an end in memory, and no safety.
//!
//! It keeps its cursor at a multiple of 8, grows out of line, and does nothing else.

#![expect(unsafe_code, reason = "a bump allocator as it is written where nothing is checked")]

use core::alloc::Layout;
use core::cell::Cell;
use core::fmt;
use core::hint::black_box;
use core::ptr::NonNull;
use std::time::Duration;

use super::{BYTES, Witness, timed};
use crate::work::OPS;
use crate::{Bump, Rival, Work};

/// A cursor and the end of its memory.
#[derive(Debug)]
pub struct Floor {
    cursor: Cell<*mut u8>,
    end: Cell<*mut u8>,
}

/// A [`Floor`] and the memory it is in.
#[derive(Debug)]
pub struct FloorArena {
    floor: Floor,
    memory: Vec<u64>,
}

impl Floor {
    /// Goes on in a new chunk, which is never returned. No row gets here.
    #[cold]
    #[inline(never)]
    fn grow(&self, layout: Layout) -> NonNull<u8> {
        let units = (layout.size() + layout.align()).div_ceil(8).max(8192);
        let chunk = Vec::<u64>::with_capacity(units).leak().as_mut_ptr().cast::<u8>();
        self.end.set(chunk.wrapping_add(8 * units));
        let start = chunk.map_addr(|chunk| chunk.next_multiple_of(layout.align()));
        self.cursor.set(start.map_addr(|start| (start + layout.size()).next_multiple_of(8)));
        // SAFETY: the chunk is not null, and `start` is not before it.
        unsafe { NonNull::new_unchecked(start) }
    }

    /// Moves the cursor from `start` to `next`, where the layout goes.
    #[inline(always)]
    fn bump(&self, start: *mut u8, next: *mut u8, layout: Layout) -> NonNull<u8> {
        if next > self.end.get() {
            return self.grow(layout);
        }
        self.cursor.set(next);
        // SAFETY: between the cursor and the end of a vector's memory nothing is null.
        unsafe { NonNull::new_unchecked(start) }
    }

    /// Room for a type, whose size and alignment are constants.
    #[inline(always)]
    fn take_sized<T>(&self) -> NonNull<T> {
        const { assert!(align_of::<T>() <= 8) };
        let start = self.cursor.get();
        let next = start.wrapping_add(size_of::<T>().next_multiple_of(8));
        self.bump(start, next, Layout::new::<T>()).cast()
    }

    /// Room for values whose number is not known in advance.
    #[inline(always)]
    fn take_array<T>(&self, layout: Layout) -> NonNull<T> {
        const { assert!(align_of::<T>() <= 8) };
        let start = self.cursor.get();
        let next = start.map_addr(|start| start + ((layout.size() + 7) & !7));
        self.bump(start, next, layout).cast()
    }

    /// Room for anything.
    #[inline(always)]
    fn take(&self, layout: Layout) -> NonNull<u8> {
        let start = self.cursor.get().map_addr(|cursor| ((cursor - 1) | (layout.align() - 1)) + 1);
        let next = start.map_addr(|start| start + ((layout.size() + 7) & !7));
        self.bump(start, next, layout)
    }

    #[inline(always)]
    fn copy<T: Copy>(&self, source: &[T]) -> NonNull<[T]> {
        let place = self.take_array::<T>(Layout::for_value(source));
        // SAFETY: fresh room of the same length.
        unsafe { core::ptr::copy_nonoverlapping(source.as_ptr(), place.as_ptr(), source.len()) };
        NonNull::slice_from_raw_parts(place, source.len())
    }
}

impl<'b> Bump<'b> for &'b Floor {
    #[inline(always)]
    fn value<T: Copy + 'b>(self, value: T) -> &'b mut T {
        let place = self.take_sized::<T>();
        // SAFETY: fresh room for a `T`, which nobody else refers to before the reset.
        unsafe {
            place.write(value);
            &mut *place.as_ptr()
        }
    }

    #[inline(always)]
    fn slice<T: Copy + 'b>(self, source: &[T]) -> &'b mut [T] {
        // SAFETY: fresh room that was just filled.
        unsafe { self.copy(source).as_mut() }
    }

    #[inline(always)]
    fn str(self, source: &str) -> &'b mut str {
        // SAFETY: fresh room that was just filled with valid UTF-8.
        unsafe { core::str::from_utf8_unchecked_mut(self.copy(source.as_bytes()).as_mut()) }
    }

    #[inline(always)]
    fn layout(self, layout: Layout) -> NonNull<u8> {
        self.take(layout)
    }

    #[inline(always)]
    fn format(self, text: fmt::Arguments<'_>) -> &'b str {
        /// Writes behind the cursor, which is moved when all is written.
        struct Sink<'a> {
            floor: &'a Floor,
            len: usize,
        }
        impl fmt::Write for Sink<'_> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                let start = self.floor.cursor.get().wrapping_add(self.len);
                if text.len() > self.floor.end.get().addr() - start.addr() {
                    return Err(fmt::Error);
                }
                // SAFETY: there is room for as many bytes between `start` and the end.
                unsafe { core::ptr::copy_nonoverlapping(text.as_ptr(), start, text.len()) };
                self.len += text.len();
                Ok(())
            }
        }
        let mut sink = Sink { floor: self, len: 0 };
        fmt::write(&mut sink, text).expect("room for a text");
        let len = sink.len;
        let start = self.take_array(Layout::array::<u8>(len).expect("the length of a text that was written"));
        // SAFETY: only whole strings were written there.
        unsafe { core::str::from_utf8_unchecked(NonNull::slice_from_raw_parts(start, len).as_ref()) }
    }

    #[inline(always)]
    fn push(self, n: usize) -> &'b [usize] {
        // The best there is: the length is known after all.
        let place = self.take_array::<usize>(Layout::array::<usize>(n).expect("a short array"));
        for index in 0..n {
            // SAFETY: there is room for `n`.
            unsafe { place.add(index).write(index) };
        }
        // SAFETY: all of them were written.
        unsafe { NonNull::slice_from_raw_parts(place, n).as_ref() }
    }

    #[inline(always)]
    fn filled(self, len: usize, f: impl FnMut(usize) -> u64) -> &'b mut [u64] {
        super::filled::filled(self, len, f)
    }

    #[inline(always)]
    fn with<T: Copy + 'b>(self, f: impl FnOnce() -> T) -> &'b mut T {
        let place = self.take_sized::<T>();
        // SAFETY: fresh room for a `T`, which nobody else refers to before the reset.
        unsafe {
            place.write(f());
            &mut *place.as_ptr()
        }
    }

    #[inline(always)]
    fn push_known(self, n: usize) -> &'b [usize] {
        self.push(n)
    }

    #[inline(always)]
    fn collect(self, numbers: impl Iterator<Item = usize>) -> &'b [usize] {
        // The best there is: written behind the cursor, which is moved when the end is known.
        let start = self.cursor.get().cast::<usize>();
        let mut next = start;
        numbers.for_each(|number| {
            if next.addr() + size_of::<usize>() > self.end.get().addr() {
                panic!("no row collects that much");
            }
            // SAFETY: there is room for one more.
            unsafe { next.write(number) };
            next = next.wrapping_add(1);
        });
        self.cursor.set(next.cast());
        // SAFETY: all of them were written.
        unsafe { core::slice::from_raw_parts(start, (next.addr() - start.addr()) / size_of::<usize>()) }
    }
}

impl FloorArena {
    fn reset(&mut self) {
        let range = self.memory.as_mut_ptr_range();
        self.floor.cursor.set(range.start.cast());
        self.floor.end.set(range.end.cast());
    }
}

impl Rival for FloorArena {
    const NAME: &'static str = "by hand";

    fn warmed(bytes: usize) -> Self {
        let floor = Floor { cursor: Cell::new(core::ptr::null_mut()), end: Cell::new(core::ptr::null_mut()) };
        let mut arena = Self { floor, memory: vec![1; bytes / 8] };
        arena.reset();
        arena
    }

    #[inline(never)]
    fn round<W: Work>(&mut self) {
        W::round(black_box(&self.floor));
        self.reset();
    }
}

/// A scope is a copy of the cursor.
pub(crate) fn scopes(rounds: usize) -> Duration {
    #[inline(never)]
    fn round(floor: &Floor) {
        for word in 0..OPS as u64 {
            let mark = floor.cursor.get();
            floor.value(word);
            floor.cursor.set(mark);
        }
    }
    let mut arena = FloorArena::warmed(BYTES);
    timed(rounds, || {
        round(black_box(&arena.floor));
        arena.reset();
    })
}

/// Values on a list that runs through them, dropped in reverse order at the end.
pub(crate) fn drops(rounds: usize) -> Duration {
    struct Entry {
        older: *mut Entry,
        run: unsafe fn(*mut Entry),
        value: Witness,
    }
    unsafe fn run(entry: *mut Entry) {
        // SAFETY: an entry of the list, which nobody uses any more.
        unsafe { (&raw mut (*entry).value).drop_in_place() };
    }
    #[inline(never)]
    fn round(floor: &Floor) {
        let mut newest: *mut Entry = core::ptr::null_mut();
        for word in 0..OPS as u64 {
            let entry = floor.take_sized::<Entry>();
            // SAFETY: fresh room for an entry.
            unsafe { entry.write(Entry { older: newest, run, value: Witness(word) }) };
            newest = entry.as_ptr();
        }
        newest = black_box(newest);
        while !newest.is_null() {
            // SAFETY: written above; `run` is called once for each.
            unsafe {
                let older = (*newest).older;
                ((*newest).run)(newest);
                newest = older;
            }
        }
    }
    let mut arena = FloorArena::warmed(BYTES);
    timed(rounds, || {
        round(black_box(&arena.floor));
        arena.reset();
    })
}

/// Values that are dropped by whoever holds the pointers, which lie in room of a known size.
pub(crate) fn boxes(rounds: usize) -> Duration {
    let mut arena = FloorArena::warmed(BYTES);
    timed(rounds, || {
        let floor = black_box(&arena.floor);
        let boxes = floor.take_array::<NonNull<Witness>>(Layout::array::<NonNull<Witness>>(OPS).expect("few"));
        for index in 0..OPS {
            let place = floor.take_sized::<Witness>();
            // SAFETY: fresh room for a witness; there is room for `OPS` pointers.
            unsafe {
                place.write(Witness(index as u64));
                boxes.add(index).write(place);
            }
        }
        for index in 0..OPS {
            // SAFETY: all of them were written, and each is dropped once.
            unsafe { black_box(boxes).add(index).read().drop_in_place() };
        }
        arena.reset();
    })
}

/// Values of a slice that are read by index without a check, in random order.
pub(crate) fn read(rounds: usize) -> Duration {
    #[inline(never)]
    fn round(words: &[u64], order: &[u32; OPS]) -> u64 {
        // SAFETY: all of them are below the length.
        order.iter().fold(0, |sum, index| sum.wrapping_add(unsafe { *words.get_unchecked(*index as usize) }))
    }
    let words: Vec<u64> = (0..OPS as u64).collect();
    let order = super::shuffled().map(|index| u32::try_from(index).expect("few"));
    timed(rounds, || {
        black_box(round(black_box(&words), &order));
    })
}
