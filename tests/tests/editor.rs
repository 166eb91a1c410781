//! The example `editor`, run as a person would run it: what it prints, what it draws, and what it
//! says to broken input.
//!
//! `BLESS=1 cargo test --test editor` writes the golden picture anew; look at it before you commit.

#[path = "editor/picture.rs"]
mod picture;
#[path = "editor/program.rs"]
mod program;

use picture::Picture;
use program::{Run, editor, scratch};

/// The number that stands in a line between what comes before and after it.
fn number_in<'a>(run: &'a Run, before: &str, after: &str) -> &'a str {
    let found = run.stdout.lines().find_map(|line| line.split_once(before)?.1.split_once(after));
    found.unwrap_or_else(|| panic!("no `{before}…{after}` in\n{}", run.stdout)).0.trim()
}

#[test]
fn no_frame_allocates_on_the_heap() {
    let out = scratch("no_frame_allocates_on_the_heap");
    let run = editor(&["--frames", "9", "--instances", "300", "--out", &out]).succeed();
    assert!(run.stdout.lines().any(|line| line == "heap allocations per frame in steady state: 0"), "{}", run.stdout,);
    assert_eq!(number_in(&run, "in the ", " frames that were not the first of their scene"), "6");
    // The figures are there, and so is the report with all arenas and tags.
    for line in ["frame time: median ", "frame-arena time per frame: ", "reset time: median "] {
        assert!(run.stdout.lines().any(|found| found.starts_with(line)), "no `{line}` in\n{}", run.stdout);
    }
    for word in ["perm", "scene", "frame", "Renderer", "Assets", "World", "Interface", "Statistics", "Loading"] {
        assert!(run.stdout.contains(word), "no `{word}` in\n{}", run.stdout);
    }
    // Stores, with what came and went in them: some thousand sparks in each frame, of three scenes.
    for store in ["Instance", "Flame", "Sandbag", "Spark"] {
        assert!(
            run.stdout.lines().any(|line| line.starts_with(&format!("    {store} "))),
            "no `{store}` in\n{}",
            run.stdout
        );
    }
    let sparks = run.stdout.lines().find(|line| line.starts_with("    Spark ")).unwrap();
    let peak: usize = sparks.rsplit_once("peak ").unwrap().1.trim().parse().unwrap();
    assert!(peak > 6_000, "{sparks}");
    // Nobody looks at a bar in a pipe.
    assert_eq!(run.stderr, "");
}

/// Without this, the test above could count nothing and pass.
#[test]
fn one_box_in_one_frame_is_counted() {
    let out = scratch("one_box_in_one_frame_is_counted");
    let run = editor(&["--frames", "9", "--instances", "10", "--leak-one-box", "--out", &out]).succeed();
    let average: f64 = number_in(&run, "heap allocations per frame in steady state: ", " (1 in all)").parse().unwrap();
    assert!((average - 1.0 / 6.0).abs() < 1e-6, "{average}");
}

#[test]
fn the_last_frame_is_the_golden_picture() {
    let out = scratch("the_last_frame_is_the_golden_picture");
    let arguments = ["--frames", "6", "--instances", "600", "--frozen-clock", "--out", &out];
    let run = editor(&arguments).succeed();
    let last = Picture::read(&format!("{out}/last-frame.png"));

    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/editor.png");
    if std::env::var_os("BLESS").is_some() {
        last.write(golden);
    }
    let golden = Picture::read(golden);
    // What is drawn is computed by operations that are exact everywhere. In the panel the sizes of
    // types show, which depend on the machine.
    let scenery = last.difference(&golden, |x, y| !in_panel(x, y), 3);
    assert!(scenery < 0.001, "{:.2} % of the scenery differ", scenery * 100.0);
    let panel = last.difference(&golden, in_panel, 40);
    assert!(panel < 0.04, "{:.2} % of the panel differ", panel * 100.0);

    // A picture, by figures of its own: much to see, and nothing that takes up most of it.
    let covered: f64 = number_in(&run, "last-frame.png (", " % covered by the model").parse().unwrap();
    assert!((15.0..75.0).contains(&covered), "{covered} % covered");
    let (colours, most) = last.colours(|x, y| !in_panel(x, y));
    assert!(colours > 900, "only {colours} colours");
    assert!(most < 0.12, "{:.0} % are of one colour", most * 100.0);
    let (colours, _) = last.colours(in_panel);
    assert!(colours > 20, "only {colours} colours in the panel");

    // The other scenes are other pictures.
    for other in ["scene-1.png", "scene-2.png"] {
        let other = Picture::read(&format!("{out}/{other}"));
        assert!(other.difference(&last, |x, y| !in_panel(x, y), 12) > 0.5);
    }
    // And the same arguments give the same bytes.
    let again = scratch("the_last_frame_is_the_golden_picture_again");
    editor(&["--frames", "6", "--instances", "600", "--frozen-clock", "--out", &again]).succeed();
    assert!(last == Picture::read(&format!("{again}/last-frame.png")));
}

