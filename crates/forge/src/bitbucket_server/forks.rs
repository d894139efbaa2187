//! Forks: made, and kept in step with what they were forked from.

use serde_json::json;

use super::create::made;
use super::faults::{Asking, checked};
use super::repositories::named;
use super::rest::{Rest, parse};
use super::wire;
use crate::error::Error;
use crate::model::repositories::{ForkDraft, ForkSync, Repository, RepositoryPath};

pub(super) async fn fork(rest: &Rest, draft: &ForkDraft) -> Result<Repository, Error> {
    let what = named(&draft.of);
    let missing = match &draft.project {
        Some(key) => format!("Project permissions: admin (for {key})"),
        None => "Repository permissions: write".to_owned(),
    };
    let mut body = json!({});
    if let Some(key) = &draft.project {
        body["project"] = json!({ "key": key });
    }
    if let Some(name) = &draft.name {
        body["name"] = json!(name);
    }
    let response = rest.add(rest.api(&["projects", &draft.of.project, "repos", &draft.of.slug]), &body).await?;
    made(rest, response, Asking { what: &what, missing: &missing })
}

/// The resource belongs to a plug-in that can be switched off.
pub(super) async fn sync(rest: &Rest, path: &RepositoryPath) -> Result<Option<ForkSync>, Error> {
    let what = named(path);
    let asking = Asking { what: &what, missing: "Repository permissions: read" };
    match rest.get(at(rest, path), asking).await {
        Ok(response) => Ok(Some(read(parse(&response)?))),
        Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

pub(super) async fn set_sync(rest: &Rest, path: &RepositoryPath, enabled: bool) -> Result<(), Error> {
    let what = named(path);
    let response = rest.add(at(rest, path), &json!({ "enabled": enabled })).await?;
    checked(response, Asking { what: &what, missing: "Repository permissions: admin" }).map(drop)
}

fn at(rest: &Rest, path: &RepositoryPath) -> net::Url {
    rest.sync(&["projects", &path.project, "repos", &path.slug])
}

fn read(found: wire::ForkSync) -> ForkSync {
    let names = |refs: Vec<wire::SyncedRef>| refs.into_iter().map(|one| one.display_id).filter(|name| !name.is_empty()).collect();
    ForkSync {
        available: found.available.unwrap_or(false),
        enabled: found.enabled.unwrap_or(false),
        last: found.last_sync,
        ahead: names(found.ahead_refs),
        diverged: names(found.diverged_refs),
        orphaned: names(found.orphaned_refs),
    }
}
