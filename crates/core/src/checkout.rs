//! Checking out: here, or into a work tree beside the repository. A job, since it may write many files and fetch before.

mod pull_request;

use std::path::{Path, PathBuf};

use crate::api::checkouts::{CheckedOut, CheckoutTarget, SourceMissing};
use crate::api::ids::{JobId, RepositoryId};
use crate::api::jobs::Task;
use crate::api::{AddWorktree, CheckOut, Event};
use crate::fault::Fault;
use crate::jobs::Made;
use crate::records::repositories::name_of;
use crate::transfer::{Transfer, view};
use crate::{Core, programs, repositories, sync};

/// What Git is to check out, and what was done to have it.
pub(crate) struct Source {
    pub(crate) destination: git::Destination,
    /// The remote that was added.
    pub(crate) remote: Option<String>,
    pub(crate) without: Option<SourceMissing>,
    /// A ref of our own that holds the commit until it is checked out.
    pub(crate) borrowed: Option<String>,
}

pub(crate) async fn check_out(core: &Core, arguments: CheckOut) -> Result<JobId, Fault> {
    let CheckOut { id, target } = arguments;
    sync::making(core, id, Task::CheckOut, move |transfer, repository| {
        let source = Source::find(transfer, repository, target)?;
        let trusted = transfer.core.is_trusted(id)?;
        let done = switch(transfer, id, repository, &source.destination, trusted);
        source.forget(repository)?;
        let done = done?;
        let lfs = large_files(transfer, repository);
        Ok(Made { checked_out: Some(Box::new(source.told(done))), lfs, ..Made::default() })
    })
    .await
}

pub(crate) async fn add_worktree(core: &Core, arguments: AddWorktree) -> Result<JobId, Fault> {
    let AddWorktree { id, target, folder } = arguments;
    let chosen = folder.map(|folder| repositories::absolute(core, "folder", &folder)).transpose()?;
    sync::making(core, id, Task::AddWorktree, move |transfer, repository| {
        let name = short_name(&target);
        let source = Source::find(transfer, repository, target)?;
        let place = chosen.map_or_else(|| beside(repository, &name), Ok)?;
        let added = transfer.run(|context| repository.add_worktree(&place, &source.destination, context));
        source.forget(repository)?;
        let added = added?;
        let opened = repositories::open(transfer.core, &place)?;
        inherit_trust(transfer.core, id, opened.id)?;
        let lfs = added.missing.map(Fault::from);
        Ok(Made {
            repository: Some(opened.id),
            checked_out: Some(Box::new(source.told(added.checked_out))),
            lfs,
            ..Made::default()
        })
    })
    .await
}

/// A work tree runs the hooks of its repository: whoever trusts one trusts the other. Blocks.
pub(crate) fn inherit_trust(core: &Core, from: RepositoryId, to: RepositoryId) -> Result<(), Fault> {
    let trusted = core.is_trusted(from)?;
    core.records.repositories.try_change(|repositories| {
        repositories.find_mut(to)?.trusted |= trusted;
        Ok(())
    })
}

impl Source {
    /// Looks it up, and fetches it where it is a pull request's. Blocks; on a job's thread.
    pub(crate) fn find(transfer: &Transfer<'_>, repository: &git::Repository, target: CheckoutTarget) -> Result<Self, Fault> {
        let destination = match target {
            CheckoutTarget::Branch { name } => git::Destination::Branch { name },
            CheckoutTarget::RemoteBranch { remote, name } => git::Destination::RemoteBranch { remote, local: name.clone(), name },
            CheckoutTarget::Commit { id } => git::Destination::Commit { id },
            CheckoutTarget::PullRequest { account, repository: of, number } => {
                return pull_request::find(transfer, repository, account, &of, number);
            }
        };
        Ok(Self { destination, remote: None, without: None, borrowed: None })
    }

    /// Removes what was kept only until the checkout was done.
    fn forget(&self, repository: &git::Repository) -> Result<(), Fault> {
        Ok(self.borrowed.as_ref().map_or(Ok(()), |name| repository.forget_own_ref(name))?)
    }

    fn told(self, done: git::CheckedOut) -> CheckedOut {
        CheckedOut {
            branch: done.branch,
            commit: done.commit,
            made: done.made,
            remote: self.remote,
            hook: done.hook,
            without: self.without,
        }
    }
}

/// With the hook of a repository that is trusted; elsewhere it is passed over.
fn switch(
    transfer: &Transfer<'_>,
    id: RepositoryId,
    repository: &git::Repository,
    to: &git::Destination,
    trusted: bool,
) -> Result<git::CheckedOut, Fault> {
    let Transfer { core, work, .. } = transfer;
    let ear = |hook: &str, text: &str| core.announce(Event::HookSaid { id, hook: hook.into(), text: text.into() });
    let hooks = trusted.then(|| git::HookRun { environment: programs::environment(), cancel: work.cancel().clone(), ear: &ear });
    let reporting = (*work).clone();
    let progress = std::sync::Arc::new(move |progress: &git::Progress| reporting.report(view(progress)));
    let run = git::CheckoutRun { cancel: work.cancel().clone(), progress, hooks: hooks.as_ref() };
    Ok(repository.check_out(to, &run)?)
}

/// Brings the large files that are pointers now; why not all came, if so. The checkout stands without.
fn large_files(transfer: &Transfer<'_>, repository: &git::Repository) -> Option<Fault> {
    transfer.run(|context| repository.fetch_lfs(context)).err()
}

/// What a work tree is called by what is in it.
fn short_name(target: &CheckoutTarget) -> String {
    match target {
        CheckoutTarget::Branch { name } | CheckoutTarget::RemoteBranch { name, .. } => name.clone(),
        CheckoutTarget::Commit { id } => id.chars().take(9).collect(),
        CheckoutTarget::PullRequest { number, .. } => format!("pull-request-{number}"),
    }
}

/// A free folder beside the main work tree: `repository.name`, or with a number.
fn beside(repository: &git::Repository, name: &str) -> Result<PathBuf, Fault> {
    let main = repository.main_work_tree();
    let parent = main.parent().unwrap_or(&main);
    let plain = |letter: char| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '-' };
    let name: String = name.chars().map(plain).take(100).collect();
    let base = format!("{}.{}", name_of(&main), name.trim_matches('.'));
    let free = |name: &String| !repositories::is_taken(&parent.join(name));
    let names = std::iter::once(base.clone()).chain((2..1000).map(|number| format!("{base}-{number}")));
    let name = names.into_iter().find(free).ok_or_else(|| Fault::Taken { what: shown(&parent.join(&base)) })?;
    Ok(parent.join(name))
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
