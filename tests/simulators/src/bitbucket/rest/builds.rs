//! Build states, as they are said of commits: at the old address of a commit alone, and since 7.14 of a commit in its repository.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value, json};

use super::below_repository;
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::git::run_git;
use crate::bitbucket::server::{Server, now};
use crate::bitbucket::world::{Build, Level};

/// Letters of a field, and of the address, that are taken.
const LONGEST: usize = 255;
const LONGEST_URL: usize = 450;

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/rest/build-status/{api}/commits/{commit}", get(act(list)).post(act(add)))
        .route("/rest/build-status/{api}/commits/stats/{commit}", get(act(stats)))
        .merge(below_repository("/commits/{commit}/builds", || get(act(newer)).post(act(add_newer))))
}

#[derive(Deserialize)]
struct Wanted {
    state: String,
    key: String,
    url: String,
    name: Option<String>,
    description: Option<String>,
    #[serde(rename = "ref")]
    branch: Option<String>,
}

fn list(ask: &Ask) -> Answer {
    ask.user()?;
    let commit = ask.param("commit").to_owned();
    let builds: Vec<Build> = ask.server.world().builds.iter().filter(|build| build.commit == commit).cloned().collect();
    ask.page(builds, |build| shown(&build))
}

fn stats(ask: &Ask) -> Answer {
    ask.user()?;
    let world = ask.server.world();
    let count =
        |state: &str| world.builds.iter().filter(|build| build.commit == ask.param("commit") && build.state == state).count();
    let (successful, running, failed) = (count("SUCCESSFUL"), count("INPROGRESS"), count("FAILED"));
    Ok(Reply::ok(json!({ "successful": successful, "inProgress": running, "failed": failed })))
}

/// Of a commit that nobody need know here.
fn add(ask: &Ask) -> Answer {
    ask.user()?;
    keep(ask, &["SUCCESSFUL", "FAILED", "INPROGRESS"])
}

fn add_newer(ask: &Ask) -> Answer {
    if !ask.server.switches.version.has_builds() {
        return Err(Refusal::unknown_path());
    }
    let repository = {
        let world = ask.server.world();
        ask.repository(&world, Level::Read)?
    };
    ask.user()?;
    let name = format!("{}^{{commit}}", ask.param("commit"));
    if run_git(&ask.server.folders.of(&repository)?, &["rev-parse", "--quiet", "--verify", &name], b"").is_err() {
        let message = format!("Commit '{}' does not exist in repository '{}'.", ask.param("commit"), repository.slug);
        return Err(Refusal::missing("commit.NoSuchCommitException", message));
    }
    keep(ask, &["SUCCESSFUL", "FAILED", "INPROGRESS", "CANCELLED", "UNKNOWN"])
}

/// One of the same key takes the place of an earlier one.
fn keep(ask: &Ask, states: &[&str]) -> Answer {
    let wanted: Wanted = ask.read()?;
    let fields = [Some(&wanted.key), wanted.name.as_ref(), wanted.description.as_ref()];
    if wanted.key.is_empty() || fields.into_iter().flatten().any(|field| field.chars().count() > LONGEST) {
        return Err(Refusal::field("key", "A field is missing or longer than 255 characters."));
    }
    if !wanted.url.starts_with("http") || wanted.url.len() > LONGEST_URL {
        return Err(Refusal::field("url", "A valid URL is required."));
    }
    if !states.contains(&wanted.state.as_str()) {
        return Err(Refusal::field("state", "This is no state of a build."));
    }
    let commit = ask.param("commit").to_owned();
    let Wanted { state, key, url, name, description, branch } = wanted;
    let mut world = ask.server.world();
    world.builds.retain(|build| build.commit != commit || build.key != key);
    world.builds.push(Build { commit, state, key, url, name, description, branch, added: now() });
    Ok(Reply::nothing())
}

fn newer(ask: &Ask) -> Answer {
    if !ask.server.switches.version.has_builds() {
        return Err(Refusal::unknown_path());
    }
    let world = ask.server.world();
    ask.repository(&world, Level::Read)?;
    let key = ask.query("key").unwrap_or_default();
    let found = world.builds.iter().find(|build| build.commit == ask.param("commit") && build.key == key);
    let missing = || Refusal::missing("build.NoSuchBuildStatusException", "There is no build state with this key.");
    found.map(|build| Reply::ok(shown(build))).ok_or_else(missing)
}

fn shown(build: &Build) -> Value {
    let Build { state, key, url, name, description, added, .. } = build;
    json!({ "state": state, "key": key, "name": name, "url": url, "description": description, "dateAdded": added })
}
