//! The counters of a build that counts tags. The invariant is
//!
//! > live bytes of every tag and of none + padding + abandoned growth = used
//!
//! A ledger adds up the left side; the scope knows the right one, from its cursor. A model of this
//! file knows every tag.

use arena_core::{ArenaStats, Frame, FrameArena, Ledger, Tag, TagInfo};

use crate::support::{Log, Noisy, Random, explode, leak_half_way, pause, survives};

/// More tags than fit into the first chunk of the table.
const TAGS: usize = 40;

static INFOS: [TagInfo; TAGS] = [const { TagInfo::new("one of many", "", None) }; TAGS];

#[derive(Clone, Copy)]
struct Nth(usize);

impl Tag for Nth {
    fn info(&self) -> &'static TagInfo {
        &INFOS[self.0]
    }
}

fn arena() -> (FrameArena, Ledger) {
    let arena = FrameArena::reserve("frame", if cfg!(miri) { 256 << 10 } else { 16 << 20 }).unwrap();
    let ledger = Ledger::new().with(&arena);
    (arena, ledger)
}

fn observed(ledger: &Ledger) -> ArenaStats {
    ledger.arenas().next().expect("one arena").1
}

fn used_by(ledger: &Ledger, tag: usize) -> usize {
    ledger.used_by(Nth(tag)).expect("this build counts tags")
}

/// The line of the report that begins with a name, without it.
#[track_caller]
fn line(ledger: &Ledger, name: &str) -> Option<String> {
    let report = ledger.report().to_string();
    let line = report.lines().find_map(|line| line.trim_start().strip_prefix(name))?;
    Some(line.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What each tag ought to have, and a log of everything that happens.
struct Model<'a> {
    ledger: &'a Ledger,
    bytes: [usize; TAGS],
    random: Random,
}

impl Model<'_> {
    fn check(&self, frame: &Frame<'_>) {
        let (seen, real) = (observed(self.ledger), frame.stats());
        assert_eq!(seen.used, real.used, "tags + padding + abandoned = used");
        assert_eq!(seen, real);
        for (tag, bytes) in self.bytes.iter().enumerate() {
            assert_eq!(used_by(self.ledger, tag), *bytes, "tag {tag}");
        }
    }

    /// One allocation of any kind.
    fn allocate(&mut self, frame: &Frame<'_>) {
        let tag = self.random.below(TAGS);
        let tagged = frame.tagged(Nth(tag));
        let len = self.random.below(30);
        self.bytes[tag] += match self.random.below(12) {
            0 => size_of_val(tagged.alloc([0_u8; 13])),
            1 => size_of_val(tagged.alloc_slice_copy(&vec![0_u16; len])),
            2 => tagged.alloc_str(&"x".repeat(len)).len(),
            3 => size_of_val(tagged.alloc_iter(0..len)),
            4 => size_of_val(tagged.alloc_iter((0..len).filter(|n| n % 3 == 0))),
            5 => {
                tagged.alloc_aligned::<64, _>(0_u8);
                64
            }
            6 => tagged.alloc_fmt(format_args!("{:>len$}", 7)).len(),
            7 => {
                tagged.insert_str(&"x".repeat(len));
                8 + len
            }
            8 => {
                // In a run of its kind it costs no entry.
                let before = frame.stats().used;
                tagged.alloc_drop(Noisy(0, &DROPPED));
                frame.stats().used - before
            }
            9 => {
                drop(tagged.alloc_box(String::from("boxed")));
                size_of::<String>()
            }
            10 => {
                // Untagged bytes are nobody's.
                frame.alloc_slice_copy(&vec![0_u8; len]);
                0
            }
            _ => {
                survives(|| tagged.alloc_slice_fill_with(5, |n| if n == 4 { explode() } else { n }).len());
                0
            }
        };
    }

    /// Several vectors that grow and go in turns.
    fn vectors(&mut self, frame: &Frame<'_>) {
        let tags: [usize; 3] = std::array::from_fn(|_| self.random.below(TAGS));
        let mut vecs: Vec<_> = tags.iter().map(|&tag| (tag, frame.tagged(Nth(tag)).vec::<[u8; 3]>())).collect();
        for _ in 0..self.random.below(60) {
            let which = self.random.below(vecs.len());
            let (tag, vec) = &mut vecs[which];
            self.bytes[*tag] -= vec.capacity() * 3;
            match self.random.below(8) {
                0 => vec.reserve(self.random.below(10)),
                1 => vec.clear(),
                _ => vec.push([0; 3]),
            }
            self.bytes[*tag] += vec.capacity() * 3;
            if self.random.below(5) == 0 {
                self.allocate(frame);
            }
        }
        while !vecs.is_empty() {
            self.check(frame);
            let (tag, vec) = vecs.swap_remove(self.random.below(vecs.len()));
            let capacity = vec.capacity() * 3;
            match self.random.below(4) {
                0 => {
                    drop(vec);
                    self.bytes[tag] -= capacity;
                }
                1 => std::mem::forget(vec),
                _ => {
                    let len = vec.len();
                    // Only the last one can give its spare room back; the next place tells which is.
                    let end = vec.as_ptr().addr() + capacity.next_multiple_of(8);
                    let last = frame.vec_with_capacity::<u64>(1).as_ptr().addr() == end;
                    assert_eq!(vec.into_slice().len(), len);
                    if len == 0 {
                        self.bytes[tag] -= capacity;
                    } else if last {
                        self.bytes[tag] -= capacity - len * 3;
                    }
                }
            }
        }
    }

    fn nest(&mut self, frame: &mut Frame<'_>, depth: usize) {
        for _ in 0..self.random.below(6) {
            match self.random.below(6) {
                0 => self.vectors(frame),
                1 | 2 if depth > 0 => {
                    let before = self.bytes;
                    let stats = frame.stats();
                    frame.scope(|inner| self.nest(inner, depth - 1));
                    self.bytes = before;
                    let now = frame.stats();
                    assert_eq!((now.used, now.abandoned), (stats.used, stats.abandoned));
                }
                3 if depth > 0 => {
                    // What is leaked inside stays, and counts, until this scope ends.
                    let tag = self.random.below(TAGS);
                    leak_half_way(half_way(frame, tag));
                    self.bytes[tag] += 24;
                }
                _ => self.allocate(frame),
            }
            self.check(frame);
        }
    }
}

