//! `docs/SOUNDNESS.md` names a test for each attack, and every test it names exists.

use std::fs;
use std::path::Path;

/// Where the names in the catalogue begin, and where the files lie.
const PLACES: [(&str, &str); 6] = [
    ("ui/", "tests/ui/"),
    ("attacks/", "arena-core/tests/attacks/"),
    ("stores/", "arena-core/tests/stores/"),
    ("unit/", "arena-core/src/"),
    ("library/", "tests/tests/library/"),
    ("derive/", "arena-derive/tests/"),
];

/// The classes of attack that the catalogue has to have at least.
const AT_LEAST: usize = 60;

/// Why a name in the catalogue is not one of a test, if it is not.
fn problem(root: &Path, name: &str) -> Option<String> {
    let (file, function) = name.split_once("::").map_or((name, None), |(file, function)| (file, Some(function)));
    let Some((prefix, folder)) = PLACES.iter().find(|(prefix, _)| file.starts_with(prefix)) else {
        return Some(format!("`{name}` begins with none of the names of the catalogue"));
    };
    let path = root.join(format!("{folder}{}.rs", &file[prefix.len()..]));
    let Ok(source) = fs::read_to_string(&path) else {
        return Some(format!("`{name}`: there is no {}", path.display()));
    };
    match function {
        // A program that must not compile says so by having errors beside it.
        None => {
            let rejected = *prefix == "ui/" && path.with_extension("stderr").exists();
            (!rejected).then(|| format!("`{name}` is no program that is rejected"))
        }
        Some(function) => {
            let lines: Vec<&str> = source.lines().map(str::trim).collect();
            let declaration = format!("fn {function}(");
            let is_test = lines.iter().enumerate().any(|(number, line)| {
                let attributes = lines[..number].iter().rev().take_while(|line| line.starts_with("#["));
                line.contains(&declaration) && attributes.copied().any(|line| line == "#[test]")
            });
            (!is_test).then(|| format!("`{name}`: {} has no such test", path.display()))
        }
    }
}

/// The section about callbacks, whose table has columns of its own.
fn callbacks(catalogue: &str) -> &str {
    let (_, section) = catalogue.split_once("\n## Callbacks\n").expect("the section is there");
    &section[..section.find("\n## ").unwrap_or(section.len())]
}

