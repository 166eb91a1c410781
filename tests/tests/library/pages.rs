//! Memory of the system: what is reserved, committed, resident, and given back.

use std::mem::MaybeUninit;

use arena::prelude::*;

#[cfg(target_os = "linux")]
use crate::children::{is_child, run};

/// A figure of `/proc/self/status`, in bytes.
#[cfg(target_os = "linux")]
fn status(name: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.split_whitespace().next().unwrap().parse::<usize>().unwrap() * KIB
}

#[test]
fn what_the_system_refuses_is_an_error_with_the_size() {
    for bytes in [usize::MAX, isize::MAX.unsigned_abs(), usize::MAX / 4] {
        let error = FrameArena::reserve("vast", bytes).unwrap_err();
        assert_eq!((error.arena(), error.size()), ("vast", bytes));
        let text = error.to_string();
        assert!(text.contains(&format!("({bytes} bytes) of address space for frame arena `vast`")), "{text}");
        assert!(text.contains("failed") && text.ends_with("; reserve less"), "{text}");
    }
    let huge = SceneArena::builder().huge_pages(true).guard_page(false).reserve(usize::MAX).build();
    assert_eq!(huge.unwrap_err().arena(), "scene", "an arena is called what its class is, until it is named");
}

#[test]
fn sizes_are_rounded_up_to_pages() {
    for bytes in [0, 1, 4095, 4096, 4097, MIB - 1] {
        let reserved = FrameArena::reserve("frame", bytes).unwrap().stats().reserved;
        assert!(reserved >= bytes.max(1) && reserved < bytes + 128 * KIB);
        assert!(reserved.is_multiple_of(4 * KIB), "no page is smaller than that");
    }
}

/// Words that go through many pages: 8 MiB of them. Under Miri each is a step of its own.
const MANY: usize = if cfg!(miri) { 4 * KIB } else { MIB };

/// Nothing is committed before it is needed, and then not much more than that.
#[test]
fn committed_follows_used() {
    let rounds = if cfg!(miri) { 30 } else { 300 };
    let mut memory = FrameArena::reserve("frame", rounds * MIB).unwrap();
    assert_eq!(memory.stats().committed, 0);
    scope!(frame in memory);
    let mut last = 0;
    for _ in 0..rounds {
        frame.alloc_uninit_slice::<u8>(512 * KIB);
        let stats = frame.stats();
        assert!(stats.used <= stats.committed && stats.committed <= stats.reserved);
        assert!(stats.committed <= 2 * stats.used.max(MIB) && stats.committed <= stats.used + 17 * MIB);
        assert!(stats.committed >= last);
        last = stats.committed;
    }
    let all = frame.stats().reserved - frame.stats().used;
    frame.alloc_uninit_slice::<u8>(all);
    let stats = frame.stats();
    assert_eq!((stats.used, stats.committed), (stats.reserved, stats.reserved), "to the last byte");
    assert!(frame.try_alloc(0_u8).is_err());
}

#[test]
fn trimmed_memory_goes_and_comes_back() {
    let mut memory = FrameArena::reserve("frame", 64 * MIB).unwrap();
    let fill = |memory: &mut FrameArena| {
        scope!(frame in memory);
        frame.alloc_slice_fill_with(MANY, |n| n).iter().sum::<usize>()
    };
    let sum = fill(&mut memory);
    let peak = memory.stats().peak;
    assert!(memory.stats().committed >= 8 * MANY);
    memory.trim(MANY);
    assert_eq!((memory.stats().committed, memory.stats().used), (MANY, 0));
    assert_eq!(fill(&mut memory), sum);
    memory.trim(1);
    let page = memory.stats().committed;
    assert!((4 * KIB..=64 * KIB).contains(&page), "rounded up to a page");
    memory.trim(0);
    assert_eq!(memory.stats().committed, 0);
    memory.trim(usize::MAX);
    assert_eq!(fill(&mut memory), sum);
    let stats = memory.stats();
    memory.trim(usize::MAX);
    assert_eq!(memory.stats(), stats, "there is no more than that to keep");
    assert_eq!((stats.peak, stats.resets), (peak, 3));

    let mut buffer = [MaybeUninit::uninit(); 64];
    let mut memory = Arena::<arena::lifetime::Frame>::from_buffer(&mut buffer);
    memory.trim(0);
    assert_eq!(memory.stats().committed, memory.stats().reserved, "a buffer stays as it is");
}

