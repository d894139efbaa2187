//! When prebuilds are looked after: after each fetch of the person's, and by quiet questions to their remotes now and then, a few
//! at a time and spread over the hour, ever more seldom where they fail.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;

use super::keep::{self, Errand};
use super::round;
use crate::api::TendPrebuilds;
use crate::api::ids::RepositoryId;
use crate::api::prebuilds::Followed;
use crate::fault::Fault;
use crate::{Clock, Core};

/// Between two questions to the remotes of a repository.
const PAUSE: Duration = Duration::from_mins(10);
/// How often that may be doubled where a question fails.
const DOUBLED: u32 = 5;
/// Repositories that one call takes on. Each next question comes a pause after its own last one, so hundreds stay as spread as
/// they began; with more than fit into a pause all of them are asked about a little more seldom.
const MOST: usize = 30;

/// How the questions of all repositories go.
#[derive(Default)]
pub(crate) struct Paces(Mutex<HashMap<RepositoryId, Pace>>);

/// How one repository's go.
#[derive(Debug, Clone, Copy)]
struct Pace {
    due: Instant,
    failures: u32,
}

/// How a question went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Went {
    Well,
    Wrong,
    /// It was not asked: its server had just not answered another one.
    Unasked,
}

impl Pace {
    fn after(failures: u32, now: Instant, clock: Clock) -> Self {
        Self { due: now + clock.lasting(PAUSE * 2_u32.pow(failures.min(DOUBLED))), failures }
    }
}

impl Paces {
    /// What is due, that which waits longest first; those that were never asked about before all others.
    fn due(&self, followed: impl Iterator<Item = RepositoryId>, now: Instant) -> Vec<RepositoryId> {
        let paces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut due: Vec<_> = followed
            .map(|id| (paces.get(&id).map(|pace| pace.due), id))
            .filter(|(due, _)| due.is_none_or(|due| due <= now))
            .collect();
        due.sort_by_key(|(due, _)| *due);
        due.into_iter().map(|(_, id)| id).take(MOST).collect()
    }

    /// Learns how a question went.
    pub(super) fn learn(&self, id: RepositoryId, went: Went, clock: Clock) {
        let mut paces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = paces.get(&id).map_or(0, |pace| pace.failures);
        let failures = match went {
            Went::Well => 0,
            Went::Wrong => before + 1,
            Went::Unasked => before,
        };
        paces.insert(id, Pace::after(failures, Instant::now(), clock));
    }
}

/// Asks for what is due. The window calls it once a minute; a terminal says `now`, which is for all.
pub(crate) async fn tend_prebuilds(core: &Core, arguments: TendPrebuilds) -> Result<(), Fault> {
    let followed: Vec<RepositoryId> = core.records.prebuilds.read(|record| {
        let any = record.repositories.iter().filter(|kept| !kept.followed.is_empty());
        any.map(|kept| kept.id).collect()
    });
    let due = if arguments.now { followed } else { core.preparing.paces.due(followed.into_iter(), Instant::now()) };
    match round::start(core, due) {
        // What is due still is when the round that is under way has ended.
        Err(Fault::Taken { .. }) => Ok(()),
        started => started,
    }
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
pub(super) fn begin(core: &Core, runtime: &Handle, id: RepositoryId, errand: Errand) {
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
        let minutes = |failures| (Pace::after(failures, now, Clock::default()).due - now).as_secs() / 60;
        assert_eq!([0, 1, 2, 5, 6, 100].map(minutes), [10, 20, 40, 320, 320, 320]);
    }

    #[test]
    fn three_hundred_are_asked_about_in_turn_and_stay_spread() {
        let (paces, clock, begun) = (Paces::default(), Clock::default(), Instant::now());
        let all: Vec<RepositoryId> = (0..300).map(|_| RepositoryId::fresh()).collect();
        let mut asked: HashMap<RepositoryId, u32> = HashMap::new();
        for minute in 0..60 {
            let now = begun + Duration::from_mins(minute);
            let due = paces.due(all.iter().copied(), now);
            assert!(due.len() <= MOST, "{} in minute {minute}", due.len());
            for id in due {
                *asked.entry(id).or_default() += 1;
                paces.0.lock().expect("nobody panicked").insert(id, Pace::after(0, now, clock));
            }
        }
        assert_eq!(asked.len(), 300);
        assert!(asked.values().all(|&times| times == 6), "each every ten minutes");
    }

    #[test]
    fn what_was_not_asked_counts_as_no_failure() {
        let (paces, id) = (Paces::default(), RepositoryId::fresh());
        let failures = || paces.0.lock().expect("nobody panicked")[&id].failures;
        for (went, now) in [(Went::Wrong, 1), (Went::Unasked, 1), (Went::Wrong, 2), (Went::Well, 0), (Went::Unasked, 0)] {
            paces.learn(id, went, Clock::default());
            assert_eq!(failures(), now, "{went:?}");
        }
    }
}
