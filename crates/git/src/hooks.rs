//! Hooks: programs of the repository that run around a commit and before a push. Only where the caller says how, which it does for repositories
//! that the person trusts.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use git2::Repository;

use crate::error::Error;
use crate::process::Group;
use crate::programs::is_program;
use crate::shown::visible_lines;

/// Hooks that a commit runs, in their order.
const HOOKS: [&str; 5] = ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-rewrite"];
/// Bytes of the last words of a hook that are kept for its error.
const LAST_WORDS: usize = 64 * 1024;
/// The ear hears what was said in one such while at once; and so often a cancel is looked for.
const PACE: Duration = Duration::from_millis(100);

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
        let (reader, writer) = std::io::pipe()?;
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
        command.stdin(Stdio::piped()).stdout(writer.try_clone()?).stderr(writer);
        let mut group = Group::start(&mut command).map_err(|error| failed(name, &format!("It can't be started: {error}")))?;
        // The command holds the pipe's other end; the last one of them must be the hook's.
        drop(command);
        if let Some(mut stdin) = group.child().stdin.take() {
            // It need not listen.
            let _ = stdin.write_all(input);
        }
        let output = self.listen(name, reader, &mut group)?;
        let status = loop {
            if let Some(status) = group.wait(PACE) {
                break status;
            }
            if self.cancel.is_cancelled() {
                group.end();
                return Err(Error::Cancelled);
            }
        };
        if status.success() { Ok(()) } else { Err(failed(name, &output)) }
    }

    /// Until the hook has nothing more to say, or was ended. The last of what it said.
    fn listen(&self, name: &str, mut reader: impl Read + Send + 'static, group: &mut Group) -> Result<String, Error> {
        let (tell, told) = channel::<Vec<u8>>();
        std::thread::Builder::new().name("hook output".to_owned()).spawn(move || {
            let mut buffer = vec![0; 8 * 1024];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if tell.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        })?;
        let (mut last, mut fresh) = (Vec::new(), Vec::new());
        loop {
            let heard = told.recv_timeout(PACE);
            if let Ok(bytes) = &heard {
                fresh.extend_from_slice(bytes);
                std::thread::sleep(PACE);
                fresh.extend(told.try_iter().flatten());
            }
            if !fresh.is_empty() {
                (self.ear)(name, &visible_lines(&fresh));
                last.append(&mut fresh);
                last.drain(..last.len().saturating_sub(LAST_WORDS));
            }
            if self.cancel.is_cancelled() {
                group.end();
                return Err(Error::Cancelled);
            }
            // It may leave a child behind that keeps the pipe open: its own end is enough.
            let over = match heard {
                Ok(_) => false,
                Err(RecvTimeoutError::Disconnected) => true,
                Err(RecvTimeoutError::Timeout) => group.wait(Duration::ZERO).is_some(),
            };
            if over {
                break;
            }
        }
        Ok(visible_lines(&last))
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
