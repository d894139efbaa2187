//! A person's computer for the tests of the terminal: a home of its own, and a real keychain where the machine has one.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// The program under test.
pub const BOUGH: &str = env!("CARGO_BIN_EXE_bough");

/// A home that lasts as long as the test.
pub struct Desk {
    root: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        for name in ["home", "run", "work"] {
            std::fs::create_dir(root.path().join(name)).expect("a folder");
        }
        Self { root }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// `bough` with nothing of the environment of whoever runs the tests. Where the machine has a keyring daemon it runs
    /// on a session bus of its own; the keyring's file stays in this home from one call to the next.
    pub fn command(&self, keychain: bool, arguments: &[&str]) -> Command {
        let mut command = if keychain {
            let mut session = Command::new("dbus-run-session");
            let unlock =
                "printf pw | gnome-keyring-daemon --components=secrets --daemonize --unlock >/dev/null 2>&1; exec \"$0\" \"$@\"";
            session.args(["--", "bash", "-c", unlock, BOUGH]);
            session
        } else {
            Command::new(BOUGH)
        };
        command.args(arguments).current_dir(self.path("work")).env_clear();
        for name in ["PATH", "TMPDIR", "LLVM_PROFILE_FILE"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.env("HOME", self.path("home")).env("XDG_RUNTIME_DIR", self.path("run"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, keychain: bool, arguments: &[&str], input: &str) -> Said {
        let mut child = self.command(keychain, arguments).spawn().expect("bough starts");
        // It may have ended already without reading.
        let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
        Said::by(&child.wait_with_output().expect("bough ends"))
    }

    /// Without a keychain.
    pub fn bough(&self, arguments: &[&str]) -> Said {
        self.run(false, arguments, "")
    }

    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command(false, arguments).spawn().expect("bough starts")
    }

    /// Files below a folder that hold a text.
    pub fn files_with(&self, folder: &str, text: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        search(&self.path(folder), text.as_bytes(), &mut found);
        found
    }
}

fn search(folder: &Path, text: &[u8], found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            search(&path, text, found);
        } else if std::fs::read(&path).is_ok_and(|bytes| bytes.windows(text.len()).any(|window| window == text)) {
            found.push(path);
        }
    }
}

/// What a run of `bough` said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn by(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    pub fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{self:?}");
        let parsed: Result<Value, _> = serde_json::from_str(&self.out);
        assert!(parsed.is_ok(), "{self:?}");
        parsed.unwrap_or_default()
    }
}

/// Says plainly that a part was not tested.
#[expect(clippy::print_stderr, reason = "a test that did nothing must not look like one that passed")]
pub fn skip(why: &str) {
    eprintln!("skipped: {why}");
}

/// Whether this machine can run a keychain; says so where it can't.
pub fn has_keychain() -> bool {
    let has = |program: &str| {
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join(program).is_file())
    };
    let both = has("dbus-run-session") && has("gnome-keyring-daemon");
    if !both {
        skip("this machine has no keyring daemon");
    }
    both
}
