//! Pushing a branch: its commits go to a server, and from then on it follows the server's branch.

use std::ffi::OsStr;
use std::sync::Arc;

use git2::{PackBuilderStage, PushOptions, PushUpdate, RemoteCallbacks};

use crate::context::Context;
use crate::error::Error;
use crate::hooks::{self, HookRun, PRE_PUSH, Surroundings};
use crate::lfs::{self, Outgoing};
use crate::progress::{Reporter, Stage};
use crate::repository::Repository;
use crate::transport::{self, Current};
use crate::url::Address;

/// What would be pushed, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushTarget {
    /// The branch, without `refs/heads/`.
    pub branch: String,
    /// The remote's name.
    pub remote: String,
}

/// What a push did besides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pushed {
    /// Files of LFS that were uploaded.
    pub lfs_files: u64,
}

impl Repository {
    /// Pushes a branch to the branch of the same name of a remote, never by force; `hooks` asks `pre-push` first. Blocks: for
    /// a job's thread.
    ///
    /// [`Error::Refused`] with the server's words where it takes the commits and not the branch. [`Error::Hook`] where the hook
    /// says no. What the commits bring of LFS goes before them; where it does not arrive, they don't go.
    pub fn push_branch(
        &self,
        remote: &str,
        branch: &str,
        hooks: Option<&HookRun<'_>>,
        context: &Context,
    ) -> Result<Pushed, Error> {
        push(&self.handle()?, remote, branch, hooks, context)
    }

    /// The current branch and the remote that it would go to: the one it follows, else `origin`, else the only one there is.
    /// [`Error::Refused`] where there is nothing to push, or it can't be told where to.
    pub fn push_target(&self) -> Result<PushTarget, Error> {
        target(&self.handle()?)
    }

    /// True where a hook of this repository wants to be asked before a push.
    pub fn has_push_hook(&self, surroundings: Surroundings<'_>) -> Result<bool, Error> {
        hooks::before_a_push(&self.handle()?, surroundings)
    }
}

/// The same for a repository that nobody else knows yet.
pub(crate) fn push(
    git: &git2::Repository,
    remote: &str,
    branch: &str,
    hooks: Option<&HookRun<'_>>,
    context: &Context,
) -> Result<Pushed, Error> {
    transport::ready()?;
    let full = format!("refs/heads/{branch}");
    let missing = || Error::NotFound { what: format!("The branch {branch}") };
    let tip = git.find_reference(&full).map_err(|_| missing())?.target().ok_or_else(missing)?;
    let url = address(git, remote)?;
    let reporter = Arc::new(Reporter::of(context));
    reporter.at(Stage::Waiting, 0, 0);
    let current = Current::new(context, &reporter, None);
    let (mut refused, mut pushed) = (None, Pushed::default());
    current.run(|| {
        let mut callbacks = RemoteCallbacks::new();
        callbacks.push_update_reference(|_, verdict| {
            refused = verdict.map(str::to_owned);
            Ok(())
        });
        callbacks.push_negotiation(|updates| {
            let there: Vec<git2::Oid> = current.advertisement().refs.into_iter().map(|(_, object)| object).collect();
            let outgoing = Outgoing { remote, url: &url, reference: &full, tip, there: &there };
            let ready = before_the_pack(git, &outgoing, hooks, updates, &current);
            pushed.lfs_files = ready.map_err(|error| current.stop(error))?;
            Ok(())
        });
        callbacks.pack_progress(|stage, done, total| {
            if matches!(stage, PackBuilderStage::Deltafication) {
                reporter.at(Stage::Preparing, done as u64, total as u64);
            }
        });
        callbacks.push_transfer_progress(|done, total, bytes| reporter.sent(done as u64, total as u64, bytes as u64));
        let mut options = PushOptions::new();
        options.remote_callbacks(callbacks).packbuilder_parallelism(0);
        git.remote_anonymous(&url)?.push(&[&format!("{full}:{full}")], Some(&mut options))
    })?;
    if let Some(words) = refused {
        let words = crate::shown::visible(&words);
        return Err(Error::Refused { detail: format!("The server did not take the branch {branch}: {words}.") });
    }
    follow(git, remote, branch, tip)?;
    Ok(pushed)
}

