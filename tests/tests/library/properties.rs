//! Properties over generated programs, which shrink to the smallest that fails.

use arena::prelude::*;
use proptest::prelude::*;

#[derive(Tag, Debug, Clone, Copy, PartialEq)]
enum Subsystem {
    Renderer,
    Physics,
    Audio,
}

const ALL: [Subsystem; 3] = [Subsystem::Renderer, Subsystem::Physics, Subsystem::Audio];

/// One step with a vector.
#[derive(Debug, Clone)]
enum Step {
    Push(u16),
    Pop,
    Insert(usize, u16),
    Remove(usize),
    SwapRemove(usize),
    Truncate(usize),
    Extend(Vec<u16>),
    /// Keeps the multiples of a number.
    Retain(u16),
    Reserve(usize),
    /// Makes the vector not the last thing in the arena.
    Interpose(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let index = 0..40_usize;
    prop_oneof![
        4 => any::<u16>().prop_map(Step::Push),
        1 => Just(Step::Pop),
        1 => (index.clone(), any::<u16>()).prop_map(|(index, value)| Step::Insert(index, value)),
        1 => index.clone().prop_map(Step::Remove),
        1 => index.clone().prop_map(Step::SwapRemove),
        1 => index.clone().prop_map(Step::Truncate),
        2 => prop::collection::vec(any::<u16>(), 0..20).prop_map(Step::Extend),
        1 => (1..5_u16).prop_map(Step::Retain),
        1 => index.clone().prop_map(Step::Reserve),
        1 => index.prop_map(Step::Interpose),
    ]
}

/// What a frame is made of.
#[derive(Debug, Clone)]
enum Part {
    /// So many bytes under a tag, aligned to a power of two.
    Bytes(usize, usize, u32),
    Text(usize, String),
    /// A vector that grows to a length and is kept, dropped or forgotten.
    Vector(usize, usize, u8),
    /// Two vectors that grow in turns, so that each has to move.
    Turns(usize, usize, usize),
    Scope(Vec<Part>),
}

fn part() -> impl Strategy<Value = Part> {
    let tag = 0..ALL.len();
    let leaf = prop_oneof![
        (tag.clone(), 0..300_usize, 0..9_u32).prop_map(|(tag, size, align)| Part::Bytes(tag, size, align)),
        (tag.clone(), "\\PC{0,12}").prop_map(|(tag, text)| Part::Text(tag, text)),
        (tag.clone(), 0..80_usize, 0..3_u8).prop_map(|(tag, len, end)| Part::Vector(tag, len, end)),
        (tag.clone(), tag, 0..40_usize).prop_map(|(one, two, len)| Part::Turns(one, two, len)),
    ];
    leaf.prop_recursive(4, 60, 8, |part| prop::collection::vec(part, 0..8).prop_map(Part::Scope))
}

/// What a ledger says about the tags, and what is expected of it.
struct Books<'a> {
    ledger: &'a Ledger,
    expected: [usize; ALL.len()],
}

