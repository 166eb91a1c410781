//! Builds the example once, and runs it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// What a run left behind.
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The run must have gone well.
    pub fn succeed(self) -> Self {
        assert_eq!(self.status, 0, "{}", self.stderr);
        self
    }

    /// The run must have failed as bad input does: status 2 and one line, which is given without
    /// the word in front of it.
    pub fn fail(self) -> String {
        assert_eq!(self.status, 2, "{}", self.stderr);
        let lines: Vec<_> = self.stderr.lines().collect();
        let [line] = lines[..] else { panic!("not one line: {}", self.stderr) };
        assert_eq!(self.stdout, "");
        line.strip_prefix("error: ").expect(line).to_owned()
    }
}

/// Runs the editor with `arguments`.
pub fn editor(arguments: &[&str]) -> Run {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    // Relative paths, such as the default of `--out`, then lead nowhere that matters.
    let output = Command::new(BUILT.get_or_init(build))
        .args(arguments)
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("the editor starts");
    let Output { status, stdout, stderr } = output;
    let text = |bytes| String::from_utf8(bytes).expect("the editor prints text");
    Run {
        // Without a code it was killed by a signal.
        status: status.code().unwrap_or(-1),
        stdout: text(stdout),
        stderr: text(stderr),
    }
}

/// Builds the example in the profile of this test, and finds out where it is. Cargo tells only
/// that about a package's own binaries (`CARGO_BIN_EXE_…`), so it is asked to.
fn build() -> PathBuf {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace"));
    cargo.args(["build", "--package", "arena", "--example", "editor"]);
    cargo.arg("--message-format=json-render-diagnostics");
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    let output = cargo.output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = String::from_utf8(output.stdout).expect("cargo prints text");
    let mut executables = messages.lines().filter_map(|message| {
        let path = message.split_once("\"executable\":\"")?.1.split_once('"')?.0;
        Some(PathBuf::from(path.replace("\\\\", "\\")))
    });
    executables.next_back().expect("cargo names the executable")
}

/// An empty directory for one test.
pub fn scratch(test: &str) -> String {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor").join(test);
    // It is not there at the first time.
    let _ = std::fs::remove_dir_all(&directory);
    std::fs::create_dir_all(&directory).expect("a directory can be made");
    directory.into_os_string().into_string().expect("the target directory is Unicode")
}
