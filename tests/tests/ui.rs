//! Misuse is rejected: every program in `ui/` does what nobody may do, and must not compile.
//!
//! The folders are the themes. A program is named by the escape it attempts, begins with a line
//! that says what goes wrong, and with another, `// misuses: Scope::alloc`, that names the
//! function, type or macro it gets wrong. Beside it lies what the compiler says, read by a person;
//! `TRYBUILD=overwrite cargo test -p arena-tests --test ui` writes it anew. The programs `pass_*.rs`
//! are the counterparts that must compile and run: what is tested is the misuse and nothing else.
//! Because of them everything is built and not just checked, so errors show that need that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const THEMES: [&str; 15] = [
    "closures",
    "derive_lifetimes",
    "derive_stores",
    "derive_syntax",
    "drop",
    "escape",
    "handles",
    "mixing_arenas",
    "mixing_brands",
    "nesting",
    "store_borrows",
    "store_keys",
    "store_lifetimes",
    "threads",
    "variance",
];

/// One program, with what the compiler is to say about it.
struct Program {
    path: PathBuf,
    source: String,
    /// `None` for one that is to compile.
    errors: Option<String>,
}

impl Program {
    fn read(path: PathBuf) -> Self {
        let source = fs::read_to_string(&path).unwrap();
        let errors = fs::read_to_string(path.with_extension("stderr")).ok();
        Self { path, source, errors }
    }

    fn name(&self) -> String {
        self.path.with_extension("").strip_prefix("ui").unwrap().display().to_string()
    }

    fn must_compile(&self) -> bool {
        self.path.file_name().unwrap().to_str().unwrap().starts_with("pass_")
    }

    /// The line `error[E0597]: …` that an editor shows.
    fn headline(&self) -> &str {
        let errors = self.errors.as_ref().unwrap_or_else(|| panic!("{} lacks its `.stderr`", self.name()));
        errors.lines().next().unwrap_or_else(|| panic!("{}: its `.stderr` is empty", self.name()))
    }

    /// The error code, or the whole message of an error that has none.
    fn code(&self) -> &str {
        let headline = self.headline();
        headline.strip_prefix("error[").and_then(|rest| rest.split(']').next()).unwrap_or(headline)
    }

    /// What the program gets wrong, as its header says.
    fn misuses(&self) -> &str {
        let header = self.source.lines().find_map(|line| line.strip_prefix("// misuses: "));
        header.unwrap_or_else(|| panic!("{} does not say what it misuses", self.name()))
    }

    /// Whether the headline names something that the program declares.
    fn names_what_the_user_named(&self) -> bool {
        let declared = declared(&self.source);
        let quoted = self.headline().split('`').skip(1).step_by(2);
        quoted.flat_map(tokens).any(|word| {
            // `BodyStore` is generated for the `Body` that the program declares.
            declared.contains(word) || word.strip_suffix("Store").is_some_and(|name| declared.contains(name))
        })
    }
}

/// All programs, in the order of their names.
fn programs() -> Vec<Program> {
    let in_folder =
        |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<BTreeSet<PathBuf>>();
    let files = in_folder(Path::new("ui")).into_iter().flat_map(|theme| in_folder(&theme));
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).map(Program::read).collect()
}

fn must_fail() -> Vec<Program> {
    programs().into_iter().filter(|program| !program.must_compile()).collect()
}

