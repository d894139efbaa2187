//! Hooks: programs of the repository that run around a commit and before a push. Only where the caller says how, which it does for repositories
//! that the person trusts.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use git2::Repository;

use crate::error::Error;
use crate::heard;
use crate::programs::is_program;

/// Hooks that a commit runs, in their order.
const HOOKS: [&str; 5] = ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-rewrite"];
/// Bytes of the last words of a hook that are kept for its error.
const LAST_WORDS: usize = 64 * 1024;

/// How to run hooks.
pub struct HookRun<'a> {
    /// Their whole environment, but for what Git itself sets.
    pub environment: Vec<(OsString, OsString)>,
    /// Ends the one that runs.
    pub cancel: net::Cancel,
    /// Hears the name of the hook and what it said since the last time, made visible; nothing when it begins.
    pub ear: &'a (dyn Fn(&str, &str) + Sync),
}

/// The hook that is asked before a push.
pub(crate) const PRE_PUSH: &str = "pre-push";
/// The hook that is told of a checkout.
pub(crate) const POST_CHECKOUT: &str = "post-checkout";

/// True where that hook is there and can be run.
pub(crate) fn before_a_push(git: &Repository) -> Result<bool, Error> {
    Ok(is_program(&folder(git)?.join(PRE_PUSH)))
}

/// The hooks that are there and can be run.
pub(crate) fn around_a_commit(git: &Repository) -> Result<Vec<String>, Error> {
    let folder = folder(git)?;
    Ok(HOOKS.iter().filter(|name| is_program(&folder.join(name))).map(|name| (*name).to_owned()).collect())
}

impl HookRun<'_> {
    /// Runs a hook, if there is one. [`Error::Hook`] where it says no, [`Error::Cancelled`] where it was ended.
    pub(crate) fn ask(&self, git: &Repository, name: &str, words: &[&OsStr], input: &[u8]) -> Result<(), Error> {
        let path = folder(git)?.join(name);
        if !is_program(&path) {
            return Ok(());
        }
        (self.ear)(name, "");
        let mut command = program(&path);
        command.args(words).current_dir(git.workdir().unwrap_or(git.path())).env_clear();
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.env("GIT_PREFIX", "");
        if name != PRE_PUSH && name != POST_CHECKOUT {
            command.env("GIT_INDEX_FILE", git.path().join("index")).env("GIT_EDITOR", ":");
        }
        if git.is_worktree() {
            command.env("GIT_DIR", git.path());
        }
        let ear = |text: &str| (self.ear)(name, text);
        match heard::run(&mut command, input, &self.cancel, &ear, LAST_WORDS) {
            Ok(ended) if ended.status.success() => Ok(()),
            Ok(ended) => Err(failed(name, &ended.words)),
            Err(Error::Cancelled) => Err(Error::Cancelled),
            Err(error) => Err(failed(name, &format!("It can't be started: {error}"))),
        }
    }
}

fn failed(name: &str, output: &str) -> Error {
    Error::Hook { name: name.to_owned(), output: output.to_owned() }
}

/// Where hooks are: as the configuration says, or in the Git folder.
fn folder(git: &Repository) -> Result<PathBuf, Error> {
    let config = git.config()?;
    let folder = config.get_path("core.hooksPath").unwrap_or_else(|_| git.commondir().join("hooks"));
    Ok(git.workdir().map_or_else(|| folder.clone(), |root| root.join(&folder)))
}

#[cfg(unix)]
fn program(path: &Path) -> Command {
    Command::new(path)
}

/// Git for Windows brings the shell that hooks are written for.
#[cfg(not(unix))]
fn program(path: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg(path);
    command
}
