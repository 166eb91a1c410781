//! What ends a process, seen from another one: second panics, guard pages, systems without memory.

use std::process::{Command, Output};

use arena::prelude::*;

/// Set for the process that is to die.
const CHILD: &str = "ARENA_TESTS_CHILD";

/// Names the command that starts a binary under an emulator, where it does not start by itself.
const RUNNER: &str = "ARENA_TEST_RUNNER";

/// Runs a test of this binary, which begins with [`is_child`], in a process of its own.
pub fn run(test: &str, prepare: impl FnOnce(Command) -> Command) -> Output {
    let binary = std::env::args_os().next().expect("the path of this binary");
    let runner = std::env::var(RUNNER).unwrap_or_default();
    let mut words = runner.split_whitespace();
    let mut command = match words.next() {
        Some(emulator) => {
            let mut command = Command::new(emulator);
            command.args(words).arg(binary);
            command
        }
        None => Command::new(binary),
    };
    command.args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"]).env(CHILD, "yes");
    prepare(command).output().expect("this binary runs")
}

/// The bodies of children do nothing when somebody runs the ignored tests by hand.
pub fn is_child() -> bool {
    std::env::var_os(CHILD).is_some()
}

struct Bomb(&'static str);

impl Drop for Bomb {
    fn drop(&mut self) {
        println!("dropped {}", self.0);
        panic!("{} explodes", self.0);
    }
}

/// One panic runs the rest of the destructors; a second one on the way aborts, as everywhere.
#[test]
fn a_second_panic_aborts() {
    let output = run("children::child_with_two_bombs", |command| command);
    assert!(!output.status.success());
    #[cfg(unix)]
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&output.status), Some(6), "{output:?}");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("dropped newest") && text.contains("dropped oldest"), "{text}");
    assert!(!text.contains("survived"));
    assert!(String::from_utf8_lossy(&output.stderr).contains("newest explodes"));
}

#[test]
#[ignore = "it aborts; `a_second_panic_aborts` runs it"]
fn child_with_two_bombs() {
    if is_child() {
        let mut memory = FrameArena::reserve("frame", MIB).unwrap();
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            scope!(frame in memory);
            frame.alloc_drop(Bomb("oldest"));
            frame.alloc_drop(Bomb("newest"));
        }));
        println!("survived: {result:?}");
    }
}

/// The first byte behind an arena faults, and the last inside does not.
#[test]
#[cfg(unix)]
fn the_guard_page_faults() {
    let output = run("children::child_that_runs_over_the_end", |command| command);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("the last byte is fine"), "{output:?}");
    assert!(!text.contains("and beyond"), "{text}");
    let signal = std::os::unix::process::ExitStatusExt::signal(&output.status);
    assert!(matches!(signal, Some(7 | 10 | 11)), "a fault, and not {:?}", output.status);
}

#[test]
#[cfg(unix)]
#[ignore = "it faults; `the_guard_page_faults` runs it"]
fn child_that_runs_over_the_end() {
    if is_child() {
        let mut memory = FrameArena::reserve("guarded by default", 64 * KIB).unwrap();
        scope!(frame in memory);
        let all = frame.alloc_uninit_slice::<u8>(frame.stats().reserved);
        assert!(frame.try_alloc(0_u8).is_err());
        let end = all.as_mut_ptr_range().end.cast::<u8>();
        #[expect(unsafe_code, reason = "does what foreign code may do by mistake")]
        // SAFETY: the first write is to the last byte of the slice. The second is what is tested: it
        // is not sound, and it is in a process of its own, which dies of it.
        unsafe {
            end.sub(1).write_volatile(1);
            println!("the last byte is fine");
            end.write_volatile(1);
        }
        println!("and beyond");
    }
}

