//! `prebuilds.json`: what is followed in each repository, how it is built, and how it went.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::api::ids::RepositoryId;
use crate::api::prebuilds::{AskedBecause, Followed, PrebuildOutcome, PrebuildPlan, PrebuildResult};
use crate::fault::Fault;

/// Results that are kept of a repository.
const KEPT: usize = 200;

/// All repositories' prebuilds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct PrebuildsRecord {
    pub(crate) repositories: Vec<RepositoryPrebuilds>,
}

/// Those of one repository.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RepositoryPrebuilds {
    pub(crate) id: RepositoryId,
    #[serde(default)]
    pub(crate) plan: PrebuildPlan,
    #[serde(default)]
    pub(crate) followed: Vec<FollowedRecord>,
    /// Newest first.
    #[serde(default)]
    pub(crate) results: Vec<PrebuildResult>,
}

/// One that is followed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FollowedRecord {
    pub(crate) followed: Followed,
    /// Its work tree.
    pub(crate) folder: PathBuf,
    /// The commit that is ready there.
    pub(crate) commit: Option<String>,
    pub(crate) stands: Stands,
}

/// How the last try ended.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum Stands {
    #[default]
    Waiting,
    Ready,
    Asks {
        why: AskedBecause,
    },
    InUse,
    Failed {
        fault: Fault,
    },
}

impl PrebuildsRecord {
    pub(crate) fn of(&self, id: RepositoryId) -> Option<&RepositoryPrebuilds> {
        self.repositories.iter().find(|kept| kept.id == id)
    }

    /// Those of a repository, made where there are none.
    pub(crate) fn of_mut(&mut self, id: RepositoryId) -> &mut RepositoryPrebuilds {
        let place = self.repositories.iter().position(|kept| kept.id == id).unwrap_or_else(|| {
            let fresh = RepositoryPrebuilds { id, plan: PrebuildPlan::default(), followed: Vec::new(), results: Vec::new() };
            self.repositories.push(fresh);
            self.repositories.len() - 1
        });
        &mut self.repositories[place]
    }

    /// Whatever ran when the last process ended does not run any more.
    pub(crate) fn interrupt(&mut self) -> bool {
        let results = self.repositories.iter_mut().flat_map(|kept| &mut kept.results);
        let running = results.filter(|result| result.outcome == PrebuildOutcome::Running);
        running.map(|result| result.outcome = PrebuildOutcome::Interrupted).count() > 0
    }
}

impl RepositoryPrebuilds {
    pub(crate) fn find(&self, followed: &Followed) -> Result<&FollowedRecord, Fault> {
        self.followed.iter().find(|kept| kept.followed == *followed).ok_or_else(not_followed)
    }

    /// Puts a result in front; the earlier one of the commit goes.
    pub(crate) fn tell(&mut self, result: PrebuildResult) {
        self.results.retain(|kept| kept.commit != result.commit);
        self.results.insert(0, result);
        self.results.truncate(KEPT);
    }
}

pub(crate) fn not_followed() -> Fault {
    Fault::NotFound { what: "what is followed".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(commit: &str, outcome: PrebuildOutcome) -> PrebuildResult {
        PrebuildResult { commit: commit.into(), outcome, began: String::new(), unpublished: None }
    }

    #[test]
    fn the_newest_result_of_a_commit_counts_and_what_ran_was_interrupted() {
        let (mut record, id) = (PrebuildsRecord::default(), RepositoryId::fresh());
        let own = record.of_mut(id);
        own.tell(result("a", PrebuildOutcome::Failed { code: Some(1) }));
        own.tell(result("b", PrebuildOutcome::Running));
        own.tell(result("a", PrebuildOutcome::Passed));
        assert!(record.interrupt() && !record.interrupt());
        let kept = &record.of(id).expect("made above").results;
        assert_eq!(kept, &[result("a", PrebuildOutcome::Passed), result("b", PrebuildOutcome::Interrupted)]);
    }
}
