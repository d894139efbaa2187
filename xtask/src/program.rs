//! Starting other programs: quietly into a log that is shown when they fail, or with the terminal.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::Error;
use crate::{places, say};

/// How much of a log is shown when its program failed.
const SHOWN: usize = 120;

/// A cargo command in the checkout, building where builds belong.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(places::root()).env("CARGO_TARGET_DIR", places::build());
    // What cargo told this process about building xtask must not reach the next build: it would begin anew.
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") || text == "CARGO_PRIMARY_PACKAGE" {
            command.env_remove(&name);
        }
    }
    command
}

/// A program of npm's in a folder.
pub fn npm(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(folder);
    command
}

/// Runs to the end with the terminal as it is.
pub fn with_terminal(command: &mut Command, what: &str) -> Result<(), Error> {
    let status = command.status().map_err(|error| missing(command, error))?;
    if status.success() { Ok(()) } else { Err(Error::Failed { what: what.into(), log: None }) }
}

/// Runs to the end without a word; a failure shows the end of what was said.
pub fn quietly(command: &mut Command, what: &str) -> Result<(), Error> {
    let log = log_file(what)?;
    let file = File::create(&log).map_err(Error::file(&log))?;
    let same = file.try_clone().map_err(Error::file(&log))?;
    let status = command.stdin(Stdio::null()).stdout(file).stderr(same).status().map_err(|error| missing(command, error))?;
    if status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&fs::read(&log).map_err(Error::file(&log))?).into_owned();
    let lines: Vec<&str> = said.lines().collect();
    say::line(&lines[lines.len().saturating_sub(SHOWN)..].join("\n"));
    Err(Error::Failed { what: what.into(), log: Some(log) })
}

/// What a program wrote to its standard output; a failure is an error.
pub fn answer(command: &mut Command, what: &str) -> Result<String, Error> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().map_err(|error| missing(command, error))?;
    if !output.status.success() {
        return Err(Error::Failed { what: what.into(), log: None });
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Where all that a step says is kept.
pub fn log_file(what: &str) -> Result<PathBuf, Error> {
    let folder = places::results("logs");
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let name: String = what.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    Ok(folder.join(format!("{name}.log")))
}

/// Whether a program is on the path.
pub fn on_path(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // Programs for administrators are not on everybody's path.
    let more = [OsString::from("/usr/sbin"), OsString::from("/sbin")];
    std::env::split_paths(&path).map(PathBuf::into_os_string).chain(more).any(|folder| Path::new(&folder).join(name).is_file())
}

/// An error that names the program.
pub fn missing(command: &Command, error: std::io::Error) -> Error {
    Error::Missing { program: OsStr::to_string_lossy(command.get_program()).into_owned(), error }
}
