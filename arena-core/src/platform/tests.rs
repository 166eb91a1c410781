//! Tests that run on every system, Miri included, unless they say why not.

#[cfg(not(miri))]
use std::process::Command;

use super::*;

const PLAIN: Options = Options { guard_page: false, huge_pages: HugePages::Never };

const GUARDED: Options = Options { guard_page: true, huge_pages: HugePages::Never };

fn reserve(bytes: usize, options: Options) -> Reservation {
    Reservation::new(bytes, options).expect("the system has this much address space")
}

fn write(reservation: &Reservation, at: usize, value: u8) {
    assert!(at < reservation.len());
    // SAFETY: `at` is inside the range, and the tests write to committed pages only.
    unsafe { reservation.base().add(at).write(value) };
}

fn read(reservation: &Reservation, at: usize) -> u8 {
    assert!(at < reservation.len());
    // SAFETY: `at` is inside the range, and the tests read committed pages only, which are zero
    // or have been written.
    unsafe { reservation.base().add(at).read() }
}

#[test]
fn rounding() {
    for page in [4 << 10, 16 << 10, 64 << 10] {
        assert_eq!(round_up(0, page), Some(0));
        assert_eq!(round_up(1, page), Some(page));
        assert_eq!(round_up(page, page), Some(page));
        assert_eq!(round_up(page + 1, page), Some(2 * page));
        assert_eq!(round_up(usize::MAX - page + 2, page), None);
        assert_eq!(round_down(2 * page - 1, page), page);
        assert_eq!(round_down(page - 1, page), 0);
    }
}

#[test]
fn the_page_size_is_a_power_of_two() {
    assert!(page_size().is_power_of_two());
}

#[test]
fn sizes_are_whole_pages() {
    let page = page_size();
    for (asked, got) in
        [(0, page), (1, page), (page - 1, page), (page, page), (page + 1, 2 * page), (5 * page, 5 * page)]
    {
        for guard_page in [false, true] {
            for huge_pages in [HugePages::Never, HugePages::Beyond, HugePages::Always] {
                let options = Options { guard_page, huge_pages };
                let reservation = reserve(asked, options);
                assert_eq!(reservation.len(), got, "asked for {asked} with {options:?}");
                assert_eq!(reservation.base().addr().get() % page, 0);
            }
        }
    }
}

#[test]
fn huge_pages_align_the_base() {
    let options = Options { guard_page: true, huge_pages: HugePages::Always };
    // Several at once, so that their natural places differ.
    let reservations: Vec<_> = (1..8).map(|pages| reserve(pages * 3 * page_size(), options)).collect();
    for reservation in &reservations {
        assert_eq!(reservation.base().addr().get() % HUGE_PAGE, 0);
        reservation.commit(0, reservation.len()).unwrap();
        write(reservation, 0, 1);
        write(reservation, reservation.len() - 1, 2);
        assert_eq!(read(reservation, reservation.len() - 1), 2);
    }
}

#[test]
fn committed_memory_is_zero_and_writable_to_the_last_byte() {
    let page = page_size();
    for options in [PLAIN, GUARDED] {
        let reservation = reserve(4 * page, options);
        reservation.commit(0, 4 * page).unwrap();
        for at in [0, 1, page - 1, page, 4 * page - 1] {
            assert_eq!(read(&reservation, at), 0);
            write(&reservation, at, 0xA5);
            assert_eq!(read(&reservation, at), 0xA5);
        }
    }
}

#[test]
fn committing_again_keeps_content() {
    let page = page_size();
    let reservation = reserve(4 * page, PLAIN);
    reservation.commit(0, page).unwrap();
    write(&reservation, 0, 1);
    write(&reservation, page - 1, 2);
    // A part of a page, an empty range, an overlapping one, one that is committed as a whole.
    for (from, to) in [(1, 2), (page, page), (0, 3 * page), (page, 2 * page)] {
        reservation.commit(from, to).unwrap();
        assert_eq!((read(&reservation, 0), read(&reservation, page - 1)), (1, 2));
    }
    assert_eq!(read(&reservation, 3 * page - 1), 0);
}

#[test]
fn a_commit_inside_a_page_covers_the_page() {
    let page = page_size();
    let reservation = reserve(3 * page, PLAIN);
    reservation.commit(page + 1, page + 2).unwrap();
    write(&reservation, page, 1);
    write(&reservation, 2 * page - 1, 2);
    assert_eq!(read(&reservation, page), 1);
}

