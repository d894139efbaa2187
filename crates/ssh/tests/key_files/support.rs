//! Stock `ssh-keygen`, and tests that run themselves again as a process of its own.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

const VARIABLE: &str = "BOUGH_SSH_TEST_FOLDER";

/// What `ssh-keygen` prints; `None` where it fails.
pub fn ssh_keygen(arguments: &[&str], file: &Path) -> Option<String> {
    let output = Command::new("ssh-keygen").args(arguments).arg(file).output().expect("ssh-keygen is installed");
    output.status.success().then(|| String::from_utf8(output.stdout).expect("ssh-keygen prints text"))
}

/// The folder a child works in; `None` in the test itself.
pub fn child_folder() -> Option<PathBuf> {
    env::var_os(VARIABLE).map(PathBuf::from)
}

/// Runs `test` of this binary behind `wrapper` (`sh -c '… exec "$@"' -`) and says whether it passed and printed `said`.
pub fn child_says(wrapper: &[&str], test: &str, folder: &Path, said: &str) -> bool {
    let mut words: Vec<OsString> = wrapper.iter().map(Into::into).collect();
    words.push(env::current_exe().expect("a test knows its binary").into());
    words.extend(["--exact", test, "--nocapture", "--test-threads=1"].map(Into::into));
    let output = Command::new(&words[0]).args(&words[1..]).env(VARIABLE, folder).output().expect("it can be started");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if !output.status.success() {
        eprintln!("{out}{err}");
    }
    output.status.success() && out.lines().any(|line| line == said)
}

/// Says so past the test runner, which keeps what a passing test prints.
pub fn skipped(what: &str) {
    writeln!(io::stderr(), "SKIPPED {what}").expect("stderr is open");
}
