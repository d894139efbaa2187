//! Bringing one followed thing up to date: fetched, checked out in its own work tree, and built where that is allowed.

use std::path::Path;

use tokio::runtime::Handle;

use super::build;
use crate::api::Event;
use crate::api::ids::{AccountId, JobId, RepositoryId};
use crate::api::jobs::Task;
use crate::api::prebuilds::{AskedBecause, Followed};
use crate::api::repositories::RepositoryPath;
use crate::fault::Fault;
use crate::jobs::Made;
use crate::records::prebuilds::{FollowedRecord, Stands, not_followed};
use crate::sessions::Manner;
use crate::transfer::Transfer;
use crate::{Core, remotes, views};

/// What is to be done.
pub(super) struct Errand {
    pub(super) followed: Followed,
    /// False where it was fetched just now.
    pub(super) fetch: bool,
    /// The commit that the person said yes to.
    pub(super) yes: Option<String>,
    /// True where the person did not ask for it just now: then they are asked nothing either.
    pub(super) quiet: bool,
}

/// A commit, and whose it is.
pub(super) struct Source<'a> {
    /// With the account that answers for the remote it came from.
    pub(super) answering: Transfer<'a>,
    pub(super) commit: String,
    /// True where others than those of the repository may have written it.
    pub(super) foreign: bool,
    /// The branch it is on.
    pub(super) branch: String,
}

/// Starts it as a job. [`Fault::Taken`] while another works in the same folder.
pub(super) async fn start(core: &Core, id: RepositoryId, errand: Errand) -> Result<JobId, Fault> {
    let on_thread = core.clone();
    let runtime = Handle::current();
    core.blocking(move |core| start_on_thread(core, &on_thread, &runtime, id, errand)).await
}

/// The same from a job's thread. Blocks.
pub(super) fn start_on_thread(
    core: &Core,
    on_thread: &Core,
    runtime: &Handle,
    id: RepositoryId,
    errand: Errand,
) -> Result<JobId, Fault> {
    let kept = core.records.prebuilds.read(|record| record.of(id).and_then(|kept| kept.find(&errand.followed).ok().cloned()));
    let kept = kept.ok_or_else(not_followed)?;
    let repository = if errand.quiet { core.opened_aside(id) } else { core.opened(id) }?;
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    let (core, runtime, place) = (on_thread.clone(), runtime.clone(), kept.folder.clone());
    let jobs = core.clone();
    let mut preparing = jobs.preparing.jobs();
    let job = jobs.jobs.start(Task::Prebuild, title(&errand.followed), &place, move |work| {
        let transfer = Transfer { core: &core, work, runtime: &runtime, profile, picked: remotes::chosen(&core, id) };
        let outcome = bring_up(&transfer, id, &repository, &kept, &errand);
        let stands = match &outcome {
            Ok(stands) => Some(stands.clone()),
            Err(_) if work.cancelled() => None,
            Err(fault) => Some(Stands::Failed { fault: fault.clone() }),
        };
        core.preparing.jobs().remove(&kept.folder);
        set(&core, id, &errand.followed, move |one| one.stands = stands.unwrap_or_else(|| std::mem::take(&mut one.stands)))?;
        outcome.map(|_| Made::default())
    })?;
    preparing.insert(place, job);
    drop(preparing);
    jobs.announce(Event::PrebuildsChanged { id });
    Ok(job)
}

/// What a job says that it is about.
fn title(followed: &Followed) -> String {
    match followed {
        Followed::Branch { remote, name } => format!("{remote}/{name}"),
        Followed::PullRequest { repository, number, .. } => format!("{}/{}#{number}", repository.project, repository.slug),
    }
}

/// Changes what is kept of one, and says so. Blocks.
pub(super) fn set(
    core: &Core,
    id: RepositoryId,
    followed: &Followed,
    act: impl FnOnce(&mut FollowedRecord),
) -> Result<(), Fault> {
    core.records.prebuilds.change(|record| {
        if let Some(one) = record.of_mut(id).followed.iter_mut().find(|one| one.followed == *followed) {
            act(one);
        }
    })?;
    core.announce(Event::PrebuildsChanged { id });
    Ok(())
}

fn bring_up(
    transfer: &Transfer<'_>,
    id: RepositoryId,
    repository: &git::Repository,
    kept: &FollowedRecord,
    errand: &Errand,
) -> Result<Stands, Fault> {
    let core = transfer.core;
    let source = find(transfer, repository, errand)?;
    if !make_ready(&source.answering, repository, kept, &source.commit, errand)? {
        return Ok(Stands::InUse);
    }
    set(core, id, &errand.followed, |one| one.commit = Some(source.commit.clone()))?;
    let plan = core.records.prebuilds.read(|record| record.of(id).map(|kept| kept.plan.clone())).unwrap_or_default();
    let Some(command) = &plan.command else { return Ok(Stands::Ready) };
    let asked = errand.yes.as_ref() == Some(&source.commit);
    let why = if source.foreign { Some(AskedBecause::Fork) } else { (!core.is_trusted(id)?).then_some(AskedBecause::Untrusted) };
    if let Some(why) = why.filter(|_| !asked) {
        return Ok(Stands::Asks { why });
    }
    let built = core
        .records
        .prebuilds
        .read(|record| record.of(id).is_some_and(|kept| kept.results.iter().any(|result| result.commit == source.commit)));
    // A commit is built once, unless the person wants it again.
    if asked || !built {
        build::build(transfer, id, repository, &kept.folder, &source, errand, command, plan.publish)?;
    }
    Ok(Stands::Ready)
}