static DROPPED: Log = Log::new();

async fn half_way(frame: &mut Frame<'_>, tag: usize) {
    opened!(inner in frame);
    inner.tagged(Nth(tag)).alloc([0_u64; 3]);
    pause().await;
}

async fn root_half_way(arena: &mut FrameArena) {
    opened!(frame in arena);
    frame.tagged(Nth(1)).alloc([0_u64; 10]);
    {
        let mut vec = frame.vec_with_capacity(1);
        vec.push(0_u64);
        frame.alloc(0_u64);
        vec.push(0);
    }
    frame.alloc([0_u64; 10]);
    pause().await;
}

#[test]
fn the_invariant_holds_over_random_nests() {
    for seed in 0..if cfg!(miri) { 1 } else { 300 } {
        let (mut arena, ledger) = arena();
        let mut model = Model { ledger: &ledger, bytes: [0; TAGS], random: Random::new(seed) };
        let mut peak = 0;
        for _ in 0..3 {
            arena.scope(|frame| {
                model.nest(frame, 4);
                peak = peak.max(frame.stats().peak);
                model.bytes = [0; TAGS];
            });
            let (seen, real) = (observed(&ledger), arena.stats());
            assert_eq!((seen, real.used, real.abandoned), (real, 0, 0), "seed {seed}");
            assert_eq!(real.peak, peak);
            assert!((0..TAGS).all(|tag| used_by(&ledger, tag) == 0));
        }
        assert_eq!(line(&ledger, "(padding)"), None, "all is rolled back");
    }
    DROPPED.take();
}

/// A guard that was leaked inside leaves its save point behind, of more tags than the outer one
/// knew. Those must not be read as the outer one's.
#[test]
fn a_leak_inside_does_not_confuse_what_is_rolled_back() {
    let (mut arena, ledger) = arena();
    arena.scope(|frame| {
        frame.alloc([0_u8; 100]);
        frame.scope(|middle| {
            for tag in 0..3 {
                middle.tagged(Nth(tag)).alloc([0_u8; 50]);
            }
            leak_half_way(half_way(middle, 3));
        });
        for tag in 0..TAGS {
            assert_eq!(used_by(&ledger, tag), 0, "tag {tag} was first used in a scope that is over");
        }
        assert_eq!(observed(&ledger).used, frame.stats().used);
        frame.tagged(Nth(0)).alloc(0_u64);
        assert_eq!(used_by(&ledger, 0), 8);
    });
}

