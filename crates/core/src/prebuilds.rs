//! Prebuilds: for each branch or pull request that is followed a work tree is kept ready in Bough's own folder, and the person's
//! command is run in it. Whatever comes from a fork, or into a repository that is not trusted, runs only after a click for exactly
//! that commit.

mod build;
mod keep;
mod round;
mod tend;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use crate::api::ids::{JobId, RepositoryId};
use crate::api::prebuilds::{Followed, Prebuild, PrebuildLog, PrebuildState, Prebuilds, WorkThere, WorktreeLoss};
use crate::api::repositories::Repository;
use crate::api::{BuildPrebuild, Event, Follow, GetPrebuildLog, GetPrebuilds, OpenPrebuild, SetPrebuildPlan, StopFollowing};
use crate::fault::Fault;
use crate::records::prebuilds::{FollowedRecord, RepositoryPrebuilds, Stands, not_followed};
use crate::records::repositories::name_of;
use crate::{Core, checkout, repositories};
use keep::Errand;
pub(crate) use tend::{after_fetch, tend_prebuilds};

/// Below the data folder.
const FOLDER: &str = "prebuilds";

/// What is known of prebuilds for as long as the process lives.
#[derive(Default)]
pub(crate) struct Preparing {
    jobs: Mutex<HashMap<PathBuf, JobId>>,
    paces: tend::Paces,
}

impl Preparing {
    /// The job that works on each folder.
    fn jobs(&self) -> MutexGuard<'_, HashMap<PathBuf, JobId>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) async fn get_prebuilds(core: &Core, arguments: GetPrebuilds) -> Result<Prebuilds, Fault> {
    let id = arguments.id;
    let trusted = core.is_trusted(id)?;
    let kept = core.records.prebuilds.read(|record| record.of(id).cloned());
    let Some(kept) = kept else {
        return Ok(Prebuilds {
            plan: crate::api::prebuilds::PrebuildPlan::default(),
            trusted,
            prebuilds: vec![],
            results: vec![],
        });
    };
    let jobs = core.preparing.jobs().clone();
    let prebuilds = kept.followed.into_iter().map(|one| shown(one, &jobs)).collect();
    Ok(Prebuilds { plan: kept.plan, trusted, prebuilds, results: kept.results })
}

fn shown(one: FollowedRecord, jobs: &HashMap<PathBuf, JobId>) -> Prebuild {
    let state = match (jobs.get(&one.folder), one.stands) {
        (Some(job), _) => PrebuildState::Preparing { job: *job },
        (None, Stands::Waiting) => PrebuildState::Waiting,
        (None, Stands::Ready) => PrebuildState::Ready,
        (None, Stands::Asks { why }) => PrebuildState::Asks { why },
        (None, Stands::InUse) => PrebuildState::InUse,
        (None, Stands::Failed { fault }) => PrebuildState::Failed { fault },
    };
    let folder = one.commit.is_some().then(|| one.folder.to_string_lossy().into_owned());
    Prebuild { followed: one.followed, commit: one.commit, folder, state }
}

pub(crate) async fn set_prebuild_plan(core: &Core, arguments: SetPrebuildPlan) -> Result<(), Fault> {
    let SetPrebuildPlan { id, mut plan } = arguments;
    plan.command = plan.command.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty());
    if plan.command.as_ref().is_some_and(|line| line.contains('\0')) {
        return Err(Fault::Invalid { field: "command".into(), why: "A command must not hold a NUL character.".into() });
    }
    change(core, id, move |kept| kept.plan = plan).await
}

pub(crate) async fn follow(core: &Core, arguments: Follow) -> Result<JobId, Fault> {
    let Follow { id, followed } = arguments;
    let repository = core.records.repositories.read(|all| all.find(id).map(|known| name_of(&known.path)))?;
    let folder = core.folder.path().join(FOLDER).join(id.to_string()).join(place_of(&repository, &followed));
    let record = FollowedRecord { followed: followed.clone(), folder, commit: None, stands: Stands::Waiting };
    change(core, id, move |kept| {
        if kept.find(&record.followed).is_err() {
            kept.followed.push(record);
        }
    })
    .await?;
    keep::start(core, id, Errand { followed, fetch: true, yes: None, quiet: false }).await
}

pub(crate) async fn build_prebuild(core: &Core, arguments: BuildPrebuild) -> Result<JobId, Fault> {
    let BuildPrebuild { id, followed, commit } = arguments;
    let kept = core.records.prebuilds.read(|record| record.of(id).and_then(|kept| kept.find(&followed).ok().cloned()));
    let kept = kept.ok_or_else(not_followed)?;
    if kept.commit.as_deref() != Some(commit.as_str()) {
        return Err(Fault::Moved { what: "The commit that is ready".into() });
    }
    keep::start(core, id, Errand { followed, fetch: false, yes: Some(commit), quiet: false }).await
}

pub(crate) async fn stop_following(core: &Core, arguments: StopFollowing) -> Result<WorktreeLoss, Fault> {
    let StopFollowing { id, followed, work } = arguments;
    core.blocking(move |core| {
        let kept = core.records.prebuilds.read(|record| record.of(id).and_then(|kept| kept.find(&followed).ok().cloned()));
        let kept = kept.ok_or_else(not_followed)?;
        let running = core.preparing.jobs().get(&kept.folder).copied();
        if let Some(job) = running {
            core.jobs.cancel(job)?;
            return Err(Fault::Taken { what: kept.folder.to_string_lossy().into_owned() });
        }
        let loss = remove(core, id, &kept, work == WorkThere::Lose)?;
        if loss.kept.is_some() && work == WorkThere::Ask {
            return Ok(loss);
        }
        if let Followed::PullRequest { number, .. } = &followed {
            core.opened(id)?.forget_own_ref(&keep::own_ref(*number))?;
        }
        core.records.prebuilds.change(|record| record.of_mut(id).followed.retain(|one| one.followed != followed))?;
        core.announce(Event::PrebuildsChanged { id });
        Ok(loss)
    })
    .await
}