/// Splits code, or a piece of it, into words and single other characters. Comments are left out.
fn tokens(code: &str) -> Vec<&str> {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let mut tokens = Vec::new();
    for line in code.lines() {
        let mut rest = line.split("//").next().unwrap_or_default().trim_start();
        while let Some(first) = rest.chars().next() {
            let end = if is_word(first) { rest.find(|c| !is_word(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
            tokens.push(&rest[..end]);
            rest = rest[end..].trim_start();
        }
    }
    tokens
}

/// The variables, fields, types and variants that a program declares.
///
/// This is no parser. It knows what stands in front of a name or behind it where one is declared,
/// that variables are in lower case, and that what begins in upper case in an enum is a variant.
fn declared(source: &str) -> BTreeSet<&str> {
    let tokens = tokens(source);
    let at = |index: usize| tokens.get(index).copied().unwrap_or_default();
    let is_variable = |word: &&str| word.starts_with(char::is_lowercase) && *word != "mut";
    let mut names = BTreeSet::new();
    for (index, token) in tokens.iter().copied().enumerate() {
        match token {
            // struct Mesh
            "struct" | "union" | "trait" | "type" => _ = names.insert(at(index + 1)),
            // enum Subsystem { Renderer, Physics }
            "enum" => {
                let item = tokens[index..].iter().take_while(|token| **token != "}");
                names.extend(item.filter(|token| token.starts_with(char::is_uppercase)));
            }
            // scope!(frame in …)
            "scope" if at(index + 1) == "!" => _ = names.insert(at(index + 3)),
            // let (view, mut inner) = …, for (number, label) in …
            "let" | "for" => {
                let ends = ["=", ";", ":", "in", "{"];
                let pattern = tokens[index + 1..].iter().take_while(|token| !ends.contains(token));
                names.extend(pattern.filter(|token| is_variable(token)));
            }
            // name: &str, but no path::to::something
            ":" if index > 0 && at(index - 1) != ":" && at(index + 1) != ":" => {
                names.extend([at(index - 1)].iter().filter(|token| is_variable(token)));
            }
            _ => {}
        }
    }
    names
}

#[test]
#[cfg_attr(miri, ignore = "starts processes")]
fn misuse_is_rejected() {
    let cases = trybuild::TestCases::new();
    for program in programs() {
        if program.must_compile() {
            cases.pass(&program.path);
        } else {
            cases.compile_fail(&program.path);
        }
    }
}

#[test]
fn every_theme_is_complete() {
    let programs = programs();
    let mut counts = BTreeMap::from(THEMES.map(|theme| (theme, (0, 0))));
    for program in &programs {
        let theme = program.path.parent().unwrap().file_name().unwrap().to_str().unwrap();
        let (failing, passing) = counts.get_mut(theme).unwrap_or_else(|| panic!("the theme {theme} is not known"));
        if program.must_compile() {
            assert!(program.errors.is_none(), "{} is to compile and has a `.stderr`", program.name());
            *passing += 1;
        } else {
            assert!(program.headline().starts_with("error"), "{}: {}", program.name(), program.headline());
            *failing += 1;
        }
    }
    assert!(counts.values().all(|&(failing, passing)| failing >= 5 && passing >= 1), "{counts:?}");
    assert!(counts.values().map(|(failing, _)| failing).sum::<u32>() >= 180, "{counts:?}");
}

#[test]
fn headlines_name_what_the_user_named() {
    let programs = must_fail();
    let unnamed = programs.iter().filter(|program| !program.names_what_the_user_named());
    let unnamed: Vec<_> = unnamed.map(|program| format!("{}: {}", program.name(), program.headline())).collect();
    // What is left cannot: the compiler's text for these errors has no place for a name.
    let few = programs.len() / 10;
    assert!(unnamed.len() <= few, "{} do not:\n{}", unnamed.len(), unnamed.join("\n"));
}

#[test]
fn no_misuse_is_tested_over_and_over() {
    let programs = must_fail();
    let mut kinds: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for program in &programs {
        kinds.entry((program.misuses(), program.code())).or_default().push(program.name());
    }
    for ((misused, code), names) in kinds {
        assert!(names.len() <= 3, "{code} on {misused}: {names:?}");
    }
}

#[test]
fn programs_misuse_what_they_say() {
    for program in must_fail() {
        let misused = tokens(program.misuses());
        // Operators have no name in a program: `scene[mesh]` is `Scope::index`.
        let operators = ["index", "index_mut", "eq", "drop", "move"];
        let last = misused.iter().rfind(|token| token.chars().all(|c| c.is_alphanumeric() || c == '_')).unwrap();
        let found = operators.contains(last) || tokens(&program.source).contains(last);
        assert!(found, "{} does not use {}", program.name(), program.misuses());
    }
}

/// Where the sources of the standard library are installed, errors show lines of them. They are
/// not part of the pinned toolchain.
#[test]
fn errors_do_not_depend_on_what_is_installed() {
    for program in must_fail() {
        let errors = program.errors.as_ref().unwrap();
        assert!(!errors.contains("$RUST"), "{} shows the standard library", program.name());
    }
}

#[test]
fn declarations_are_found() {
    let source = "
        // struct Comment
        enum Tag { Renderer, Physics(u32) }
        struct Mesh<'scene> { name: &'scene str }
        fn load<'scene>(scene: &arena::Scene<'scene>) -> Mesh<'scene> {
            scope!(tmp in scene);
            let (view, mut inner) = scene.split();
            for (index, Some(label)) in labels {}
            Mesh { name: std::str::from_utf8(b\"\") }
        }";
    let expected = ["Mesh", "Physics", "Renderer", "Tag", "index", "inner", "label", "name", "scene", "tmp", "view"];
    assert_eq!(declared(source), BTreeSet::from(expected));
}