fn in_panel(x: usize, y: usize) -> bool {
    x < 270 && y < 385
}

/// Two boxes, one on the other; faces look outwards.
const BOXES: &str = "\
v -1 0 -1
v 1 0 -1
v 1 0 1
v -1 0 1
v -1 1 -1
v 1 1 -1
v 1 1 1
v -1 1 1
v -.5 1 -.5
v .5 1 -.5
v .5 1 .5
v -.5 1 .5
v -.5 2 -.5
v .5 2 -.5
v .5 2 .5
v -.5 2 .5
f 1 2 3 4
f 8 7 6 5
f 1 5 6 2
f 2 6 7 3
f 3 7 8 4
f 4 8 5 1
f 16 15 14 13
f 9 13 14 10
f 10 14 15 11
f 11 15 16 12
f 12 16 13 9
";

/// Draws a model, and gives the picture without its panel, which shows how large the file is.
fn draw(test: &str, model: &[u8]) -> Picture {
    let directory = scratch(test);
    let file = format!("{directory}/model.obj");
    std::fs::write(&file, model).unwrap();
    editor(&["--scene", &file, "--frames", "1", "--instances", "40", "--out", &directory]).succeed();
    Picture::read(&format!("{directory}/last-frame.png"))
}

fn difference(a: &Picture, b: &Picture) -> f64 {
    a.difference(b, |x, y| !in_panel(x, y), 2)
}

#[test]
fn many_ways_to_write_one_model() {
    let plain = draw("plain", BOXES.as_bytes());

    let by_lines = |face: &dyn Fn(&[&str]) -> String| {
        let line = |line: &str| match line.strip_prefix("f ") {
            Some(corners) => face(&corners.split(' ').collect::<Vec<_>>()),
            None => format!("{line}\n"),
        };
        BOXES.lines().map(line).collect::<String>()
    };
    let triangles = by_lines(&|c| format!("f {3} {0} {1}\nf {1} {2} {3}\n", c[0], c[1], c[2], c[3]));
    let negative = by_lines(&|corners| {
        let corners = corners.iter().map(|corner| format!(" {}", corner.parse::<i32>().unwrap() - 17));
        format!("f{}\n", corners.collect::<String>())
    });
    let textured = by_lines(&|c| format!("f {}/1 {}/2/ {}/-1 {}\n", c[0], c[1], c[2], c[3]));
    // The faces stand before their vertices; an index counts from the start of the file.
    let (vertices, faces) = BOXES.split_at(BOXES.find("f ").unwrap());
    let spaced = BOXES.replace(' ', " \t  ").replace("\nf", "\n\n# a face\n  f");
    let continued = BOXES.replace(" -1", " \\\n -1").replace("f 8 7", "f 8\\\n7");
    let adorned = "mtllib boxes.mtl\nvp 0 1\nusemtl wood # as in the film\ns 1\ng box top\no caf\u{e9}\n";

    let same: [(&str, Vec<u8>); 11] = [
        ("triangles", triangles.into()),
        ("negative", negative.into()),
        ("windows", BOXES.replace('\n', "\r\n").into()),
        ("macintosh", BOXES.replace('\n', "\r").into()),
        ("no_line_end", BOXES.trim_end().into()),
        ("byte_order_mark", [b"\xEF\xBB\xBF", BOXES.as_bytes()].concat()),
        ("spaced", spaced.into()),
        ("continued", continued.into()),
        ("adorned", [adorned.as_bytes(), BOXES.as_bytes(), b"# Latin-1: \xE9\xE8 \\\n"].concat()),
        ("textured", format!("vt 0 0\nvt 1\n{textured}").into()),
        ("faces_first", format!("{faces}{vertices}").into()),
    ];
    for (way, model) in same {
        let found = difference(&plain, &draw(way, &model));
        assert!(found < 0.0005, "`{way}` differs in {:.3} %", found * 100.0);
    }

    // The comparison does see differences, and each of these makes one.
    let other = [
        ("without_a_lid", BOXES.replace("f 16 15 14 13\n", "")),
        ("higher", BOXES.replace(" 2 ", " 3 ")),
        ("coloured", BOXES.replace("v -.5 2 -.5", "v -.5 2 -.5 0 0 0")),
    ];
    for (way, model) in other {
        assert!(difference(&plain, &draw(way, model.as_bytes())) > 0.002, "`{way}` looks the same");
    }
}