#[test]
fn counts_and_peaks_of_a_tag() {
    let (mut arena, ledger) = arena();
    let tag = |n| line(&ledger, "one of many").map(|line| assert_eq!(line, n)).expect("it was used");
    arena.scope(|frame| {
        let mesh = frame.tagged(Nth(0));
        mesh.alloc([0_u8; 100]);
        mesh.alloc([0_u8; 100]);
        tag("200 B 200 B 2 live");
        frame.scope(|inner| {
            inner.tagged(Nth(0)).alloc([0_u8; 300]);
            tag("500 B 500 B 3 live");
        });
        tag("200 B 500 B 2 live");
        drop(frame.tagged(Nth(0)).vec_with_capacity::<u8>(400));
        tag("200 B 600 B 2 live");
        let mut vec = frame.tagged(Nth(0)).vec_with_capacity::<u8>(800);
        vec.push(1);
        tag("1000 B 1000 B 3 live");
        assert_eq!(vec.into_slice(), [1]);
        tag("201 B 1000 B 3 live");
    });
    tag("0 B 1000 B 0 live");
}

/// More than is counted before it is settled, under two tags in turns, in memory that is committed by the second
/// frame; and more that has no size than a word of 32 bits has upper bits for.
#[test]
fn a_tag_may_have_any_number_of_bytes() {
    const LARGE: usize = if cfg!(miri) { 80 } else { 40_000 };
    const EMPTY: usize = if cfg!(miri) { 80 } else { 70_000 };
    let mut arena = FrameArena::reserve("frame", 64 << 20).unwrap();
    let ledger = Ledger::new().with(&arena);
    for _ in 0..2 {
        arena.scope(|frame| {
            let (mesh, text) = (frame.tagged(Nth(0)), frame.tagged(Nth(1)));
            for _ in 0..LARGE {
                mesh.alloc([0_u8; 1000]);
                text.alloc(0_u64);
                // What comes and goes settles what was there.
                drop(text.vec_with_capacity::<u64>(100));
            }
            for _ in 0..EMPTY {
                text.alloc(());
            }
            assert_eq!((used_by(&ledger, 0), used_by(&ledger, 1)), (LARGE * 1000, LARGE * 8));
            let report = ledger.report().to_string();
            assert!(report.contains(&format!("{LARGE} live")), "{report}");
            assert!(report.contains(&format!("{} live", LARGE + EMPTY)), "{report}");
            assert_eq!(observed(&ledger), frame.stats());
        });
    }
}

/// What came to nothing is not alive.
#[test]
fn failures_are_not_counted_as_alive() {
    let (mut arena, ledger) = arena();
    arena.scope(|frame| {
        let mesh = frame.tagged(Nth(0));
        mesh.alloc(0_u8);
        let alive = || line(&ledger, "one of many").unwrap();
        let before = alive();
        survives(|| mesh.alloc_with(|| -> [u8; 30] { explode() }).len());
        survives(|| *mesh.alloc_with(|| -> () { explode() }));
        survives(|| mesh.alloc_slice_fill_with(3, |_| -> () { explode() }).len());
        survives(|| mesh.alloc_slice_fill_with(3, |_| -> u8 { explode() }).len());
        assert!(mesh.try_alloc_uninit_slice::<u8>(1 << 30).is_err());
        drop(mesh.vec::<u8>());
        drop(mesh.vec::<()>());
        assert_eq!(mesh.vec::<u8>().into_slice(), []);
        let mut vec = mesh.vec();
        vec.extend(0..100_u8);
        drop(vec);
        assert_eq!(alive(), before.replace("1 B 1 B", "1 B 101 B"), "but the peak tells of the vector");
        assert_eq!(frame.stats().used, 8);
    });
}

