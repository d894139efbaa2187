//! Commits of a repository.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde_json::{Value, json};

use super::below_repository;
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::git::{Refs, Walk, changes, commit, commits};
use crate::bitbucket::server::Server;
use crate::bitbucket::switches::EmptyRepoStyle;
use crate::bitbucket::wire::change_json;
use crate::bitbucket::world::{Level, Repository};

pub(super) fn routes() -> Router<Arc<Server>> {
    below_repository("/commits", || get(act(list)))
        .merge(below_repository("/commits/{commit}", || get(act(one))))
        .merge(below_repository("/commits/{commit}/changes", || get(act(changed))))
}

fn place(ask: &Ask) -> Result<(Repository, PathBuf), Refusal> {
    let repository = {
        let world = ask.server.world();
        ask.repository(&world, Level::Read)?
    };
    let folder = ask.server.folders.of(&repository)?;
    Ok((repository, folder))
}

pub(super) fn no_such_commit(name: &str, repository: &Repository) -> Refusal {
    let message = format!("Commit '{name}' does not exist in repository '{}'.", repository.slug);
    Refusal::missing("commit.NoSuchCommitException", message)
}

fn list(ask: &Ask) -> Answer {
    let (repository, folder) = place(ask)?;
    if Refs::read(&folder)?.below("refs/heads/").next().is_none() {
        return match ask.server.switches.empty_repositories {
            EmptyRepoStyle::Quiet => ask.page(Vec::<()>::new(), |()| Value::Null),
            EmptyRepoStyle::Missing => Err(no_such_commit(&repository.default_branch, &repository)),
        };
    }
    let until = ask.query("until").unwrap_or(&repository.default_branch);
    for name in [Some(until), ask.query("since")].into_iter().flatten() {
        if commit(&folder, name)?.is_none() {
            return Err(no_such_commit(name, &repository));
        }
    }
    let (style, paging) = (&ask.server.switches.paging, ask.paging());
    let count = style.count(paging);
    let mut found = commits(
        &folder,
        &Walk {
            until,
            since: ask.query("since"),
            path: ask.query("path"),
            no_merges: ask.query("merges") == Some("exclude"),
            skip: style.first(paging),
            count: count + 1,
        },
    )?;
    let more = found.len() > count;
    found.truncate(count);
    let world = ask.server.world();
    let values: Vec<_> = found.iter().map(|each| ask.pen(&world).commit(each)).collect();
    Ok(Reply::ok(style.envelope(paging, &values, more)))
}

fn one(ask: &Ask) -> Answer {
    let (repository, folder) = place(ask)?;
    let name = ask.param("commit");
    let found = commit(&folder, name)?.ok_or_else(|| no_such_commit(name, &repository))?;
    let world = ask.server.world();
    Ok(Reply::ok(ask.pen(&world).commit(&found)))
}

fn changed(ask: &Ask) -> Answer {
    let (repository, folder) = place(ask)?;
    let name = ask.param("commit");
    let found = commit(&folder, name)?.ok_or_else(|| no_such_commit(name, &repository))?;
    // The empty tree stands for the parent of a first commit.
    let parent = found.parents.first().map_or("4b825dc642cb6eb9a060e54bf8d69288fbee4904", String::as_str);
    let list = if found.parents.is_empty() { Vec::new() } else { changes(&folder, parent, &found.id)? };
    let mut page = ask.server.switches.paging.page(ask.paging(), list, |each| change_json(&each));
    page["fromHash"] = json!(found.parents.first());
    page["toHash"] = json!(found.id);
    page["properties"] = json!({ "changeScope": "ALL" });
    // Said on this resource even where the others leave it out.
    if page.get("nextPageStart").is_none() {
        page["nextPageStart"] = Value::Null;
    }
    Ok(Reply::ok(page))
}
