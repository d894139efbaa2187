//! Hooks: programs of the repository that run around a commit and before a push. Only where the caller says how, which it does for
//! repositories that the person trusts.

mod of_lfs;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use git2::Repository;

use crate::error::Error;
use crate::heard;
use crate::programs::{Programs, is_program};

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

/// What gives the environment of hooks; asked only where a hook needs it, for it may take its time.
pub type Surroundings<'a> = &'a dyn Fn() -> Vec<(OsString, OsString)>;

/// True where that hook is there and would be run.
pub(crate) fn before_a_push(git: &Repository, surroundings: Surroundings<'_>) -> Result<bool, Error> {
    Ok(runs(PRE_PUSH, &folder(git)?.join(PRE_PUSH), surroundings))
}

/// True where the hook before a push is the one of Git LFS's own program, to the letter.
pub(crate) fn is_of_lfs(git: &Repository) -> Result<bool, Error> {
    Ok(of_lfs::is_one(PRE_PUSH, &folder(git)?.join(PRE_PUSH)))
}

/// The hooks that are there and would be run.
pub(crate) fn around_a_commit(git: &Repository, surroundings: Surroundings<'_>) -> Result<Vec<String>, Error> {
    let folder = folder(git)?;
    Ok(HOOKS.iter().filter(|name| runs(name, &folder.join(name), surroundings)).map(|name| (*name).to_owned()).collect())
}

/// False also for a hook of Git LFS's own program where that is not there: it would only fail.
fn runs(name: &str, path: &Path, surroundings: Surroundings<'_>) -> bool {
    let has_lfs = || {
        let programs = Programs { environment: surroundings(), cancel: net::Cancel::new(), limit: None, trusted: false };
        programs.find("git-lfs").is_some()
    };
    is_program(path) && (!of_lfs::is_one(name, path) || has_lfs())
}

impl HookRun<'_> {
    /// Runs a hook, if there is one and it can do anything. [`Error::Hook`] where it says no, [`Error::Cancelled`] where it was ended.
    pub(crate) fn ask(&self, git: &Repository, name: &str, words: &[&OsStr], input: &[u8]) -> Result<(), Error> {
        let path = folder(git)?.join(name);
        if !runs(name, &path, &|| self.environment.clone()) {
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
