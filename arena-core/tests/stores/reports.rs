//! The text of reports, to the character.

use arena_core::{Arena, FrameArena, KIB, Ledger, MIB, PermArena, Report, SceneArena, Tag, TagInfo, lifetime};

#[derive(Clone, Copy)]
enum Subsystem {
    Renderer,
    Physics,
    Audio,
    Idle,
}

impl Tag for Subsystem {
    fn info(&self) -> &'static TagInfo {
        static INFOS: [TagInfo; 4] = [
            TagInfo::new("Renderer", "Draw calls, vertex data", Some(64 << 10)),
            TagInfo::new("Physics", "", Some(1 << 10)),
            TagInfo::new("Audio", "Voices and mixing", None),
            TagInfo::new("Idle", "Never used", Some(1)),
        ];
        &INFOS[*self as usize]
    }
}

/// A report that is made in the middle of things, and one after them.
fn reports() -> (Report, Report) {
    let mut perm = PermArena::reserve("perm", 4 * MIB).unwrap();
    let mut scene = SceneArena::reserve("level", 2 * MIB).unwrap();
    let mut frame = FrameArena::reserve("an arena with quite a long name", MIB).unwrap();
    let mut buffer = [const { std::mem::MaybeUninit::uninit() }; 256];
    let mut small = Arena::<lifetime::Frame>::from_buffer(&mut buffer[..]).named("small");
    let ledger = Ledger::new().with(&perm).with(&scene).with(&frame).with(&small);

    for _ in 0..2 {
        scene.scope(|scene| {
            scene.tagged(Subsystem::Physics).alloc([0_u8; 3000]);
        });
    }
    frame.scope(|frame| {
        frame.alloc([0_u8; 128 * KIB]);
    });
    small.scope(|small| {
        small.tagged(Subsystem::Audio).alloc_str("twelve bytes");
    });
    let open = perm.scope(|perm| {
        let renderer = perm.tagged(Subsystem::Renderer);
        renderer.alloc([0_u8; 1500]);
        renderer.alloc([0_u8; 36]);
        perm.tagged(Subsystem::Audio).alloc([0_u8; 9]);
        perm.tagged(Subsystem::Idle);
        let mut vec = perm.tagged(Subsystem::Physics).vec_with_capacity(4);
        vec.extend([1_u64, 2, 3, 4]);
        perm.alloc(0_u8);
        vec.push(5);
        assert_eq!(vec.into_slice().len(), 5);
        // Without counters the ledger would see what was published last: nothing.
        perm.stats();
        ledger.report()
    });
    perm.trim(0);
    drop(scene);
    (open, ledger.report())
}

#[track_caller]
fn assert_text(report: &Report, expected: &str) {
    let text = report.to_string();
    let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&text), lines(expected), "\n{text}\n");
}

#[test]
#[cfg(any(feature = "account", debug_assertions))]
#[cfg_attr(not(target_pointer_width = "64"), ignore = "the bytes are those of a 64-bit machine")]
fn with_tags() {
    let (open, end) = reports();
    assert_text(
        &open,
        "\
==== MEMORY REPORT ====
arena                                          used        peak   committed    reserved
perm (perm)                                 1.6 KiB     1.6 KiB    64.0 KiB     4.0 MiB  0 resets
  (untagged)                                    1 B         1 B                          1 live
  Renderer                                  1.5 KiB     1.5 KiB                          2 live, budget 64.0 KiB (Draw calls, vertex data)
  Audio                                         9 B         9 B                          1 live (Voices and mixing)
  Physics                                      40 B       160 B                          1 live, budget 1.0 KiB
  (padding)                                    22 B
  (abandoned growth)                           32 B
level (scene)                                   0 B     2.9 KiB    64.0 KiB     2.0 MiB  2 resets
  Physics                                       0 B     2.9 KiB                          0 live, budget 1.0 KiB, EXCEEDED
an arena with quite a long name (frame)         0 B   128.0 KiB   128.0 KiB     1.0 MiB  1 reset
  (untagged)                                    0 B   128.0 KiB                          0 live
small (frame)                                   0 B        16 B       256 B       256 B  1 reset
  Audio                                         0 B        12 B                          0 live (Voices and mixing)
TOTAL                                       1.6 KiB               256.2 KiB     7.0 MiB",
    );
    assert_text(
        &end,
        "\
==== MEMORY REPORT ====
arena                                          used        peak   committed    reserved
perm (perm)                                     0 B     1.6 KiB         0 B     4.0 MiB  1 reset
  (untagged)                                    0 B         1 B                          0 live
  Renderer                                      0 B     1.5 KiB                          0 live, budget 64.0 KiB (Draw calls, vertex data)
  Audio                                         0 B         9 B                          0 live (Voices and mixing)
  Physics                                       0 B       160 B                          0 live, budget 1.0 KiB
level (scene)                                   0 B     2.9 KiB         0 B         0 B  2 resets
  Physics                                       0 B     2.9 KiB                          0 live, budget 1.0 KiB, EXCEEDED
an arena with quite a long name (frame)         0 B   128.0 KiB   128.0 KiB     1.0 MiB  1 reset
  (untagged)                                    0 B   128.0 KiB                          0 live
small (frame)                                   0 B        16 B       256 B       256 B  1 reset
  Audio                                         0 B        12 B                          0 live (Voices and mixing)
TOTAL                                           0 B               128.2 KiB     5.0 MiB",
    );
}

