//! Pushing a branch: its commits go to a server, and from then on it follows the server's branch.

use std::sync::Arc;

use git2::{PackBuilderStage, PushOptions, RemoteCallbacks};

use crate::context::Context;
use crate::error::Error;
use crate::progress::{Reporter, Stage};
use crate::repository::Repository;
use crate::transport::{self, Current};
use crate::url::Address;

impl Repository {
    /// Pushes a branch to the branch of the same name of a remote, never by force. Blocks: for a job's thread.
    ///
    /// [`Error::Refused`] with the server's words where it takes the commits and not the branch.
    pub fn push_branch(&self, remote: &str, branch: &str, context: &Context) -> Result<(), Error> {
        push(&self.handle()?, remote, branch, context)
    }
}

/// The same for a repository that nobody else knows yet.
pub(crate) fn push(git: &git2::Repository, remote: &str, branch: &str, context: &Context) -> Result<(), Error> {
    transport::ready()?;
    let full = format!("refs/heads/{branch}");
    let missing = || Error::NotFound { what: format!("The branch {branch}") };
    let tip = git.find_reference(&full).map_err(|_| missing())?.target().ok_or_else(missing)?;
    let url = address(git, remote)?;
    let reporter = Arc::new(Reporter::of(context));
    reporter.at(Stage::Waiting, 0, 0);
    let current = Current::new(context, &reporter, None);
    let mut refused = None;
    current.run(|| {
        let mut callbacks = RemoteCallbacks::new();
        callbacks.push_update_reference(|_, verdict| {
            refused = verdict.map(str::to_owned);
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
    follow(git, remote, branch, tip)
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