impl Books<'_> {
    fn check(&self, frame: &Frame<'_>) {
        let seen = self.ledger.arenas().next().expect("one arena").1;
        assert_eq!(seen, frame.stats(), "what is counted is what the cursor says");
        for (tag, expected) in ALL.into_iter().zip(self.expected) {
            assert_eq!(self.ledger.used_by(tag), Some(expected), "{tag:?}");
        }
    }

    fn play(&mut self, frame: &mut Frame<'_>, parts: &[Part]) {
        for part in parts {
            match *part {
                Part::Bytes(tag, size, align) => {
                    let layout = std::alloc::Layout::from_size_align(size, 1 << align).unwrap();
                    let bytes = frame.tagged(ALL[tag]).alloc_layout(layout);
                    assert_eq!(bytes.as_ptr().addr() % layout.align(), 0);
                    self.expected[tag] += size;
                }
                Part::Text(tag, ref text) => {
                    assert_eq!(frame.tagged(ALL[tag]).alloc_fmt(format_args!("{text}")), text);
                    self.expected[tag] += text.len();
                }
                Part::Vector(tag, len, end) => {
                    let mut vec = frame.tagged(ALL[tag]).vec();
                    (0..len).for_each(|n| vec.push(n));
                    match end {
                        0 => drop(vec),
                        1 => {
                            self.expected[tag] += vec.capacity() * size_of::<usize>();
                            std::mem::forget(vec);
                        }
                        _ => self.expected[tag] += size_of_val(vec.into_slice()),
                    }
                }
                Part::Turns(one, two, len) => {
                    let (mut first, mut second) = (frame.tagged(ALL[one]).vec(), frame.tagged(ALL[two]).string());
                    for n in 0..len {
                        first.push(n);
                        second.push('é');
                    }
                    assert!(first.iter().copied().eq(0..len));
                    assert_eq!(*second, *"é".repeat(len));
                    let (first, second) = (first.into_boxed_slice(), second.into_str());
                    // Whichever is not the last keeps its spare room; that depends on who moved when.
                    let seen = |tag: usize| self.ledger.used_by(ALL[tag]).unwrap();
                    let least = (size_of_val(&*first), second.len());
                    if one == two {
                        assert!(seen(one) >= self.expected[one] + least.0 + least.1);
                    } else {
                        assert!(seen(one) >= self.expected[one] + least.0);
                        assert!(seen(two) >= self.expected[two] + least.1);
                    }
                    self.expected = ALL.map(|tag| self.ledger.used_by(tag).unwrap());
                }
                Part::Scope(ref parts) => {
                    let (expected, stats) = (self.expected, frame.stats());
                    {
                        scope!(inner in frame);
                        self.play(inner, parts);
                    }
                    self.expected = expected;
                    let now = frame.stats();
                    assert_eq!((now.used, now.abandoned), (stats.used, stats.abandoned));
                    assert!(now.peak >= stats.peak);
                }
            }
            self.check(frame);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_vector_behaves_as_that_of_std(steps in prop::collection::vec(step(), 0..60)) {
        let mut memory = FrameArena::reserve("frame", MIB).unwrap();
        scope!(frame in memory);
        let (mut mine, mut model) = (frame.vec(), Vec::new());
        for step in steps {
            let len = model.len();
            match step {
                Step::Push(value) => {
                    mine.push(value);
                    model.push(value);
                }
                Step::Pop => prop_assert_eq!(mine.pop(), model.pop()),
                Step::Insert(index, value) => {
                    mine.insert(index % (len + 1), value);
                    model.insert(index % (len + 1), value);
                }
                Step::Remove(index) if len > 0 => prop_assert_eq!(mine.remove(index % len), model.remove(index % len)),
                Step::SwapRemove(index) if len > 0 => {
                    prop_assert_eq!(mine.swap_remove(index % len), model.swap_remove(index % len));
                }
                Step::Remove(_) | Step::SwapRemove(_) => {}
                Step::Truncate(len) => {
                    mine.truncate(len);
                    model.truncate(len);
                }
                Step::Extend(values) => {
                    mine.extend_from_slice(&values);
                    model.extend(values);
                }
                Step::Retain(number) => {
                    mine.retain(|value| value % number == 0);
                    model.retain(|value| value % number == 0);
                }
                Step::Reserve(additional) => {
                    mine.reserve(additional);
                    prop_assert!(mine.capacity() >= len + additional);
                }
                Step::Interpose(size) => {
                    frame.alloc_uninit_slice::<u8>(size);
                }
            }
            prop_assert_eq!(&*mine, &*model);
        }
        prop_assert_eq!(mine.into_slice(), &mut *model);
    }

    /// Sum of live bytes per tag, untagged bytes, padding and abandoned growth = used.
    #[test]
    fn the_books_balance(frames in prop::collection::vec(prop::collection::vec(part(), 0..8), 1..4)) {
        let mut memory = FrameArena::reserve("frame", MIB).unwrap();
        let ledger = Ledger::new().with(&memory);
        for parts in &frames {
            let mut books = Books { ledger: &ledger, expected: [0; 3] };
            {
                scope!(frame in memory);
                books.play(frame, parts);
            }
            let seen = ledger.arenas().next().unwrap().1;
            prop_assert_eq!((seen, seen.used, seen.abandoned), (memory.stats(), 0, 0));
            prop_assert!(ALL.iter().all(|tag| ledger.used_by(tag) == Some(0)));
        }
        prop_assert_eq!(memory.stats().resets, frames.len() as u64);
    }

    /// Whatever is asked for: it is inside, aligned, apart from everything else, or an error.
    #[test]
    fn allocations_lie_inside_and_apart(
        offset in 0..64_usize,
        len in 0..5000_usize,
        requests in prop::collection::vec((0..600_usize, 0..10_u32), 0..40),
    ) {
        let mut bytes = vec![std::mem::MaybeUninit::uninit(); 6000];
        let buffer = &mut bytes[offset..offset + len];
        let outer = buffer.as_ptr_range();
        let mut memory = Arena::<arena::lifetime::Frame>::from_buffer(buffer);
        scope!(frame in memory);
        let mut end = outer.start.addr();
        for (size, shift) in requests {
            let layout = std::alloc::Layout::from_size_align(size, 1 << shift).unwrap();
            let stats = frame.stats();
            match frame.try_alloc_layout(layout) {
                Ok(place) if size == 0 => {
                    prop_assert_eq!(place.as_ptr().addr() % layout.align(), 0);
                    // No more than aligning takes, which for 8 is nothing.
                    prop_assert!(frame.stats().used - stats.used <= layout.align().max(8) - 8);
                }
                Ok(place) => {
                    let range = place.as_ptr_range();
                    prop_assert_eq!(range.start.addr() % layout.align(), 0);
                    prop_assert!(end <= range.start.addr() && range.end <= outer.end);
                    end = range.end.addr();
                }
                Err(error) => {
                    prop_assert_eq!((error.size(), error.align()), (size, 1 << shift));
                    prop_assert_eq!(error.free(), stats.reserved - stats.used);
                    prop_assert!(size + (1 << shift) + 7 > error.free(), "there was room for it");
                    prop_assert_eq!(frame.stats(), stats);
                }
            }
            prop_assert!(frame.stats().used <= frame.stats().reserved);
        }
    }
}
