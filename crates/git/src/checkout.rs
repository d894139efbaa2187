//! Checking out: the work tree goes from one commit to another as with `git switch`. What the person has changed is carried
//! along; where the other commit has something else in its place, nothing is done and the files are named.

mod apply;
mod head;
mod plan;

use std::ffi::OsStr;
use std::sync::Arc;

use crate::changes::{operation, tip};
use crate::context::Context;
use crate::error::Error;
use crate::hooks::{HookRun, POST_CHECKOUT};
use crate::names::bytes_of;
use crate::progress::{Progress, Reporter};
use crate::repository::Repository;
use crate::undo::{Deed, Scope, Work};

pub(crate) use head::Goal;

/// What is to be checked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A local branch.
    Branch {
        /// Its name, without `refs/heads/`.
        name: String,
    },
    /// A branch of a remote, as it was fetched last: through the local branch that follows it. That one is made where there is
    /// none, and moved forward where it only lacks commits.
    RemoteBranch {
        /// The remote.
        remote: String,
        /// The branch, without the remote's name.
        name: String,
        /// What the local branch is called.
        local: String,
    },
    /// A commit through a local branch that follows nothing. It is made, or moved forward, as for a branch of a remote.
    BranchAt {
        /// What the local branch is called.
        local: String,
        /// The commit, as a full object name in hex.
        commit: String,
    },
    /// A commit, and no branch.
    Commit {
        /// A full object name in hex, or how it begins where only one begins so.
        id: String,
    },
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedOut {
    /// The branch, without `refs/heads/`; none where HEAD is on none now.
    pub branch: Option<String>,
    /// The commit, in hex.
    pub commit: String,
    /// True where the branch was made.
    pub made: bool,
    /// What the hook `post-checkout` said where it ended with an error: to Git, too, that is no reason to go back.
    pub hook: Option<String>,
}

/// How far a checkout tells that it is, and what ends it.
pub struct CheckoutRun<'a> {
    /// Ends it: everything is as it was then.
    pub cancel: net::Cancel,
    /// Hears how many files are written.
    pub progress: Arc<dyn Fn(&Progress) + Send + Sync>,
    /// Tells `post-checkout`; none: it does not run.
    pub hooks: Option<&'a HookRun<'a>>,
}

impl CheckoutRun<'_> {
    /// For a piece of network work that checks out in its course; hooks don't run.
    pub fn within(context: &Context) -> Self {
        Self { cancel: context.cancel.clone(), progress: Arc::clone(&context.progress), hooks: None }
    }
}

impl Repository {
    /// Checks out; one step that can be undone. Uncommitted work is carried along. Large files whose bytes are not here stay
    /// pointers: [`Repository::fetch_lfs`] brings them. Submodules stay as they are, as with Git.
    ///
    /// [`Error::InTheWay`] where changes or new files would be lost, [`Error::NotFound`], [`Error::Refused`] where something is
    /// unfinished, where another work tree has the branch, or where the local branch has gone its own way;
    /// [`Error::Cancelled`]. Nothing was done in all of these.
    pub fn check_out(&self, to: &Destination, run: &CheckoutRun<'_>) -> Result<CheckedOut, Error> {
        let (before, done) = self.write(|work| {
            let before = tip(work.git)?.map(|tip| tip.id());
            Ok((before, go(work, to, run)?))
        })?;
        let Some(hooks) = run.hooks else { return Ok(done) };
        let git = self.handle()?;
        let before = before.unwrap_or(git2::Oid::ZERO_SHA1).to_string();
        let words = [OsStr::new(&before), OsStr::new(&done.commit), OsStr::new("1")];
        match hooks.ask(&git, POST_CHECKOUT, &words, b"") {
            Err(Error::Hook { output, .. }) => Ok(CheckedOut { hook: Some(output), ..done }),
            Ok(()) | Err(_) => Ok(done),
        }
    }
}

fn go(work: &mut Work<'_>, to: &Destination, run: &CheckoutRun<'_>) -> Result<CheckedOut, Error> {
    let git = work.git;
    let goal = Goal::find(git, to)?;
    if let Some(operation) = operation(git) {
        let detail = format!("{} is unfinished here. Finish or abort it, then check out.", operation.name());
        return Err(Error::Refused { detail });
    }
    let old = tip(git)?.map(|tip| tip.tree()).transpose()?;
    let plan = plan::plan(work, old.as_ref(), &git.find_commit(goal.commit)?.tree()?)?;
    let deed =
        Deed::CheckOut { name: goal.branch.clone().unwrap_or_else(|| goal.commit.to_string()), branch: goal.branch.is_some() };
    let branches = [goal.full(), git.find_reference("HEAD")?.symbolic_target_bytes().map(<[u8]>::to_vec)];
    let scope = Scope { branches: branches.into_iter().flatten().collect(), ..plan.scope() };
    let reporter = Reporter::telling(&run.progress);
    work.step_or_nothing(&deed, &scope, |work| {
        apply::apply(work, &plan, &run.cancel, &reporter)?;
        // HEAD moves when everything else is there: what a crash leaves shows as changes and can be undone.
        work.index.save()?;
        goal.move_there(work)
    })?;
    Ok(goal.reached())
}

/// The bytes of a path's name.
fn name_of(path: &std::path::Path) -> Vec<u8> {
    bytes_of(path.as_os_str())
}
