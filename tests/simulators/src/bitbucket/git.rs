//! The stock `git` program on the server's bare repositories: one function runs it, the files beside read what it says.

mod changes;
mod commits;
mod merging;
mod refs;

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::Error;

pub(crate) use changes::{Change, changes};
pub(crate) use commits::{Commit, Walk, commit, commits};
pub(crate) use merging::{conflicts, contains};
pub(crate) use refs::{Ref, Refs, point};

/// The environment of every `git` that the simulator runs: nothing of the developer's own configuration.
pub(crate) fn environment() -> Vec<(OsString, OsString)> {
    let kept = ["PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR"];
    let mut all: Vec<_> = kept.iter().filter_map(|name| Some((OsString::from(name), std::env::var_os(name)?))).collect();
    let null = if cfg!(windows) { "NUL" } else { "/dev/null" };
    for (name, value) in [
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_CONFIG_GLOBAL", null),
        ("GIT_CONFIG_COUNT", "4"),
        ("GIT_CONFIG_KEY_0", "safe.directory"),
        ("GIT_CONFIG_VALUE_0", "*"),
        ("GIT_CONFIG_KEY_1", "uploadpack.allowFilter"),
        ("GIT_CONFIG_VALUE_1", "true"),
        // Nothing may go on working in a folder that is about to be removed.
        ("GIT_CONFIG_KEY_2", "gc.auto"),
        ("GIT_CONFIG_VALUE_2", "0"),
        ("GIT_CONFIG_KEY_3", "maintenance.auto"),
        ("GIT_CONFIG_VALUE_3", "false"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("LC_ALL", "C"),
        ("HOME", null),
    ] {
        all.push((name.into(), value.into()));
    }
    all
}

/// Runs `git` in a repository and returns what it wrote, whatever its exit code says.
pub(crate) fn try_git(folder: &Path, arguments: &[&str], input: &[u8]) -> Result<Output, Error> {
    let program = || format!("git {}", arguments.first().unwrap_or(&""));
    let mut child = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs(environment())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|source| Error::Program { program: program(), source })?;
    // Small inputs only: nothing here writes so much output before reading its input that both pipes could fill.
    if let Some(mut stdin) = child.stdin.take()
        && let Err(error) = stdin.write_all(input)
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        return Err(error.into());
    }
    Ok(child.wait_with_output()?)
}

/// Runs `git` in a repository; a failure of the program is an error.
pub(crate) fn run_git(folder: &Path, arguments: &[&str], input: &[u8]) -> Result<String, Error> {
    let output = try_git(folder, arguments, input)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let detail = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Error::Failed { program: format!("git {}", arguments.join(" ")), detail })
}