#[test]
fn decommitted_pages_come_back_as_zeros_and_their_neighbours_stay() {
    let page = page_size();
    let reservation = reserve(4 * page, GUARDED);
    reservation.commit(0, 4 * page).unwrap();
    for number in 0..4 {
        write(&reservation, number * page, 7);
        write(&reservation, number * page + page - 1, 8);
    }
    // From inside page 0 to inside page 3: only pages 1 and 2 lie wholly between.
    // SAFETY: Nothing refers to the memory.
    unsafe { reservation.decommit(1, 4 * page - 1) }.unwrap();
    reservation.commit(page, 3 * page).unwrap();
    for number in 0..4 {
        let expected = if matches!(number, 1 | 2) { (0, 0) } else { (7, 8) };
        let first = read(&reservation, number * page);
        let last = read(&reservation, number * page + page - 1);
        assert_eq!((first, last), expected, "page {number}");
    }
}

#[test]
fn decommit_of_less_than_a_page_does_nothing() {
    let page = page_size();
    let reservation = reserve(2 * page, PLAIN);
    reservation.commit(0, 2 * page).unwrap();
    write(&reservation, page - 1, 3);
    write(&reservation, page, 4);
    for (from, to) in [(0, 0), (0, page - 1), (1, page), (page - 1, page + 1), (1, 2 * page - 1)] {
        // SAFETY: Nothing refers to the memory.
        unsafe { reservation.decommit(from, to) }.unwrap();
    }
    assert_eq!((read(&reservation, page - 1), read(&reservation, page)), (3, 4));
}

#[test]
fn decommit_of_what_was_never_committed_is_fine() {
    let page = page_size();
    let reservation = reserve(4 * page, PLAIN);
    reservation.commit(0, page).unwrap();
    write(&reservation, 0, 9);
    // SAFETY: Nothing refers to the memory.
    unsafe { reservation.decommit(page, 4 * page) }.unwrap();
    // SAFETY: As above; the first page is given back twice.
    unsafe { reservation.decommit(0, page) }.unwrap();
    // SAFETY: As above.
    unsafe { reservation.decommit(0, page) }.unwrap();
    reservation.commit(0, 4 * page).unwrap();
    assert_eq!((read(&reservation, 0), read(&reservation, 4 * page - 1)), (0, 0));
}

#[test]
fn prefault_keeps_content() {
    let page = page_size();
    let reservation = reserve(8 * page, PLAIN);
    reservation.commit(0, 6 * page).unwrap();
    for at in [0, page, 2 * page + 1, 5 * page - 1] {
        write(&reservation, at, 6);
    }
    // SAFETY: The range is committed, and nothing refers to it.
    unsafe { reservation.prefault(1, 6 * page) }.unwrap();
    // SAFETY: As above.
    unsafe { reservation.prefault(page, page) }.unwrap();
    for at in [0, page, 2 * page + 1, 5 * page - 1] {
        assert_eq!(read(&reservation, at), 6);
    }
    assert_eq!(read(&reservation, 6 * page - 1), 0);
}

/// The way of systems without a call for it, which Linux falls back to as well.
#[cfg(not(miri))]
#[test]
fn touching_pages_keeps_content() {
    let page = page_size();
    let reservation = reserve(4 * page, PLAIN);
    reservation.commit(0, 3 * page).unwrap();
    write(&reservation, 0, 1);
    write(&reservation, page, 2);
    write(&reservation, 3 * page - 1, 3);
    // SAFETY: Three whole pages are committed, and nothing refers to them.
    unsafe { touch(reservation.base(), 3 * page) };
    let bytes = [0, page, 2 * page, 3 * page - 1].map(|at| read(&reservation, at));
    assert_eq!(bytes, [1, 2, 0, 3]);
}

/// A refusal in the words of the system.
fn assert_refused(result: Result<Reservation, SystemError>) {
    let error = result.expect_err("more than any address space");
    assert_ne!(error.code, 0);
    let text = error.to_string();
    assert!(text.starts_with(sys::RESERVE), "{text}");
    assert!(text.contains("failed: "), "{text}");
}