#[test]
fn normals_are_read_or_computed() {
    // Of a box, the normals that are computed are those that one would write.
    let written = "vn 0 -1 0\nvn 0 3 0\nvn 0 0 -1\nvn 1 0 0\nvn 0 0 1\nvn -.1 0 0\n";
    let mut normal = ["1", "2", "-4", "4", "5", "6", "2", "3", "4", "5", "6"].iter();
    let with_normals: String = BOXES
        .lines()
        .map(|line| match line.strip_prefix("f ") {
            Some(corners) => {
                let normal = normal.next().unwrap();
                let corners = corners.split(' ').map(|corner| format!(" {corner}//{normal}"));
                format!("f{}\n", corners.collect::<String>())
            }
            None => format!("{line}\n"),
        })
        .collect();
    let computed = draw("computed", BOXES.as_bytes());
    let read = draw("read", format!("{written}{with_normals}").as_bytes());
    assert!(difference(&computed, &read) < 0.0005);
    // Those of the file count: here all of them point to the side.
    let askew = draw("askew", format!("{written}{}", with_normals.replace("//2", "//4")).as_bytes());
    assert!(difference(&computed, &askew) > 0.002);
}

#[test]
fn polygons_may_be_concave() {
    // An arrow head standing upright, as one polygon and cut by hand at its notch; the points are
    // such that a fan from the first corner would fill the notch.
    let points = "v 0 3 0\nv -2 0 0\nv 0 1 0\nv 2 0 0\nv 0 3 -.5\nv -2 0 -.5\nv 0 1 -.5\nv 2 0 -.5\n";
    let cut = draw("cut", format!("{points}f 1 2 3\nf 1 3 4\nf 7 6 5\nf 8 7 5\n").as_bytes());
    for (start, face) in ["1 2 3 4", "2 3 4 1", "3 4 1 2", "4 1 2 3"].iter().enumerate() {
        let back: Vec<String> =
            face.split(' ').rev().map(|corner| (corner.parse::<u32>().unwrap() + 4).to_string()).collect();
        let model = format!("{points}f {face}\nf {}\n", back.join(" "));
        let whole = draw(&format!("whole_{start}"), model.as_bytes());
        assert!(difference(&cut, &whole) < 0.0005, "from corner {start}");
    }
    let filled = draw("filled", format!("{points}f 1 2 4\nf 8 6 5\n").as_bytes());
    assert!(difference(&cut, &filled) > 0.002);
}

