//! Answers about one thing: a pull request, and the relatives of a repository.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::things::{Thing, name_of, pull_request_key};
use super::{Memorable, Memory};
use crate::api::pull_requests::PullRequest;
use crate::api::repositories::{HostRepository, Kin, RepositoryPath};
use crate::api::seen::Seen;

/// One pull request: also remembered where it was seen in a list only.
pub(crate) struct PullRequestOf {
    pub repository: RepositoryPath,
    pub number: u64,
}

impl Memorable for PullRequestOf {
    type Answer = PullRequest;

    fn keep(&self, memory: &Memory<'_>, found: &PullRequest) {
        memory.keep(Timestamp::now(), None, &found.entry(None).into_iter().collect::<Vec<_>>());
    }

    fn recall(&self, memory: &Memory<'_>) -> Option<(PullRequest, Timestamp)> {
        let key = pull_request_key(&self.repository, self.number);
        let kept = memory.core.cache.entries(&memory.owner, PullRequest::KIND, &[key]).pop()?;
        Some((PullRequest::restored(&kept)?, Timestamp::from_millisecond(kept.seen).ok()?))
    }

    /// The server says "not found" of the repository, too; the other pull requests are asked for when they are looked at.
    fn withdraw(&self, memory: &Memory<'_>) {
        let key = pull_request_key(&self.repository, self.number);
        memory.core.cache.forget_entry(&memory.owner, PullRequest::KIND, &key);
    }

    fn mark(found: &mut PullRequest, seen: Seen) {
        found.seen = Some(seen);
    }
}

/// The relatives of a repository.
pub(crate) struct KinOf(pub RepositoryPath);

/// Relatives by their names: what is forgotten disappears from among them.
#[derive(Serialize, Deserialize)]
struct Names {
    parent: Option<String>,
    forks: Vec<String>,
    related: Vec<String>,
    more: bool,
}

impl KinOf {
    fn question(&self) -> String {
        format!("kin {}", name_of(&self.0))
    }
}

impl Memorable for KinOf {
    type Answer = Kin;

    fn keep(&self, memory: &Memory<'_>, kin: &Kin) {
        let now = Timestamp::now();
        let names = |all: &[HostRepository]| all.iter().map(|one| name_of(&one.path)).collect();
        let names = Names {
            parent: kin.parent.as_ref().map(|parent| name_of(&parent.path)),
            forks: names(&kin.forks),
            related: names(&kin.related),
            more: kin.more,
        };
        let all = kin.forks.iter().chain(&kin.related).chain(&kin.parent).chain([&kin.repository]);
        let entries: Vec<_> = all.filter_map(|one| one.entry(None)).collect();
        let Ok(body) = serde_json::to_string(&names) else { return };
        let kept = store::Remembered { about: Some(name_of(&self.0)), body, seen: now.as_millisecond() };
        memory.keep(now, Some((&self.question(), kept)), &entries);
    }

    fn recall(&self, memory: &Memory<'_>) -> Option<(Kin, Timestamp)> {
        let kept = memory.core.cache.answer(&memory.owner, &self.question())?;
        let names: Names = serde_json::from_str(&kept.body).ok()?;
        let called = |names: &[String]| -> Vec<HostRepository> {
            let found = memory.core.cache.entries(&memory.owner, HostRepository::KIND, names);
            found.iter().filter_map(HostRepository::restored).collect()
        };
        let kin = Kin {
            repository: called(&[name_of(&self.0)]).pop()?,
            parent: names.parent.and_then(|parent| called(&[parent]).pop()),
            forks: called(&names.forks),
            related: called(&names.related),
            more: names.more,
            seen: None,
        };
        Some((kin, Timestamp::from_millisecond(kept.seen).ok()?))
    }

    fn withdraw(&self, memory: &Memory<'_>) {
        memory.core.cache.forget_about(&memory.owner, &[name_of(&self.0)]);
    }

    fn mark(kin: &mut Kin, seen: Seen) {
        kin.seen = Some(seen);
    }
}