#[test]
fn sizes_beyond_isize_are_refused() {
    let largest = isize::MAX.unsigned_abs();
    for bytes in [usize::MAX, usize::MAX - page_size(), largest + 1, largest] {
        for options in [PLAIN, GUARDED] {
            assert_refused(Reservation::new(bytes, options));
        }
    }
}

/// Half of the address space minus a page is a size like any other, and a 32-bit system can have it
/// to give, once.
#[test]
fn more_than_there_is_is_refused() {
    let bytes = isize::MAX.unsigned_abs() - 2 * page_size();
    let held: Vec<_> = (0..3).map_while(|_| Reservation::new(bytes, GUARDED).ok()).collect();
    assert!(held.len() < 3, "three halves of the address space");
    assert_refused(Reservation::new(bytes, GUARDED));
}

#[test]
fn ranges_outside_are_bugs_of_the_caller() {
    let reservation = reserve(2 * page_size(), GUARDED);
    let len = reservation.len();
    for (from, to) in [(0, len + 1), (len + 1, len + 1), (2, 1), (0, usize::MAX)] {
        let commit = std::panic::catch_unwind(|| reservation.commit(from, to));
        assert!(commit.is_err(), "commit of {from}..{to} went to the system");
        // SAFETY: Nothing refers to the memory, and the call does not get that far.
        let decommit = std::panic::catch_unwind(|| unsafe { reservation.decommit(from, to) });
        assert!(decommit.is_err(), "decommit of {from}..{to} went to the system");
    }
    reservation.commit(len, len).unwrap();
}

#[test]
fn the_last_owner_may_be_another_thread() {
    let reservation = reserve(2 * page_size(), PLAIN);
    reservation.commit(0, 1).unwrap();
    write(&reservation, 0, 5);
    let seen = std::thread::spawn(move || read(&reservation, 0)).join().unwrap();
    assert_eq!(seen, 5);
}

/// Leaked address space would add up to more than 32-bit systems and, with the larger size, most
/// 64-bit systems have; Linux tells how much there is. Leaked memory is leaked address space.
#[test]
fn dropping_returns_everything() {
    let size =
        if cfg!(all(target_pointer_width = "64", not(target_os = "linux"), not(miri))) { 16 << 30 } else { 64 << 20 };
    let rounds = if cfg!(miri) { 20 } else { 10_000 };
    let before = address_space();
    for round in 0..rounds {
        let options = if round % 2 == 0 { PLAIN } else { GUARDED };
        let reservation = reserve(size, options);
        reservation.commit(0, 3 * page_size()).unwrap();
        write(&reservation, 2 * page_size(), 1);
    }
    if let (Some(before), Some(after)) = (before, address_space()) {
        // Other tests run at the same time, so half of what a leak would be is the limit.
        let leak = size as u64 * rounds / 2;
        assert!(after < before + leak, "grew from {before} to {after} bytes");
    }
}

/// The size of the process's address space, where the system tells it.
fn address_space() -> Option<u64> {
    if cfg!(any(miri, not(target_os = "linux"))) {
        return None;
    }
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = statm.split(' ').next()?.parse().ok()?;
    Some(pages * page_size() as u64)
}

/// What the system itself says about the memory behind a range: nothing before it is touched, all
/// of it after `prefault`, nothing again after `decommit`. An emulator's memory is not the guest's.
#[cfg(all(target_os = "linux", not(miri)))]
#[test]
fn memory_comes_with_prefault_and_goes_with_decommit() {
    if std::env::var_os(RUNNER).is_some() {
        return;
    }
    // The kernel may join mappings with their neighbours. A page that is never committed on either
    // side keeps what is committed a mapping of its own.
    let (half, first) = (8 << 20, page_size());
    let (middle, last) = (first + half, first + 2 * half);
    let reservation = reserve(last, GUARDED);
    // Where huge pages are the rule, the last one may reach beyond what was touched.
    let a_half = half..=half + HUGE_PAGE;

    assert_eq!(resident(&reservation), 0, "reserved");
    reservation.commit(first, last).unwrap();
    assert_eq!(resident(&reservation), 0, "committed");
    // SAFETY: The range is committed, and nothing refers to it.
    unsafe { reservation.prefault(first, middle) }.unwrap();
    let prefaulted = resident(&reservation);
    assert!(a_half.contains(&prefaulted), "{prefaulted} after prefault");
    // SAFETY: The second half is whole pages, committed, and nothing refers to it.
    unsafe { touch(reservation.base().add(middle), half) };
    assert_eq!(resident(&reservation), 2 * half, "all of it touched");
    // SAFETY: Nothing refers to the memory.
    unsafe { reservation.decommit(middle, last) }.unwrap();
    assert_eq!(resident(&reservation), half, "second half given back");
}