/// Removes the work tree unless something of the person's is in it. Blocks.
fn remove(core: &Core, id: RepositoryId, kept: &FollowedRecord, even_work: bool) -> Result<WorktreeLoss, Fault> {
    if !kept.folder.exists() {
        return Ok(WorktreeLoss::default());
    }
    let tree = match git::Repository::open(&kept.folder) {
        // Whatever somebody made of it is not ours to remove.
        Err(git::Error::NotFound { .. }) => {
            return Ok(WorktreeLoss { kept: Some(kept.folder.to_string_lossy().into_owned()), ..WorktreeLoss::default() });
        }
        opened => opened?,
    };
    let found = tree.worktree_loss()?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut loss = WorktreeLoss {
        files_total: count(found.files_total),
        commits_total: count(found.commits_total),
        files: found.files,
        commits: found.commits,
        kept: None,
    };
    if even_work || (loss.files_total == 0 && loss.commits_total == 0) {
        drop(tree);
        core.opened(id)?.remove_worktree(&kept.folder)?;
        // Its own folder is empty without it.
        let _ = kept.folder.parent().map(fs::remove_dir);
        forget_opened(core, &kept.folder)?;
    } else {
        loss.kept = Some(kept.folder.to_string_lossy().into_owned());
    }
    Ok(loss)
}

/// Lets go of all that is followed in a repository which nobody wants on the list any more. A work tree with something of the
/// person's in it stays. Blocks.
pub(crate) fn forget(core: &Core, id: RepositoryId) -> Result<(), Fault> {
    let Some(kept) = core.records.prebuilds.read(|record| record.of(id).cloned()) else { return Ok(()) };
    for one in &kept.followed {
        if let Err(fault) = remove(core, id, one, false) {
            tracing::info!(%fault, "a work tree stays");
        }
    }
    Ok(core.records.prebuilds.change(|record| record.repositories.retain(|one| one.id != id))?)
}

/// Takes a work tree that is gone off the list of repositories. Blocks.
fn forget_opened(core: &Core, folder: &Path) -> Result<(), Fault> {
    let known = core.records.repositories.read(|all| all.known.iter().find(|one| one.path == folder).map(|one| one.id));
    if let Some(known) = known {
        core.records.repositories.change(|all| all.known.retain(|one| one.id != known))?;
        core.open.close(known);
        core.announce(Event::RepositoriesChanged);
    }
    Ok(())
}

pub(crate) async fn open_prebuild(core: &Core, arguments: OpenPrebuild) -> Result<Repository, Fault> {
    let OpenPrebuild { id, followed } = arguments;
    core.blocking(move |core| {
        let kept = core.records.prebuilds.read(|record| record.of(id).and_then(|kept| kept.find(&followed).ok().cloned()));
        let kept =
            kept.filter(|kept| kept.commit.is_some()).ok_or_else(|| Fault::NotFound { what: "a ready work tree".into() })?;
        let opened = repositories::open(core, &kept.folder)?;
        checkout::inherit_trust(core, id, opened.id)?;
        Ok(opened)
    })
    .await
}

pub(crate) async fn get_prebuild_log(core: &Core, arguments: GetPrebuildLog) -> Result<PrebuildLog, Fault> {
    let GetPrebuildLog { id, commit } = arguments;
    core.blocking(move |core| {
        let known = core
            .records
            .prebuilds
            .read(|record| record.of(id).is_some_and(|kept| kept.results.iter().any(|result| result.commit == commit)));
        let missing = || Fault::NotFound { what: "a result for this commit".into() };
        let path = Some(log_of(core, id, &commit)).filter(|_| known).ok_or_else(missing)?;
        match fs::read(path) {
            Ok(text) => Ok(PrebuildLog { text: String::from_utf8_lossy(&text).into_owned() }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(PrebuildLog { text: String::new() }),
            Err(error) => Err(Fault::Broken { detail: format!("the log can't be read: {error}") }),
        }
    })
    .await
}

/// Where the words about a commit are kept. `commit` is one of the results' own.
fn log_of(core: &Core, id: RepositoryId, commit: &str) -> PathBuf {
    core.folder.path().join(FOLDER).join(id.to_string()).join("logs").join(format!("{commit}.txt"))
}

/// Changes what is kept of a repository, and says so.
async fn change(core: &Core, id: RepositoryId, act: impl FnOnce(&mut RepositoryPrebuilds) + Send + 'static) -> Result<(), Fault> {
    core.records.repositories.read(|repositories| repositories.find(id).map(drop))?;
    core.blocking(move |core| Ok(core.records.prebuilds.change(|record| act(record.of_mut(id)))?)).await?;
    core.announce(Event::PrebuildsChanged { id });
    Ok(())
}

/// Where the work tree is: below a folder that no other has, under a name that tells what is in it.
fn place_of(repository: &str, followed: &Followed) -> PathBuf {
    let (said, whole) = match followed {
        Followed::Branch { remote, name } => (name.clone(), format!("b {remote} {name}")),
        Followed::PullRequest { repository, number, .. } => {
            (format!("pull-request-{number}"), format!("p {}/{} {number}", repository.project, repository.slug))
        }
    };
    let plain = |letter: char| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '-' };
    let name: String = format!("{repository}.{said}").chars().map(plain).take(60).collect();
    let hash = Sha256::digest(whole.as_bytes());
    let own = format!("{:02x}{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2], hash[3]);
    Path::new(&own).join(name.trim_matches('.'))
}
