//! When prebuilds are looked after: after each fetch of the person's, and by a quiet question to each remote now and then, which
//! goes out seldom and ever more seldom where it fails.

use std::collections::BTreeMap;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;

use super::keep::{self, Errand, leading_to};
use crate::api::TendPrebuilds;
use crate::api::ids::RepositoryId;
use crate::api::jobs::Task;
use crate::api::prebuilds::Followed;
use crate::fault::Fault;
use crate::records::prebuilds::{FollowedRecord, RepositoryPrebuilds};
use crate::transfer::Transfer;
use crate::{Core, remotes};

/// Between two questions to the remotes of a repository.
const PAUSE: Duration = Duration::from_mins(10);
/// How often that may be doubled where a question fails.
const DOUBLED: u32 = 5;

/// How a repository's questions go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    due: Instant,
    failures: u32,
}

impl Pace {
    fn after(failures: u32, now: Instant) -> Self {
        Self { due: now + PAUSE * 2_u32.pow(failures.min(DOUBLED)), failures }
    }
}

/// Asks for what is due. The window calls it once a minute; a terminal says `now`.
pub(crate) async fn tend_prebuilds(core: &Core, arguments: TendPrebuilds) -> Result<(), Fault> {
    let now = Instant::now();
    let followed = core.records.prebuilds.read(|record| record.repositories.clone());
    for kept in followed.into_iter().filter(|kept| !kept.followed.is_empty()) {
        let due = {
            let mut paces = core.preparing.paces.lock().unwrap_or_else(PoisonError::into_inner);
            let pace = paces.entry(kept.id).or_insert(Pace { due: now, failures: 0 });
            let due = arguments.now || pace.due <= now;
            // Taken before it is asked: another call must not ask as well.
            if due {
                *pace = Pace::after(pace.failures, now);
            }
            due
        };
        if due && let Err(fault) = look(core, kept).await {
            tracing::info!(%fault, "a repository's prebuilds are not looked after");
        }
    }
    Ok(())
}

/// A quiet job that asks each remote once where its refs are, and begins what has to be done.
async fn look(core: &Core, kept: RepositoryPrebuilds) -> Result<(), Fault> {
    let id = kept.id;
    let (on_thread, runtime) = (core.clone(), Handle::current());
    let repository = core.blocking(move |core| core.opened(id)).await?;
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    let place = core.folder.path().join(super::FOLDER).join(id.to_string());
    core.jobs.start(Task::LookForPrebuilds, String::new(), &place, move |work| {
        let core = &on_thread;
        let transfer = Transfer { core, work, runtime: &runtime, profile, picked: remotes::chosen(core, id) };
        let outcome = moved(&transfer, &repository, &kept);
        let failures = {
            let mut paces = core.preparing.paces.lock().unwrap_or_else(PoisonError::into_inner);
            let failures = if outcome.is_ok() { 0 } else { paces.get(&id).map_or(0, |pace| pace.failures) + 1 };
            paces.insert(id, Pace::after(failures, Instant::now()));
            failures
        };
        tracing::debug!(failures, "asked for what is followed");
        for followed in outcome? {
            begin(core, &runtime, id, Errand { followed, fetch: true, yes: None, quiet: true });
        }
        Ok(crate::jobs::Made::default())
    })?;
    Ok(())
}

/// Those whose ref is elsewhere than at the commit that is ready.
fn moved(transfer: &Transfer<'_>, repository: &git::Repository, kept: &RepositoryPrebuilds) -> Result<Vec<Followed>, Fault> {
    let mut by_remote: BTreeMap<String, Vec<(String, &FollowedRecord)>> = BTreeMap::new();
    for one in &kept.followed {
        let (remote, name) = match &one.followed {
            Followed::Branch { remote, name } => (remote.clone(), name.clone()),
            Followed::PullRequest { repository: of, number, .. } => {
                (leading_to(transfer, repository, of)?, format!("refs/pull-requests/{number}/from"))
            }
        };
        by_remote.entry(remote).or_default().push((name, one));
    }
    let mut moved = Vec::new();
    for (remote, wanted) in by_remote {
        let refs = transfer
            .to(&remote, repository)?
            .run_quietly(|context| repository.list_remote_refs(&remote, "refs/pull-requests/", context))?;
        for (name, one) in wanted {
            let there = refs.iter().find(|(known, _)| *known == name).map(|(_, commit)| commit);
            if there.is_some() && there != one.commit.as_ref() {
                moved.push(one.followed.clone());
            }
        }
    }
    Ok(moved)
}

/// After the person's own fetch: branches whose commits came with it. Blocks; on a job's thread.
pub(crate) fn after_fetch(core: &Core, runtime: &Handle, id: RepositoryId, repository: &git::Repository) {
    let Some(kept) = core.records.prebuilds.read(|record| record.of(id).cloned()) else { return };
    for one in kept.followed {
        let (fetch, elsewhere) = match &one.followed {
            Followed::Branch { remote, name } => {
                let there = repository.find_commit(remote, &format!("refs/heads/{name}")).ok().flatten();
                (false, there.is_some() && there != one.commit)
            }
            // Its ref is not among those of a fetch.
            Followed::PullRequest { .. } => (true, true),
        };
        if elsewhere {
            begin(core, runtime, id, Errand { followed: one.followed, fetch, yes: None, quiet: true });
        }
    }
}

/// One that is at work already hears of it the next time.
fn begin(core: &Core, runtime: &Handle, id: RepositoryId, errand: Errand) {
    match keep::start_on_thread(core, core, runtime, id, errand) {
        Ok(_) | Err(Fault::Taken { .. }) => {}
        Err(fault) => tracing::info!(%fault, "a prebuild does not begin"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_that_fail_become_seldom_and_are_never_given_up() {
        let now = Instant::now();
        let minutes = |failures| (Pace::after(failures, now).due - now).as_secs() / 60;
        assert_eq!([0, 1, 2, 5, 6, 100].map(minutes), [10, 20, 40, 320, 320, 320]);
    }
}