/// A system that has no memory left to commit is an error with a reason, and the arena works on.
#[test]
#[cfg(target_os = "linux")]
fn a_refused_commit_is_an_error() {
    let output = run("children::child_without_memory", |command| {
        // 64 MiB of data for the whole process: reserved space does not count, committed does.
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -d 65536 && exec \"$@\"", "sh"]).arg(command.get_program()).args(command.get_args());
        // A backtrace that finds no memory waits for itself.
        shell.env(CHILD, "yes").env("RUST_BACKTRACE", "0");
        shell
    });
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("refused as it should"), "{output:?}");
}

#[cfg(target_os = "linux")]
#[derive(Clone, Copy, arena::Arena)]
#[arena(tag = Subsystem::Pages, lifetime = frame, store = soa)]
struct Page {
    words: [u64; 512],
}

#[cfg(target_os = "linux")]
#[derive(Clone, Copy, Debug, arena::Tag)]
enum Subsystem {
    Pages,
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "it needs a limit; `a_refused_commit_is_an_error` sets it"]
fn child_without_memory() {
    if is_child() {
        // Stores find the limit by growing; each in an arena that is gone with all its memory before the next.
        {
            let mut memory = FrameArena::reserve("pool", GIB).expect("address space is not limited");
            scope!(frame in memory);
            let mut pool = frame.pool::<[u64; 512]>(1 << 16);
            let full = (0..).find_map(|_| pool.try_insert([3; 512]).err()).expect("it is not without end");
            assert_eq!((full.value[511], full.error.reason()), (3, arena::Reason::CommitRefused));
            assert!(pool.len() > 2000 && pool.values().all(|page| *page == [3; 512]));
        }
        {
            let mut memory = FrameArena::reserve("pages", GIB).expect("address space is not limited");
            scope!(frame in memory);
            let mut pages = PageStore::with_capacity_in(frame, 1 << 16);
            let full =
                (0..).find_map(|_| pages.try_insert(Page { words: [4; 512] }).err()).expect("it is not without end");
            assert_eq!((full.value.words[511], full.error.reason()), (4, arena::Reason::CommitRefused));
            assert!(pages.len() > 2000 && pages.words().iter().all(|page| *page == [4; 512]));
        }
        let mut memory = FrameArena::reserve("vast", GIB).expect("address space is not limited");
        {
            scope!(frame in memory);
            let before = frame.alloc([1_u8; 1000]);
            let error = frame.try_alloc_uninit_slice::<u8>(256 * MIB).unwrap_err();
            assert_eq!(error.reason(), arena::Reason::CommitRefused);
            assert_eq!((error.size(), error.reserved()), (256 * MIB, GIB));
            assert_eq!(
                error.to_string(),
                "frame arena `vast` got no memory from the system: `[u8]` asked for 268435456 bytes aligned to 1, and \
                 1023.9 MiB of 1.0 GiB are free; close other programs, or raise the limit on memory of this one"
            );
            // A vector finds the limit by growing, and has all it had.
            let mut vec = frame.vec();
            let full = loop {
                if let Err(full) = vec.try_push([7_u64; 512]) {
                    break full;
                }
            };
            assert_eq!((full.value[511], full.error.reason()), (7, arena::Reason::CommitRefused));
            assert!(size_of_val(&*vec) > 8 * MIB && vec.iter().all(|page| *page == [7; 512]));
            drop(vec);
            // To the last page: what cannot be committed in large steps is committed in small ones.
            while frame.try_alloc([2_u64; 512]).is_ok() {}
            let status = std::fs::read_to_string("/proc/self/status").unwrap();
            let data = status.lines().find_map(|line| line.strip_prefix("VmData:")).unwrap();
            let data: usize = data.split_whitespace().next().unwrap().parse().unwrap();
            assert!(data > 65_536 - 512, "{data} KiB of data, and the limit is 65,536");
            assert_eq!(before[999], 1);
        }
        let error = FrameArena::builder().name("eager").reserve(GIB).prefault(256 * MIB).build().unwrap_err();
        assert_eq!((error.arena(), error.size()), ("eager", GIB));
        assert!(error.to_string().contains("256.0 MiB to prefault"), "{error}");
        println!("refused as it should");
    }
}