/// Padding is known to the byte, and so is what growth left behind.
#[test]
fn overhead_has_lines_of_its_own() {
    let (mut arena, ledger) = arena();
    arena.scope(|frame| {
        frame.alloc(0_u8);
        assert_eq!(line(&ledger, "(padding)").unwrap(), "7 B");
        frame.alloc_aligned::<64, _>([0_u8; 64]);
        assert_eq!(line(&ledger, "(padding)").unwrap(), "63 B");
        frame.alloc_str("123456789");
        assert_eq!(line(&ledger, "(padding)").unwrap(), "70 B");
        assert_eq!(line(&ledger, "(abandoned growth)"), None);
        frame.scope(|inner| {
            let mut vec = inner.vec_with_capacity(3);
            vec.extend([1_u8, 2, 3]);
            inner.alloc(0_u8);
            vec.push(4);
            assert_eq!(line(&ledger, "(abandoned growth)").unwrap(), "8 B");
            // The byte has 7, and the vector of eight none; what it left is not padding any more.
            assert_eq!(line(&ledger, "(padding)").unwrap(), "77 B");
        });
        assert_eq!(line(&ledger, "(abandoned growth)"), None);
        assert_eq!(line(&ledger, "(padding)").unwrap(), "70 B");
    });
}

/// A ledger of several arenas adds them up, counts each once per mention, and outlives them.
#[test]
fn ledgers_outlive_their_arenas() {
    let (mut first, ledger) = arena();
    let mut second = FrameArena::reserve("second", 64 << 10).unwrap();
    let ledger = ledger.with(&second);
    first.scope(|one| {
        second.scope(|two| {
            one.tagged(Nth(0)).alloc([0_u8; 10]);
            two.tagged(Nth(0)).alloc([0_u8; 20]);
            two.tagged(Nth(1)).alloc([0_u8; 40]);
            assert_eq!((used_by(&ledger, 0), used_by(&ledger, 1)), (30, 40));
        });
        assert_eq!((used_by(&ledger, 0), used_by(&ledger, 1)), (10, 0));
    });
    let committed = |ledger: &Ledger| ledger.arenas().map(|(_, stats)| stats.committed).sum::<usize>();
    assert_eq!(committed(&ledger), first.stats().committed + second.stats().committed);
    leak_half_way(root_half_way(&mut second));
    let stats = ledger.arenas().nth(1).unwrap().1;
    assert_eq!((used_by(&ledger, 1), stats.abandoned), (80, 8), "a leak shows as long as its arena is there");
    drop(second);
    let stats = ledger.arenas().nth(1).unwrap().1;
    assert_eq!((stats.used, stats.committed, stats.reserved), (0, 0, 0), "what is gone holds nothing");
    assert_eq!((stats.abandoned, used_by(&ledger, 1)), (0, 0));
    assert_eq!((stats.peak, stats.resets), (224, 1), "but its history stays");
    assert_eq!(committed(&ledger), first.stats().committed);
    drop(first);
    assert_eq!(committed(&ledger.clone()), 0);
    assert_eq!(used_by(&ledger, 0), 0);
}

/// A ledger that watched an arena under its old name sees no more of it; nothing is counted twice.
#[test]
fn a_new_name_begins_anew() {
    let (arena, ledger) = arena();
    let mut arena = arena.named("other");
    let ledger = ledger.with(&arena);
    arena.scope(|frame| {
        frame.alloc([0_u8; 100]);
    });
    let seen: Vec<_> = ledger.arenas().collect();
    assert_eq!(seen[0].0, "frame");
    assert_eq!((seen[0].1.used, seen[0].1.committed, seen[0].1.reserved, seen[0].1.peak), (0, 0, 0, 0));
    assert_eq!(seen[1], ("other", arena.stats()));
    assert_eq!(seen[1].1.peak, 104);
}

/// A burst counts as it goes, and what aligning costs it is padding.
#[test]
fn a_burst_counts_under_its_tag() {
    let (mut arena, ledger) = arena();
    arena.scope(|frame| {
        let mut burst = frame.burst().tagged(Nth(3));
        for byte in 0..10_u8 {
            burst.alloc(byte);
            burst.alloc([byte; 24]);
        }
        burst.alloc(());
        // Two in one burst, then one that has moved on to memory which was not committed before.
        let mut burst = burst.tagged(Nth(4));
        burst.alloc(Aligned(1));
        burst.alloc([7_u8; 100 << 10]);
        drop(burst);
        assert_eq!((used_by(&ledger, 3), used_by(&ledger, 4)), (250, 64 + (100 << 10)));
        let (seen, real) = (observed(&ledger), frame.stats());
        assert_eq!((seen.used, seen), (real.used, real), "tags + padding = used");
    });
    assert_eq!(used_by(&ledger, 3) + used_by(&ledger, 4), 0);
}

#[repr(align(64))]
struct Aligned(#[expect(dead_code, reason = "it is there to have a size")] u8);