/// Asks the hook and sends the files of LFS, in this order: what the hook forbids is not sent. The hook of Git LFS's own program
/// comes afterwards: it finds on the server what it would send. How many files went.
fn before_the_pack(
    git: &git2::Repository,
    outgoing: &Outgoing<'_>,
    hooks: Option<&HookRun<'_>>,
    updates: &[PushUpdate<'_>],
    current: &Arc<Current>,
) -> Result<u64, Error> {
    let ask = |run: &HookRun<'_>| ask(git, run, outgoing.remote, outgoing.url, updates);
    let last = hooks::is_of_lfs(git)?;
    hooks.filter(|_| !last).map_or(Ok(()), ask)?;
    let sent = lfs::push(git, outgoing, &current.context, &current.reporter)?;
    hooks.filter(|_| last).map_or(Ok(()), ask)?;
    Ok(sent)
}

/// Asks `pre-push`, as Git does: what goes where, and what is there now.
fn ask(git: &git2::Repository, hooks: &HookRun<'_>, remote: &str, url: &str, updates: &[PushUpdate<'_>]) -> Result<(), Error> {
    let mut lines = Vec::new();
    for update in updates.iter().filter(|update| update.src() != update.dst()) {
        lines.extend_from_slice(update.src_refname_bytes());
        lines.extend_from_slice(format!(" {} ", update.dst()).as_bytes());
        lines.extend_from_slice(update.dst_refname_bytes());
        lines.extend_from_slice(format!(" {}\n", update.src()).as_bytes());
    }
    hooks.ask(git, PRE_PUSH, &[OsStr::new(remote), OsStr::new(url)], &lines)
}

fn target(git: &git2::Repository) -> Result<PushTarget, Error> {
    let refused = |detail: &str| Error::Refused { detail: detail.to_owned() };
    let head = git.find_reference("HEAD")?;
    let full = head.symbolic_target().ok().flatten().map(str::to_owned);
    let Some(branch) = full.as_deref().and_then(|name| name.strip_prefix("refs/heads/")) else {
        return Err(refused("No branch is checked out: there is none to push."));
    };
    if git.head().is_err() {
        return Err(refused("This branch has no commit yet: there is nothing to push."));
    }
    let config = git.config()?;
    let followed = config.get_string(&format!("branch.{branch}.remote")).ok().filter(|remote| remote != ".");
    let names = git.remotes()?;
    let names: Vec<&str> = names.iter().flatten().flatten().collect();
    let remote = match (&followed, &names[..]) {
        (Some(remote), _) => remote.as_str(),
        (None, names) if names.contains(&"origin") => "origin",
        (None, [only]) => only,
        (None, []) => return Err(refused("This repository has no remote to push to.")),
        (None, _) => {
            return Err(refused("There are several remotes and this branch follows none of them: git push -u names one."));
        }
    };
    let merge = config.get_string(&format!("branch.{branch}.merge")).ok().filter(|_| followed.is_some());
    if let Some(other) = merge.filter(|merge| merge.strip_prefix("refs/heads/") != Some(branch)) {
        let detail = format!("{branch} follows {other}, a branch of another name: git push says where it is to go.");
        return Err(Error::Refused { detail: crate::shown::visible(&detail) });
    }
    Ok(PushTarget { branch: branch.to_owned(), remote: remote.to_owned() })
}

/// Where the remote takes pushes: an address of a server. Local folders run hooks of theirs in our name.
fn address(git: &git2::Repository, remote: &str) -> Result<String, Error> {
    let remote = git.find_remote(remote)?;
    let url = remote.pushurl().ok().flatten().map_or_else(|| remote.url().map(str::to_owned), |url| Ok(url.to_owned()))?;
    match Address::parse(&url)? {
        Address::Local(_) => Err(Error::Unsupported { what: "Bough can't push into a folder yet.".to_owned() }),
        Address::Http(_) | Address::Ssh(_) => Ok(url),
    }
}

/// The server's branch as we know it now, and that ours follows it.
fn follow(git: &git2::Repository, remote: &str, branch: &str, tip: git2::Oid) -> Result<(), Error> {
    git.reference(&format!("refs/remotes/{remote}/{branch}"), tip, true, "update by push")?;
    let mut config = git.config()?;
    config.set_str(&format!("branch.{branch}.remote"), remote)?;
    Ok(config.set_str(&format!("branch.{branch}.merge"), &format!("refs/heads/{branch}"))?)
}
