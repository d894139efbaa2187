//! What is told to webhooks: branches and tags that moved, pull requests that were opened or changed.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::spread;
use crate::Error;
use crate::bitbucket::git::{Refs, Walk, commit, commits};
use crate::bitbucket::server::{Server, now};
use crate::bitbucket::wire::Pen;
use crate::bitbucket::world::{Caller, Repository, RepositoryId, UserId};

const NOTHING: &str = "0000000000000000000000000000000000000000";
/// Commits that are told with a push.
const TOLD: usize = 5;

/// A push on its way: what Git had before it.
pub(crate) struct Push {
    server: Arc<Server>,
    repository: Repository,
    folder: PathBuf,
    user: UserId,
    before: BTreeMap<String, String>,
}

/// Names and commits of branches and tags.
fn tips(folder: &std::path::Path) -> Result<BTreeMap<String, String>, Error> {
    let refs = Refs::read(folder)?;
    let all = refs.below("refs/").filter(|each| each.name.starts_with("refs/heads/") || each.name.starts_with("refs/tags/"));
    Ok(all.map(|each| (each.name.clone(), each.annotation.clone().unwrap_or_else(|| each.commit.clone()))).collect())
}

impl Push {
    pub fn begin(server: &Arc<Server>, repository: &Repository, user: UserId) -> Result<Self, Error> {
        let folder = server.folders.of(repository)?;
        let before = tips(&folder)?;
        Ok(Self { server: Arc::clone(server), repository: repository.clone(), folder, user, before })
    }

    /// Tells what moved; nothing where nothing did.
    pub fn end(self) {
        if let Err(error) = self.told() {
            tracing::error!(%error, "a push could not be told to webhooks");
        }
    }

    fn told(&self) -> Result<(), Error> {
        let after = tips(&self.folder)?;
        let mut changes = Vec::new();
        let names: std::collections::BTreeSet<_> = self.before.keys().chain(after.keys()).collect();
        for name in names {
            let (from, to) = (self.before.get(name), after.get(name));
            let kind = match (from, to) {
                (None, _) => "ADD",
                (_, None) => "DELETE",
                _ if from == to => continue,
                _ => "UPDATE",
            };
            let (tag, short) = match name.strip_prefix("refs/heads/") {
                Some(short) => ("BRANCH", short),
                None => ("TAG", name.trim_start_matches("refs/tags/")),
            };
            changes.push(json!({
                "ref": { "id": name, "displayId": short, "type": tag },
                "refId": name,
                "fromHash": from.map_or(NOTHING, String::as_str),
                "toHash": to.map_or(NOTHING, String::as_str),
                "type": kind,
            }));
        }
        let Some(first) = changes.first() else { return Ok(()) };
        let mut payload = json!({});
        if self.server.switches.version.tells_commits() && first["type"] != "DELETE" {
            let (until, since) = (first["toHash"].as_str().unwrap_or_default(), first["fromHash"].as_str());
            let since = since.filter(|since| *since != NOTHING);
            let all = commits(&self.folder, &Walk { until, since, count: TOLD, ..Walk::default() })?;
            let world = self.server.world();
            let caller = Caller::default();
            let pen = Pen { server: &self.server, world: &world, caller: &caller, avatar: None };
            let written: Vec<_> = all.iter().map(|commit| pen.commit(commit)).collect();
            if let (Some(tip), Some(first)) = (written.first(), all.first()) {
                payload["toCommit"] = tip.clone();
                // Only here parents are told with all that is known of them.
                let parents = first.parents.iter().filter_map(|id| commit(&self.folder, id).ok().flatten());
                payload["toCommit"]["parents"] = parents.map(|parent| pen.commit(&parent)).collect();
            }
            payload["commits"] = json!(written);
        }
        payload["changes"] = json!(changes);
        tell(&self.server, &self.repository, self.user, "repo:refs_changed", payload);
        Ok(())
    }
}

fn tell(server: &Arc<Server>, repository: &Repository, user: UserId, event: &str, mut payload: Value) {
    {
        let world = server.world();
        let caller = Caller { user: Some(user), ..Caller::default() };
        let pen = Pen { server, world: &world, caller: &caller, avatar: None };
        payload["repository"] = pen.repository(repository);
    }
    finish(server, repository.id, user, event, payload);
}

/// A pull request was opened or changed; `more` is what the event says beside it.
pub(crate) fn pull_request(server: &Arc<Server>, target: RepositoryId, user: UserId, event: &str, pull: &Value, more: Value) {
    let mut payload = more;
    payload["pullRequest"] = pull.clone();
    finish(server, target, user, event, payload);
}

fn finish(server: &Arc<Server>, repository: RepositoryId, user: UserId, event: &str, mut payload: Value) {
    {
        let world = server.world();
        let caller = Caller { user: Some(user), ..Caller::default() };
        payload["actor"] = Pen { server, world: &world, caller: &caller, avatar: None }.user(user);
    }
    payload["eventKey"] = json!(event);
    let date = Timestamp::from_millisecond(now()).unwrap_or(Timestamp::UNIX_EPOCH);
    payload["date"] = json!(date.strftime("%Y-%m-%dT%H:%M:%S+0000").to_string());
    if server.switches.version.writes_webhook_dates() {
        dates(&mut payload);
    }
    spread(server, repository, event, &payload.to_string());
}

/// From 10.0 on events write their times as text, where answers go on counting milliseconds.
fn dates(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                let millis = inner.as_i64().filter(|_| key.ends_with("Timestamp") || key.ends_with("Date"));
                match millis.and_then(|millis| Timestamp::from_millisecond(millis).ok()) {
                    Some(time) => *inner = json!(format!("{time:.3}")),
                    None => dates(inner),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(dates),
        _ => {}
    }
}