#[test]
fn what_is_malformed_is_told_with_its_line() {
    const TRIANGLE: &str = "v 0 0 0\nv 1 0 0\nv 0 1 0\n";
    let broken: [(&str, usize, &str, Vec<u8>); 28] = [
        ("too_few_coordinates", 2, "needs 3 numbers", b"v 0 0 0\nv 1 2\n".to_vec()),
        ("too_many_coordinates", 1, "3, 4, 6 or 7", b"v 1 2 3 4 5\n".to_vec()),
        ("far_too_many_coordinates", 1, "at most 7", b"v 1 2 3 4 5 6 7 8\n".to_vec()),
        ("word_for_a_number", 1, "`three` is not a number", b"v 1 2 three\n".to_vec()),
        ("not_a_number", 1, "`NaN` is not a finite number", b"v NaN 0 0\n".to_vec()),
        ("infinite", 3, "`-inf` is not a finite number", b"# 1\n\nv 0 -inf 0\n".to_vec()),
        ("too_large_a_number", 1, "`1e39` is not a finite number", b"v 1e39 0 0\n".to_vec()),
        ("normal_cut_short", 1, "a normal needs 3", b"vn 0 1\n".to_vec()),
        ("texture_cut_short", 1, "a texture coordinate needs 1", b"vt\n".to_vec()),
        ("infinite_normal", 1, "`inf` is not a finite", b"vn 0 1 inf\n".to_vec()),
        ("not_utf8", 1, "`\\xff` is not UTF-8 text", b"v 0 0 \xff\n".to_vec()),
        ("not_text", 1, "is not a statement", b"\x7fELF\x02\x01\x01\x00\x00\x00\n\xff".to_vec()),
        ("unknown_statement", 2, "`vertex` is not a statement", b"# v\nvertex 1 2 3\n".to_vec()),
        ("no_such_vertex", 5, "vertex 4, but the file has 3", format!("{TRIANGLE}\nf 1 2 4\n").into()),
        ("vertices_that_never_come", 3, "vertex 3, but the file has 2", b"v 0 0 0\nv 1 0 0\nf 1 2 3\n".to_vec()),
        ("vertex_zero", 4, "vertex 0, but indices start at 1", format!("{TRIANGLE}f 0 1 2\n").into()),
        ("too_far_back", 4, "vertex -4, but 3 came before", format!("{TRIANGLE}f -1 -2 -4\nv 0 0 1\n").into()),
        ("huge_index", 4, "but the file has 3", format!("{TRIANGLE}f 1 2 9000000000\n").into()),
        ("endless_index", 4, "is not an index", format!("{TRIANGLE}f 1 2 99999999999999999999\n").into()),
        ("word_for_an_index", 4, "`two` is not an index", format!("{TRIANGLE}f 1 two 3\n").into()),
        ("nothing_for_an_index", 4, "`/1` names no vertex", format!("{TRIANGLE}f 1 2 /1\n").into()),
        ("no_such_normal", 4, "normal 1, but the file has 0", format!("{TRIANGLE}f 1//1 2 3\n").into()),
        ("no_such_texture", 4, "texture coordinate 2", format!("{TRIANGLE}f 1/2 2/2 3/2\n").into()),
        ("four_indices", 4, "more than three indices", format!("{TRIANGLE}f 1/1/1/1 2 3\n").into()),
        ("two_corners", 4, "needs 3 corners", format!("{TRIANGLE}f 1 2\n").into()),
        ("cut_off_in_a_continued_line", 5, "is to be continued", format!("{TRIANGLE}f 1 \\\n2 \\").into()),
        ("no_area", 5, "has no area", b"v 0 0 0\nv 1 1 1\nv 2 2 2\n\nf 1 2 3\n".to_vec()),
        ("nothing", 1, "ends without a face", Vec::new()),
    ];
    for (what, line, reason, model) in broken {
        let directory = scratch(what);
        let file = format!("{directory}/broken.obj");
        std::fs::write(&file, model).unwrap();
        let message = editor(&["--scene", &file, "--frames", "1", "--out", &directory]).fail();
        let rest = message.strip_prefix(&format!("{file}:{line}: "));
        assert!(rest.is_some_and(|rest| rest.contains(reason)), "{what}: {message}");
    }
}

