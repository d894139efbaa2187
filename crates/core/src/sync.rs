//! Between a repository and its remotes: fetching, and pushing the current branch.

use std::path::PathBuf;

use tokio::runtime::Handle;

use crate::activity::push_with_lfs_command;
use crate::api::ids::{JobId, RepositoryId};
use crate::api::jobs::Task;
use crate::api::repositories::PushOutlook;
use crate::api::{Event, FetchRemotes, GetPushOutlook, PushBranch};
use crate::fault::Fault;
use crate::jobs::{Made, Work};
use crate::records::repositories::name_of;
use crate::transfer::Transfer;
use crate::{Core, prebuilds, programs, remotes};

pub(crate) async fn get_push_outlook(core: &Core, arguments: GetPushOutlook) -> Result<PushOutlook, Fault> {
    core.blocking(move |core| {
        let repository = core.opened(arguments.id)?;
        let git::PushTarget { branch, remote } = repository.push_target()?;
        let asks = repository.has_push_hook(&programs::environment)? && !core.is_trusted(arguments.id)?;
        Ok(PushOutlook { branch, remote, asks })
    })
    .await
}

pub(crate) async fn push_branch(core: &Core, arguments: PushBranch) -> Result<JobId, Fault> {
    let PushBranch { id, skip_hooks } = arguments;
    let (target, hook) = core
        .blocking(move |core| {
            let repository = core.opened(id)?;
            let hook = !skip_hooks && repository.has_push_hook(&programs::environment)?;
            if hook && !core.is_trusted(id)? {
                let why = "This repository has a hook for pushing. Trust it so that it runs, or skip it.".into();
                return Err(Fault::Invalid { field: "hooks".into(), why });
            }
            Ok((repository.push_target()?, hook))
        })
        .await?;
    transfer(core, id, Task::Push, move |transfer, repository| {
        let transfer = transfer.to(&target.remote, repository)?;
        let Transfer { core, work, .. } = &transfer;
        let ear = |hook: &str, text: &str| core.announce(Event::HookSaid { id, hook: hook.into(), text: text.into() });
        let pushed = transfer.run(|context| {
            let run = git::HookRun { environment: programs::environment(), cancel: work.cancel().clone(), ear: &ear };
            repository.push_branch(&target.remote, &target.branch, hook.then_some(&run), context)
        })?;
        if pushed.lfs_files > 0 {
            work.name_command(push_with_lfs_command(&target.remote, &target.branch, skip_hooks));
        }
        Ok(())
    })
    .await
}

pub(crate) async fn fetch_remotes(core: &Core, arguments: FetchRemotes) -> Result<JobId, Fault> {
    let id = arguments.id;
    transfer(core, id, Task::Fetch, move |transfer, repository| {
        let remotes = repository.remotes()?;
        if remotes.is_empty() {
            return Err(Fault::Refused { detail: "This repository has no remote to fetch from.".into() });
        }
        let fetched = remotes.iter().try_for_each(|(remote, _)| fetch(transfer, repository, remote));
        prebuilds::after_fetch(transfer.core, transfer.runtime, id, repository);
        fetched
    })
    .await
}

/// Fetches one remote with the account that answers for it. Blocks; on a job's thread.
pub(crate) fn fetch(transfer: &Transfer<'_>, repository: &git::Repository, remote: &str) -> Result<(), Fault> {
    transfer.to(remote, repository)?.run(|context| repository.fetch(remote, context))
}

/// A job that talks to remotes of a repository and may change what is seen of it.
pub(crate) async fn transfer(
    core: &Core,
    id: RepositoryId,
    task: Task,
    act: impl FnOnce(&Transfer<'_>, &git::Repository) -> Result<(), Fault> + Send + 'static,
) -> Result<JobId, Fault> {
    making(core, id, task, |transfer, repository| act(transfer, repository).map(|()| Made::default())).await
}

/// The same with something to show in the end.
pub(crate) async fn making(
    core: &Core,
    id: RepositoryId,
    task: Task,
    act: impl FnOnce(&Transfer<'_>, &git::Repository) -> Result<Made, Fault> + Send + 'static,
) -> Result<JobId, Fault> {
    let repository = core.blocking(move |core| core.opened(id)).await?;
    let place: PathBuf = repository.path().components().collect();
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    let (on_thread, runtime) = (core.clone(), Handle::current());
    core.jobs.start(task, name_of(&place), &place, move |work: &Work| {
        let transfer = Transfer { core: &on_thread, work, runtime: &runtime, profile, picked: remotes::chosen(&on_thread, id) };
        let outcome = act(&transfer, &repository);
        // Also where it failed: some of it may have come.
        on_thread.announce(Event::RepositoryChanged { id });
        outcome
    })
}