/// The bytes of memory behind a reservation, from the kernel's list of mappings: a line with the
/// range of each, followed by lines about it, among them `Rss:  1234 kB`.
#[cfg(all(target_os = "linux", not(miri)))]
fn resident(reservation: &Reservation) -> usize {
    let base = reservation.base().addr().get();
    let range = base..base + reservation.len();
    let list = std::fs::read_to_string("/proc/self/smaps").expect("the list of mappings");
    let mut inside = false;
    let mut total = 0;
    for line in list.lines() {
        let mut words = line.split_ascii_whitespace();
        let first = words.next().unwrap_or_default();
        if let Some((start, _)) = first.split_once('-') {
            inside = usize::from_str_radix(start, 16).is_ok_and(|start| range.contains(&start));
        } else if inside && first == "Rss:" {
            let kib: usize = words.next().and_then(|kib| kib.parse().ok()).expect("a size");
            total += kib << 10;
        }
    }
    total
}

/// Accesses that must fault, each run in a child process: offsets from the end of two pages of
/// which the first is committed.
#[cfg(not(miri))]
const FAULTS: [(&str, &str); 4] = [
    ("control", "every access is allowed, so the child says so and ends well"),
    ("guard", "the page behind the range is the guard page"),
    ("uncommitted", "a page of the range that was never committed"),
    ("decommitted", "a page of the range that was given back"),
];

#[cfg(not(miri))]
const CASE: &str = "ARENA_PLATFORM_TEST_FAULT";

/// Names the command that starts a test binary under an emulator.
#[cfg(not(miri))]
const RUNNER: &str = "ARENA_TEST_RUNNER";

#[cfg(not(miri))]
#[test]
fn inaccessible_pages_fault() {
    for (case, what) in FAULTS {
        let output =
            this_test("platform::tests::child_that_faults").env(CASE, case).output().expect("the test can run itself");
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains("about to access"), "{case}: the child did not run:\n{text}");
        let survived = text.contains("survived");
        assert_eq!(survived, case == "control", "{case}: {what}:\n{text}");
        assert_eq!(output.status.success(), case == "control", "{case}: {what}:\n{text}");
    }
}

/// The other half of `inaccessible_pages_fault`: alone it has nothing to do.
#[cfg(not(miri))]
#[test]
fn child_that_faults() {
    let Ok(case) = std::env::var(CASE) else {
        return;
    };
    let page = page_size();
    let reservation = reserve(2 * page, GUARDED);
    reservation.commit(0, page).unwrap();
    let at = match case.as_str() {
        "control" => page - 1,
        "guard" => {
            reservation.commit(0, 2 * page).unwrap();
            2 * page
        }
        "uncommitted" => page,
        "decommitted" => {
            write(&reservation, 0, 1);
            // SAFETY: Nothing refers to the memory.
            unsafe { reservation.decommit(0, page) }.unwrap();
            0
        }
        other => panic!("unknown case {other}"),
    };
    println!("about to access {case}");
    // SAFETY: None, on purpose, but for the control: the page is part of the mapping, and that its
    // access faults is what is tested. The process has nothing else to lose.
    unsafe { reservation.base().as_ptr().add(at).write_volatile(1) };
    println!("survived {case}");
}

/// A command that runs one test of this binary with its output shown. Under an emulator the binary
/// does not start by itself.
#[cfg(not(miri))]
fn this_test(name: &str) -> Command {
    let binary = std::env::args_os().next().expect("the name of the test binary");
    let runner = std::env::var(RUNNER).unwrap_or_default();
    let mut words = runner.split_whitespace();
    let mut command = match words.next() {
        Some(program) => {
            let mut command = Command::new(program);
            command.args(words).arg(binary);
            command
        }
        None => Command::new(binary),
    };
    command.args(["--exact", name, "--nocapture", "--test-threads=1"]);
    command
}