/// A build that does not count tags says so, and shows no zeros that are none.
#[test]
#[cfg(not(any(feature = "account", debug_assertions)))]
fn without_tags() {
    let (open, end) = reports();
    assert_text(
        &open,
        "\
==== MEMORY REPORT ====
arena                                          used        peak   committed    reserved
perm (perm)                                 1.6 KiB     1.6 KiB    64.0 KiB     4.0 MiB  0 resets
  (abandoned growth)                           32 B
level (scene)                                   0 B     2.9 KiB    64.0 KiB     2.0 MiB  2 resets
an arena with quite a long name (frame)         0 B   128.0 KiB   128.0 KiB     1.0 MiB  1 reset
small (frame)                                   0 B        16 B       256 B       256 B  1 reset
TOTAL                                       1.6 KiB               256.2 KiB     7.0 MiB
(bytes per tag are not counted in this build: enable feature `account`)",
    );
    assert_text(
        &end,
        "\
==== MEMORY REPORT ====
arena                                          used        peak   committed    reserved
perm (perm)                                     0 B     1.6 KiB         0 B     4.0 MiB  1 reset
level (scene)                                   0 B     2.9 KiB         0 B         0 B  2 resets
an arena with quite a long name (frame)         0 B   128.0 KiB   128.0 KiB     1.0 MiB  1 reset
small (frame)                                   0 B        16 B       256 B       256 B  1 reset
TOTAL                                           0 B               128.2 KiB     5.0 MiB
(bytes per tag are not counted in this build: enable feature `account`)",
    );
    let ledger = Ledger::new().with(&PermArena::reserve("perm", KIB).unwrap());
    assert_eq!(ledger.used_by(Subsystem::Audio), None, "not counted is not zero");
}

#[test]
fn of_nothing() {
    assert_text(
        &Ledger::new().report(),
        "\
==== MEMORY REPORT ====
arena                           used        peak   committed    reserved
TOTAL                            0 B                     0 B         0 B",
    );
}

/// A budget is for a tag in all arenas. Below it in each, it can be above it in all of them.
#[test]
#[cfg(any(feature = "account", debug_assertions))]
fn budgets_are_for_all_arenas_together() {
    let mut one = FrameArena::reserve("one", MIB).unwrap();
    let mut two = FrameArena::reserve("two", MIB).unwrap();
    let ledger = Ledger::new().with(&one).with(&two);
    let exceeded = || ledger.report().to_string().matches("budget 1.0 KiB, EXCEEDED").count();
    one.scope(|one| {
        one.tagged(Subsystem::Physics).alloc([0_u8; 600]);
        two.scope(|two| {
            two.tagged(Subsystem::Physics).alloc([0_u8; 424]);
            assert_eq!(exceeded(), 0, "1024 bytes are 1 KiB");
            two.tagged(Subsystem::Physics).alloc(0_u8);
            assert_eq!(exceeded(), 2);
        });
    });
    two.scope(|two| {
        two.tagged(Subsystem::Physics).alloc([0_u8; 600]);
    });
    assert_eq!(exceeded(), 0, "peaks of two moments are not added");
}

#[test]
fn a_pool_of_arenas_has_one_section() {
    let requests = FrameArena::builder().name("request").reserve(MIB).pool(2);
    let ledger = Ledger::new().with_pool(&requests);
    assert!(ledger.report().to_string().contains("0 x request (frame)"));
    let mut taken: Vec<_> = (0..3).map(|_| requests.take().unwrap()).collect();
    for (number, arena) in (1_usize..).zip(&mut taken) {
        arena.scope(|frame| {
            frame.tagged(Subsystem::Physics).alloc_uninit_slice::<u8>(1024 * number);
            let mut pools: [_; 2] = std::array::from_fn(|_| frame.tagged(Subsystem::Physics).pool::<u64>(64 * number));
            for pool in &mut pools[..number.min(2)] {
                (0..10 * number).for_each(|n| _ = pool.insert(n as u64));
            }
            let stats: Vec<_> = ledger.arenas().collect();
            assert_eq!(stats.len(), 3);
            assert_eq!(stats[number - 1].1.used, frame.stats().used);
        });
    }
    let report = ledger.report().to_string();
    let line = |name: &str| report.lines().filter(|line| line.trim_start().starts_with(name)).collect::<Vec<_>>();
    let title = line("3 x request (frame)")[0];
    assert!(title.contains("3.0 MiB") && title.ends_with("3 resets"), "{report}");
    let peaks: Vec<_> = line("u64").iter().map(|line| line.rsplit("live, ").next().unwrap().to_owned()).collect();
    assert_eq!((peaks.len(), line("u64")[0].contains("0 of 384 live")), (2, true), "{report}");
    assert_eq!(peaks, ["peak 30", "peak 30"], "the largest of any");
    if let Some(bytes) = ledger.used_by(Subsystem::Physics) {
        assert_eq!((bytes, line("Physics").len()), (0, 1), "{report}");
    }
    // One more than are kept.
    drop(taken);
    drop((0..3).map(|_| requests.take().unwrap()).collect::<Vec<_>>());
    assert_eq!((ledger.arenas().count(), requests.idle()), (2, 2));
    assert!(ledger.report().to_string().contains("2 x request (frame)"));
    requests.clear();
    assert_eq!(ledger.arenas().count(), 0);
    drop(requests);
    assert_eq!(ledger.stores().count(), 0);
}

/// The report is a value of its own: it does not change when the arenas do.
#[test]
fn a_report_is_a_moment() {
    let mut frame = FrameArena::reserve("frame", MIB).unwrap();
    let ledger = Ledger::new().with(&frame);
    let before = ledger.report();
    let text = before.to_string();
    frame.scope(|frame| {
        frame.alloc([0_u8; 5000]);
    });
    drop(frame);
    assert_eq!(before.clone().to_string(), text);
    assert_ne!(ledger.report().to_string(), text);
}