/// Memory that goes back to the system is zero when it comes again, and not what it was.
#[test]
fn what_comes_back_from_the_system_is_new() {
    const BYTES: usize = if cfg!(miri) { 8 * KIB } else { 64 * KIB };
    let mut memory = FrameArena::reserve("frame", MIB).unwrap();
    {
        scope!(frame in memory);
        frame.alloc_slice_fill_with(BYTES, |_| 0xAA_u8);
    }
    memory.trim(0);
    scope!(frame in memory);
    let again = frame.alloc_uninit_slice::<u8>(BYTES);
    #[expect(unsafe_code, reason = "looks at memory that nobody has written")]
    // SAFETY: fresh pages of the system are zero, which is what is tested.
    let zero = again.iter().all(|byte| unsafe { byte.assume_init() } == 0);
    assert!(zero);
}

/// Takes so many bytes and writes to all of them.
#[cfg(target_os = "linux")]
fn write_to(frame: &Frame<'_>, bytes: usize) {
    const PAGE: usize = 4 * KIB;
    frame.alloc_uninit_slice(bytes / PAGE).fill(MaybeUninit::new([1_u8; PAGE]));
}

/// In a process of its own, because the figures are those of a whole process.
#[test]
#[cfg(target_os = "linux")]
fn memory_comes_and_goes() {
    let output = run("pages::child_that_watches_itself", |command| command);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "it needs a process of its own; `memory_comes_and_goes` starts one"]
fn child_that_watches_itself() {
    if !is_child() {
        return;
    }
    let (space, resident) = (status("VmSize:"), status("VmRSS:"));

    let mut memory = FrameArena::builder().reserve(GIB).prefault(200 * MIB).build().unwrap();
    assert_eq!(memory.stats().committed, 200 * MIB);
    assert!(status("VmSize:") >= space + GIB);
    assert!(status("VmRSS:") >= resident + 199 * MIB, "prefaulted memory is there");
    memory.trim(0);
    assert!(status("VmRSS:") <= resident + 4 * MIB, "trimmed memory is not");
    assert!(status("VmSize:") >= space + GIB, "but its address space is");
    // More than there is to prefault is all there is.
    let small = FrameArena::builder().reserve(64 * KIB).prefault(GIB).build().unwrap();
    assert_eq!(small.stats().committed, small.stats().reserved);
    drop((memory, small));

    for round in 0..20 {
        let builder = FrameArena::builder().reserve(64 * GIB).huge_pages(round % 2 == 1).guard_page(round % 3 == 0);
        let mut memory = builder.build().unwrap();
        if round < 4 {
            scope!(frame in memory);
            write_to(frame, 64 * MIB);
            assert!(status("VmRSS:") >= resident + 64 * MIB);
        }
    }
    assert!(status("VmSize:") <= space + 8 * MIB, "nothing of it is left");
    assert!(status("VmRSS:") <= resident + 4 * MIB);

    // A reset keeps what is committed, so that the next frame finds it warm.
    let mut memory = FrameArena::reserve("frame", GIB).unwrap();
    for _ in 0..3 {
        scope!(frame in memory);
        write_to(frame, 32 * MIB);
    }
    assert!(status("VmRSS:") >= resident + 31 * MIB);
    assert!(memory.stats().committed >= 32 * MIB);
}

/// A hint that changes speed, not behaviour: the base is aligned, so the first page can be huge.
#[test]
fn huge_pages() {
    let mut memory = FrameArena::builder().reserve(64 * MIB).huge_pages(true).build().unwrap();
    {
        scope!(frame in memory);
        let first = frame.alloc_slice_fill_with(MANY, |n| n);
        assert_eq!(first.as_ptr().addr() % (2 * MIB), 0);
        assert_eq!(first[MANY - 1], MANY - 1);
    }
    memory.trim(MANY);
    scope!(frame in memory);
    assert_eq!(frame.alloc_slice_fill_with(MANY, |n| n)[MANY / 2], MANY / 2);
}

/// Two arenas that lie side by side, if the system puts them so, are not one.
#[test]
fn many_arenas_at_a_time() {
    const WORDS: usize = if cfg!(miri) { 64 } else { 16 * KIB };
    let mut arenas: Vec<_> = (0..64).map(|_| FrameArena::reserve("one of many", 128 * KIB).unwrap()).collect();
    let fill = |arena: &mut FrameArena, n: u64| {
        scope!(frame in arena);
        frame.alloc_slice_fill_with(WORDS, |_| n).iter().sum::<u64>()
    };
    for (n, arena) in (0..).zip(&mut arenas) {
        assert_eq!(fill(arena, n), n * WORDS as u64);
    }
    let mut kept = arenas.split_off(32);
    drop(arenas);
    for arena in &mut kept {
        assert_eq!(fill(arena, 3), 3 * WORDS as u64);
    }
}