#[test]
fn every_attack_names_tests_that_exist() {
    let root = Path::new("..");
    let catalogue = fs::read_to_string(root.join("docs/SOUNDNESS.md")).unwrap();
    let catalogue = catalogue.replace(callbacks(&catalogue), "");
    let rows: Vec<Vec<&str>> = catalogue
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| attack |"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    assert!(rows.len() >= AT_LEAST, "{} attacks", rows.len());
    let mut problems = Vec::new();
    for row in &rows {
        let [attack, first_met, defence, tests] = row[..] else {
            panic!("not four columns: {row:?}");
        };
        assert!([attack, first_met, defence].iter().all(|cell| !cell.is_empty()), "{row:?}");
        let names: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        if names.is_empty() {
            problems.push(format!("no test: {attack}"));
        }
        problems.extend(names.into_iter().filter_map(|name| problem(root, name)));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What stands in a signature that lets its caller run code of their own.
const CALLS: [&str; 7] = ["FnOnce(", "FnMut(", "Fn(", "impl IntoIterator", "impl Iterator", "Arguments<", "<T: Clone>"];

/// The type that an `impl` block is about: `ArenaVec` of `impl<'s, 'id, T> ArenaVec<'s, 'id, T> {`.
fn implemented(line: &str) -> Option<&str> {
    let line = line.strip_prefix("impl")?;
    let mut depth = 0;
    let generics = line.find(|c| {
        depth += i32::from(c == '<') - i32::from(c == '>');
        depth == 0 && c != '>'
    })?;
    let name = line[generics..].trim_start();
    let name = &name[..name.find(|c: char| !c.is_alphanumeric()).unwrap_or(name.len())];
    // In macros the type is a parameter; those that allocate make the methods of scopes.
    Some(if name.is_empty() { "Scope" } else { name })
}

/// `Type::name` of the public functions in a source file whose callers' code they run.
fn functions_with_callbacks(source: &str) -> Vec<String> {
    let (mut found, mut kind) = (Vec::new(), "");
    let mut lines = source.lines().map(str::trim);
    while let Some(line) = lines.next() {
        kind = implemented(line).unwrap_or(kind);
        let Some((_, rest)) = line.split_once("pub fn ") else { continue };
        let mut signature = String::from(rest);
        while !signature.contains(['{', ';']) {
            signature.extend(lines.next());
        }
        let arguments = signature.split(") ->").next().unwrap();
        if CALLS.iter().any(|call| arguments.contains(call)) {
            found.push(format!("{kind}::{}", &rest[..rest.find(['(', '<']).unwrap()]));
        }
    }
    found
}

#[test]
fn every_callback_has_a_test_in_which_it_panics() {
    let root = Path::new("..");
    let mut functions = Vec::new();
    for folder in ["arena", "alloc", "store", "account", "report"] {
        for file in fs::read_dir(root.join("arena-core/src").join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.is_file() {
                functions.extend(functions_with_callbacks(&fs::read_to_string(path).unwrap()));
            }
        }
    }
    functions.sort_unstable();
    let catalogue = fs::read_to_string(root.join("docs/SOUNDNESS.md")).unwrap();
    let (mut listed, mut problems) = (Vec::new(), Vec::new());
    for row in callbacks(&catalogue).lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        let names = |cell: usize| cells[cell].split('`').skip(1).step_by(2);
        listed.extend(names(0).map(String::from));
        assert!(names(2).next().is_some(), "no test: {row}");
        problems.extend(names(2).filter_map(|name| problem(root, name)));
    }
    listed.sort_unstable();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert_eq!(functions, listed, "what the sources have, and what docs/SOUNDNESS.md lists");
}

#[test]
fn what_does_not_exist_is_noticed() {
    let root = Path::new("..");
    assert_eq!(problem(root, "ui/escape/frame_ref_kept_past_reset"), None);
    assert_eq!(problem(root, "attacks/panics::a_closure_that_panics"), None);
    for wrong in [
        "ui/escape/no_such_program",
        "ui/escape/pass_copied_out",
        "attacks/panics",
        "attacks/panics::no_such_test",
        "elsewhere/panics::a_closure_that_panics",
    ] {
        assert!(problem(root, wrong).is_some(), "{wrong}");
    }
}

/// The manifests of all packages, those of the probe and of the fuzzer included.
const MANIFESTS: [&str; 9] = [
    "",
    "arena-core/",
    "arena-derive/",
    "benches/",
    "benches/recorder/",
    "tests/",
    "tests/environment/",
    "tests/codegen-probe/",
    "fuzz/",
];

/// The names in the tables of dependencies of a manifest, without packages of our own.
fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    manifest
        .lines()
        .filter(move |line| {
            if line.starts_with('[') {
                inside = line.ends_with("dependencies]") && *line != "[workspace.dependencies]";
            }
            inside && line.starts_with(|first: char| first.is_ascii_lowercase()) && !line.contains("path = ")
        })
        .map(|line| line.split([' ', '.', '=']).next().unwrap())
        .filter(|name| !name.starts_with("arena"))
}

#[test]
fn every_dependency_is_justified_and_no_package_has_a_build_script() {
    let root = Path::new("..");
    let contributing = fs::read_to_string(root.join("CONTRIBUTING.md")).unwrap();
    let (_, section) = contributing.split_once("## Dependencies").expect("the section is there");
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let mut justified: Vec<&str> =
        rows.flat_map(|row| row.split(" | ").next().unwrap().split('`').skip(1).step_by(2)).collect();
    let mut used = Vec::new();
    for folder in MANIFESTS {
        let manifest = fs::read_to_string(root.join(folder).join("Cargo.toml")).unwrap();
        used.extend(dependencies(&manifest).map(String::from));
        assert!(!root.join(folder).join("build.rs").exists() && !manifest.contains("\nbuild ="), "{folder}");
    }
    justified.sort_unstable();
    used.sort_unstable();
    used.dedup();
    assert_eq!(used, justified, "what the manifests name, and what CONTRIBUTING.md justifies");
}
