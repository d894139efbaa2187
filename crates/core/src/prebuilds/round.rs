//! A round of quiet questions: one job that asks the remotes of what is due where their refs are, a few at a time, and begins what
//! has to be done.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{thread, vec};

use tokio::runtime::Handle;
use url::Url;

use super::keep::{Errand, leading_to};
use super::tend::{Went, begin};
use crate::api::ids::{ProfileId, RepositoryId};
use crate::api::jobs::Task;
use crate::api::prebuilds::Followed;
use crate::fault::Fault;
use crate::jobs::{Made, Work};
use crate::records::prebuilds::{FollowedRecord, RepositoryPrebuilds};
use crate::transfer::Transfer;
use crate::{Core, remotes};

/// Questions under way at the same time: what one client may ask of a server.
const AT_ONCE: usize = 4;

/// Starts one. [`Fault::Taken`] while another is under way.
pub(super) fn start(core: &Core, due: Vec<RepositoryId>) -> Result<(), Fault> {
    if due.is_empty() {
        return Ok(());
    }
    let (on_thread, runtime) = (core.clone(), Handle::current());
    let profile = core.records.profiles.read(|profiles| profiles.in_use().profile.id);
    let place = core.folder.path().join(super::FOLDER);
    core.jobs.start(Task::LookForPrebuilds, String::new(), &place, move |work| {
        let askers = due.len().min(AT_ONCE);
        let due = Mutex::new(due.into_iter());
        let round = Round { core: &on_thread, work, runtime: &runtime, profile, due, silent: Mutex::default() };
        thread::scope(|scope| {
            for _ in 0..askers {
                scope.spawn(|| round.go());
            }
        });
        Ok(Made::default())
    })?;
    Ok(())
}

struct Round<'a> {
    core: &'a Core,
    work: &'a Work,
    runtime: &'a Handle,
    profile: ProfileId,
    due: Mutex<vec::IntoIter<RepositoryId>>,
    /// Servers that did not answer in this round: one question finds that out, not hundreds.
    silent: Mutex<HashSet<Server>>,
}

/// Name and port.
type Server = (String, Option<u16>);

/// Refs by their names there, each with whom it is for.
type Wanted<'a> = Vec<(String, &'a FollowedRecord)>;

impl Round<'_> {
    /// Asks until nothing is due.
    fn go(&self) {
        while let Some(id) = self.next() {
            let looked = self.look(id);
            if self.work.cancelled() {
                return;
            }
            let went = match &looked {
                Ok(Some(_)) => Went::Well,
                Ok(None) => Went::Unasked,
                Err(_) => Went::Wrong,
            };
            self.core.preparing.paces.learn(id, went, self.core.options.clock);
            match looked {
                Ok(moved) => {
                    for followed in moved.unwrap_or_default() {
                        begin(self.core, self.runtime, id, Errand { followed, fetch: true, yes: None, quiet: true });
                    }
                }
                Err(fault) => tracing::info!(%fault, "a repository's prebuilds are not looked after"),
            }
        }
    }

    fn next(&self) -> Option<RepositoryId> {
        self.due.lock().unwrap_or_else(PoisonError::into_inner).next()
    }

    fn silent(&self) -> MutexGuard<'_, HashSet<Server>> {
        self.silent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is elsewhere than at the commit that is ready; none where a server was not asked.
    fn look(&self, id: RepositoryId) -> Result<Option<Vec<Followed>>, Fault> {
        let Self { core, work, runtime, profile, .. } = *self;
        let Some(kept) = core.records.prebuilds.read(|record| record.of(id).cloned()) else { return Ok(Some(Vec::new())) };
        let repository = core.opened_aside(id)?;
        let transfer = Transfer { core, work, runtime, profile, picked: remotes::chosen(core, id) };
        let mut moved = Vec::new();
        for (remote, wanted) in by_remote(&transfer, &repository, &kept)? {
            let server = server(&repository, &remote)?;
            if server.as_ref().is_some_and(|server| self.silent().contains(server)) {
                return Ok(None);
            }
            let refs = transfer
                .to(&remote, &repository)?
                .run_quietly(|context| repository.list_remote_refs(&remote, "refs/pull-requests/", context));
            if let Err(Fault::Offline { .. }) = &refs {
                self.silent().extend(server);
            }
            let refs = refs?;
            for (name, one) in wanted {
                let there = refs.iter().find(|(known, _)| *known == name).map(|(_, commit)| commit);
                if there.is_some() && there != one.commit.as_ref() {
                    moved.push(one.followed.clone());
                }
            }
        }
        Ok(Some(moved))
    }
}

/// What is wanted of each remote: it is asked once for all of its own.
fn by_remote<'a>(
    transfer: &Transfer<'_>,
    repository: &git::Repository,
    kept: &'a RepositoryPrebuilds,
) -> Result<BTreeMap<String, Wanted<'a>>, Fault> {
    let mut by_remote: BTreeMap<String, Wanted<'a>> = BTreeMap::new();
    for one in &kept.followed {
        let (remote, name) = match &one.followed {
            Followed::Branch { remote, name } => (remote.clone(), name.clone()),
            Followed::PullRequest { repository: of, number, .. } => {
                (leading_to(transfer, repository, of)?, format!("refs/pull-requests/{number}/from"))
            }
        };
        by_remote.entry(remote).or_default().push((name, one));
    }
    Ok(by_remote)
}

/// Whose server a remote is on; none where its address is no URL.
fn server(repository: &git::Repository, remote: &str) -> Result<Option<Server>, Fault> {
    let url = repository.remotes()?.into_iter().find(|(name, _)| name == remote).and_then(|(_, url)| Url::parse(&url).ok());
    Ok(url.and_then(|url| Some((url.host_str()?.to_owned(), url.port_or_known_default()))))
}