/// The commit that is followed now. Blocks.
fn find<'a>(transfer: &Transfer<'a>, repository: &git::Repository, errand: &Errand) -> Result<Source<'a>, Fault> {
    match &errand.followed {
        Followed::Branch { remote, name } => {
            let answering = transfer.to(remote, repository)?;
            let into = format!("refs/remotes/{remote}/{name}");
            if errand.fetch {
                fetch(&answering, errand, |context| repository.fetch_ref(remote, &format!("refs/heads/{name}"), &into, context))?;
            }
            let commit = repository.find_commit(remote, &format!("refs/heads/{name}"))?;
            let commit = commit.ok_or_else(|| Fault::NotFound { what: format!("the branch {remote}/{name}") })?;
            Ok(Source { answering, commit, foreign: is_foreign(repository, remote)?, branch: name.clone() })
        }
        Followed::PullRequest { account, repository: of, number } => {
            let remote = leading_to(transfer, repository, of)?;
            let answering = transfer.to(&remote, repository)?;
            let pull = ask(transfer, *account, of, *number)?;
            let (full, into) = (format!("refs/pull-requests/{number}/from"), own_ref(*number));
            let commit = fetch(&answering, errand, |context| repository.fetch_ref(&remote, &full, &into, context))?;
            let own = pull.from.repository.map(views::repositories::path).as_ref() == Some(of);
            Ok(Source { answering, commit, foreign: !own, branch: pull.from.branch })
        }
    }
}

/// What holds the commits of a pull request here.
pub(super) fn own_ref(number: u64) -> String {
    format!("refs/bough/prebuilds/{number}")
}

fn fetch<T>(transfer: &Transfer<'_>, errand: &Errand, act: impl Fn(&git::Context) -> Result<T, git::Error>) -> Result<T, Fault> {
    if errand.quiet { transfer.run_quietly(act) } else { transfer.run(act) }
}

/// True for a remote that is not the repository's own: `origin`, or the only one there is.
fn is_foreign(repository: &git::Repository, remote: &str) -> Result<bool, Fault> {
    Ok(remote != "origin" && repository.remotes()?.len() > 1)
}

/// The remote that leads to a repository of a host.
pub(super) fn leading_to(transfer: &Transfer<'_>, repository: &git::Repository, of: &RepositoryPath) -> Result<String, Fault> {
    let leads = |url: &str| {
        let place = remotes::place(transfer.core, transfer.profile, url).and_then(|place| place.destination);
        place.is_some_and(|found| views::repositories::path(found.path) == *of)
    };
    let found = repository.remotes()?.into_iter().find(|(_, url)| leads(url)).map(|(name, _)| name);
    found.ok_or_else(|| Fault::NotFound { what: format!("a remote that leads to {}/{}", of.project, of.slug) })
}

fn ask(transfer: &Transfer<'_>, account: AccountId, of: &RepositoryPath, number: u64) -> Result<forge::PullRequest, Fault> {
    let Transfer { core, work, runtime, .. } = transfer;
    runtime.block_on(async {
        let ask = async {
            // Nobody may have asked for it just now: a token that was refused is not sent again.
            let session = core.session(account, Manner::Shown).await?;
            session.settle(session.forge.pull_request(&views::repositories::path_of(of.clone()), number).await).await
        };
        tokio::select! {
            found = ask => found,
            () = work.cancel().cancelled() => Err(Fault::Cancelled),
        }
    })
}

/// Brings the work tree to a commit, files of LFS and submodules in place; false where somebody works in it.
fn make_ready(
    transfer: &Transfer<'_>,
    repository: &git::Repository,
    kept: &FollowedRecord,
    commit: &str,
    errand: &Errand,
) -> Result<bool, Fault> {
    let folder: &Path = &kept.folder;
    let to = git::Destination::Commit { id: commit.to_owned() };
    if folder.join(".git").exists() {
        let tree = git::Repository::open(folder)?;
        let git::Head::Detached { commit: now } = tree.head()? else { return Ok(false) };
        // Being at the commit is not enough: files of LFS or submodules may not have come the last time.
        if now == commit && kept.commit.as_deref() == Some(commit) {
            return Ok(true);
        }
        if !tree.worktree_loss()?.is_empty() {
            return Ok(false);
        }
        if tree.refs()?.submodules.is_empty() {
            fetch(transfer, errand, |context| tree.check_out(&to, &git::CheckoutRun::within(context)))?;
            if tree.refs()?.submodules.is_empty() {
                fetch(transfer, errand, |context| tree.fetch_lfs(context))?;
                return Ok(true);
            }
        }
        // Submodules come and move with their commits: such a work tree is made anew.
        drop(tree);
        repository.remove_worktree(folder)?;
    }
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent)
            .map_err(|error| Fault::Broken { detail: format!("no folder for work trees: {error}") })?;
    }
    let added = fetch(transfer, errand, |context| repository.add_worktree(folder, &to, context))?;
    added.missing.map_or(Ok(true), |missing| Err(missing.into()))
}