#[test]
fn a_model_cut_off_anywhere_is_refused_or_drawn() {
    let directory = scratch("a_model_cut_off_anywhere");
    let file = format!("{directory}/cut.obj");
    let mut refused = 0;
    // Up to the first whole face there is nothing to draw, so this is quick.
    let first_face = BOXES.find("f 8").unwrap() - 3;
    for length in 0..first_face {
        std::fs::write(&file, &BOXES[..length]).unwrap();
        let message = editor(&["--scene", &file, "--frames", "1", "--out", &directory]).fail();
        assert!(message.starts_with(&format!("{file}:")), "{message}");
        refused += 1;
    }
    assert_eq!(refused, first_face);
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let directory = scratch("a_file_that_cannot_be_read");
    for file in [format!("{directory}/missing.obj"), directory.clone()] {
        let message = editor(&["--scene", &file]).fail();
        assert!(message.starts_with(&format!("{file}: cannot be read: ")), "{message}");
    }
}

#[test]
fn a_full_arena_says_which_number_to_raise() {
    let out = scratch("a_full_arena");
    // Arena, instances, and how often the advice may have to be followed: it is a lower bound,
    // because what comes after the allocation that failed is not known yet.
    for (arena, instances, steps) in [("scene", "60000", 6), ("frame", "60000", 8), ("perm", "10", 4)] {
        let option = format!("--{arena}-memory");
        let mut size = "1".to_owned();
        let mut step = 0;
        loop {
            let run = editor(&["--frames", "1", "--instances", instances, &option, &size, "--out", &out]);
            if run.status == 0 {
                break;
            }
            let message = run.fail();
            assert!(message.starts_with(&format!("the {arena} arena is full: ")), "{message}");
            let advice = message.split_once(&format!("raise it with {option} ")).expect(&message).1;
            let more = advice.strip_suffix(" (MiB) or more").expect(&message);
            assert!(more.parse::<u32>().unwrap() > size.parse().unwrap(), "{message}");
            size = more.to_owned();
            step += 1;
        }
        assert!((1..=steps).contains(&step), "{arena}: {step} steps to {size} MiB");
    }
    // What no machine can reserve is an error too.
    let message = editor(&["--scene-memory", "4000000000"]).fail();
    assert!(message.contains("scene"), "{message}");
}

#[test]
fn arguments_are_checked() {
    let wrong: [(&[&str], &str); 12] = [
        (&["--frobnicate"], "--frobnicate is not an option"),
        (&["model.obj"], "`model.obj` is not an option"),
        (&["--scene"], "--scene needs a value"),
        (&["--scene="], "--scene needs a value"),
        (&["--frames"], "--frames needs a value"),
        (&["--frames", "0"], "--frames needs a whole number"),
        (&["--frames=-3"], "not `-3`"),
        (&["--instances", "many"], "not `many`"),
        (&["--instances", "99999999999"], "not `99999999999`"),
        (&["--frame-memory", "1.5"], "--frame-memory needs a whole number"),
        (&["--frames", "3", "--frames=4"], "--frames is given twice"),
        (&["--bench=3"], "--bench takes no value"),
    ];
    for (arguments, reason) in wrong {
        let message = editor(arguments).fail();
        assert!(message.contains(reason), "{arguments:?}: {message}");
    }
    let help = editor(&["--help"]).succeed();
    for option in ["--scene", "--instances", "--frames", "--out", "--scene-memory", "--bench"] {
        assert!(help.stdout.contains(option), "no {option} in\n{}", help.stdout);
    }
}

#[test]
fn the_frame_arena_is_measured() {
    let run = editor(&["--bench"]).succeed();
    for size in ["16 B", "32 B", "48 B", "64 B", "128 B"] {
        let line = run.stdout.lines().find(|line| line.trim_start().starts_with(size));
        let figures = line.unwrap_or_else(|| panic!("no `{size}` in\n{}", run.stdout));
        assert_eq!(figures.matches(" us").count(), 2, "{figures}");
    }
    assert!(run.stdout.contains("filled with 512.0 MiB (536870912 bytes written)"), "{}", run.stdout);
}
