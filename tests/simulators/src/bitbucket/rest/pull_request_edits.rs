//! Making and changing pull requests, with the version lock and the conflicts of a real server.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::put;
use serde::Deserialize;
use serde_json::json;

use super::below_repository;
use super::pull_requests::{closed, named, shown};
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::git::{Refs, contains, run_git};
use crate::bitbucket::server::{Server, now};
use crate::bitbucket::webhooks;
use crate::bitbucket::world::{Level, Participant, PullRequest, PullRequestState, Repository, Side, UserId, Verdict, World};

pub(super) fn routes() -> Router<Arc<Server>> {
    below_repository("/pull-requests/{number}/participants/{person}", || put(act(judge)))
}

#[derive(Deserialize)]
struct NamedUser {
    name: String,
}

#[derive(Deserialize)]
struct Reviewer {
    user: NamedUser,
}

#[derive(Deserialize)]
struct ProjectKey {
    key: String,
}

#[derive(Deserialize)]
struct Place {
    slug: String,
    project: ProjectKey,
}

#[derive(Deserialize)]
struct End {
    id: String,
    repository: Option<Place>,
}

#[derive(Deserialize)]
struct Wanted {
    title: Option<String>,
    description: Option<String>,
    #[serde(rename = "fromRef")]
    from: Option<End>,
    #[serde(rename = "toRef")]
    to: Option<End>,
    #[serde(default)]
    reviewers: Vec<Reviewer>,
    draft: Option<bool>,
    version: Option<u64>,
}

/// The reviewers by name, or 409 with everybody who cannot be one.
fn reviewers(world: &World, wanted: &[Reviewer], author: UserId, target: &Repository) -> Result<Vec<Participant>, Refusal> {
    let (mut good, mut valid, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for name in wanted.iter().map(|each| each.user.name.as_str()) {
        let mut fault = |message: String| faults.push(json!({ "context": name, "message": message }));
        match world.user_by_name(name).filter(|user| user.active) {
            None => fault(format!("{name} is not a user.")),
            Some(user) if user.id == author => fault(format!("{name} is the author and cannot be a reviewer.")),
            Some(user) if world.own_repository_level(user.id, target).is_none() => {
                fault(format!("{} does not have permission to view this repository.", user.display_name));
            }
            Some(user) => {
                good.push(Participant::new(user.id, Verdict::Unapproved));
                valid.push(name.to_owned());
            }
        }
    }
    if faults.is_empty() {
        return Ok(good);
    }
    let message = "Errors encountered while adding some reviewers to this pull request.";
    Err(Refusal::conflict("pull.InvalidPullRequestReviewersException", message)
        .with("reviewerErrors", json!(faults))
        .with("validReviewers", json!(valid)))
}

fn branch(end: &End) -> String {
    end.id.trim_start_matches("refs/heads/").to_owned()
}

pub(super) fn create(ask: &Ask) -> Answer {
    let author = ask.may_act()?;
    let wanted: Wanted = ask.read()?;
    let title = wanted.title.clone().filter(|title| !title.trim().is_empty());
    let title = title.ok_or_else(|| Refusal::field("title", "Please enter a title"))?;
    let (Some(from), Some(to)) = (&wanted.from, &wanted.to) else {
        return Err(Refusal::field("fromRef", "Both branches have to be named"));
    };
    let (source, target, reviewers) = {
        let world = ask.server.world();
        let target = ask.repository(&world, Level::Read)?;
        let source = match &from.repository {
            None => target.clone(),
            Some(place) => {
                let missing = || {
                    let message = format!("Repository {}/{} does not exist.", place.project.key, place.slug);
                    Refusal::missing("repository.NoSuchRepositoryException", message)
                };
                let found = world.repository_by_path(&place.project.key, &place.slug).ok_or_else(missing)?;
                world.repository_level(&ask.caller, found).ok_or_else(|| ask.denied())?;
                found.clone()
            }
        };
        let reviewers = reviewers(&world, &wanted.reviewers, author, &target)?;
        (source, target, reviewers)
    };
    if target.archived {
        let message = format!("{} is archived and cannot be changed.", target.name);
        return Err(Refusal::conflict("repository.RepositoryArchivedException", message));
    }
    let sides = (Side { repository: source.id, branch: branch(from) }, Side { repository: target.id, branch: branch(to) });
    check_branches(ask, &source, &target, &sides)?;
    let existing = ask.server.world().pull_requests.iter().find(|each| same(each, &sides)).cloned();
    if let Some(existing) = existing {
        let message = "Only one pull request may be open for a given source and target branch";
        return Err(
            Refusal::conflict("pull.DuplicatePullRequestException", message).with("existingPullRequest", shown(ask, &existing)?)
        );
    }
    let pull = {
        let mut world = ask.server.world();
        let number = world.add_pull_request(author, sides.0, sides.1, &title, now());
        let pull = world.pull_request_mut(target.id, number).ok_or_else(Refusal::unknown_path)?;
        pull.description = wanted.description;
        pull.reviewers = reviewers;
        // Before 8.18 the key is accepted and means nothing.
        pull.draft = wanted.draft.unwrap_or(false) && ask.server.switches.version.has_drafts();
        pull.clone()
    };
    let written = shown(ask, &pull)?;
    webhooks::pull_request(&ask.server, target.id, author, "pr:opened", &written, json!({}));
    let location = written["links"]["self"][0]["href"].as_str().map(Into::into);
    Ok(Reply::created(written, location))
}

fn same(pull: &PullRequest, (from, to): &(Side, Side)) -> bool {
    let equal = |a: &Side, b: &Side| a.repository == b.repository && a.branch == b.branch;
    pull.state == PullRequestState::Open && equal(&pull.from, from) && equal(&pull.to, to)
}

/// Both branches must exist, differ, and the source must have something new.
fn check_branches(ask: &Ask, source: &Repository, target: &Repository, (from, to): &(Side, Side)) -> Result<(), Refusal> {
    let (folder, source_folder) = (ask.server.folders.of(target)?, ask.server.folders.of(source)?);
    let missing = |branch: &str, repository: &Repository| {
        let message = format!("Branch \"{branch}\" does not exist in repository \"{}\".", repository.slug);
        Refusal::missing("repository.NoSuchBranchException", message)
    };
    let refs = Refs::read(&source_folder)?;
    let tip = refs.branch(&from.branch).ok_or_else(|| missing(&from.branch, source))?.commit.clone();
    Refs::read(&folder)?.branch(&to.branch).ok_or_else(|| missing(&to.branch, target))?;
    if source.id != target.id {
        run_git(&folder, &["fetch", "--quiet", &source_folder.to_string_lossy(), &format!("refs/heads/{}", from.branch)], b"")?;
    }
    if contains(&folder, &to.branch, &tip)? {
        let message = format!(
            "Branch \"{}\" is already up-to-date with branch \"{}\" in repository \"{}\".",
            from.branch, to.branch, target.slug
        );
        return Err(Refusal::conflict("pull.EmptyPullRequestException", message));
    }
    Ok(())
}

/// The whole editable state at once; the version must be the one the caller saw.
pub(super) fn update(ask: &Ask) -> Answer {
    let me = ask.may_act()?;
    let wanted: Wanted = ask.read()?;
    let seen = wanted.version.ok_or_else(|| Refusal::field("version", "The version is missing"))?;
    let (pull, target) = {
        let world = ask.server.world();
        let pull = named(ask, &world)?;
        (pull, ask.repository(&world, Level::Read)?)
    };
    if pull.author != me && ask.server.world().repository_level(&ask.caller, &target) < Some(Level::Write) {
        return Err(ask.denied());
    }
    if pull.state != PullRequestState::Open {
        return Err(closed(&pull));
    }
    if pull.version != seen {
        let message = "You are attempting to modify a pull request based on out-of-date information.";
        return Err(Refusal::conflict("pull.PullRequestOutOfDateException", message)
            .with("currentVersion", json!(pull.version))
            .with("expectedVersion", json!(seen))
            .with("pullRequest", shown(ask, &pull)?));
    }
    let mut previous = shown(ask, &pull)?["toRef"].take();
    if let Some(previous) = previous.as_object_mut() {
        previous.remove("repository");
        let commit = previous.get("latestCommit").cloned().unwrap_or_default();
        previous.insert("latestChangeset".into(), commit);
    }
    let changed = {
        let mut world = ask.server.world();
        let reviewers = reviewers(&world, &wanted.reviewers, pull.author, &target)?;
        let pull = world.pull_request_mut(target.id, pull.number).ok_or_else(Refusal::unknown_path)?;
        let kept = |new: &Participant| pull.reviewers.iter().find(|old| old.user == new.user).cloned();
        pull.reviewers = reviewers.into_iter().map(|new| kept(&new).unwrap_or(new)).collect();
        pull.title = wanted.title.unwrap_or_else(|| pull.title.clone());
        pull.description = wanted.description;
        pull.draft = wanted.draft.unwrap_or(pull.draft);
        pull.to.branch = wanted.to.as_ref().map_or_else(|| pull.to.branch.clone(), branch);
        pull.version += 1;
        pull.updated = now();
        pull.clone()
    };
    let written = shown(ask, &changed)?;
    let before = json!({ "previousTitle": pull.title, "previousDescription": pull.description, "previousTarget": previous });
    webhooks::pull_request(&ask.server, target.id, me, "pr:modified", &written, before);
    Ok(Reply::ok(written))
}

#[derive(Deserialize)]
struct Judgement {
    status: String,
    #[serde(rename = "lastReviewedCommit")]
    last_reviewed: Option<String>,
}

/// The caller's own verdict; whoever is no reviewer yet becomes one.
fn judge(ask: &Ask) -> Answer {
    let me = ask.may_act()?;
    let wanted: Judgement = ask.read()?;
    let verdict = Verdict::read(&wanted.status).ok_or_else(|| Refusal::field("status", "There is no such status"))?;
    let mut world = ask.server.world();
    let pull = named(ask, &world)?;
    if !world.user(me).is_some_and(|user| user.slug.eq_ignore_ascii_case(ask.param("person"))) {
        return Err(ask.denied());
    }
    if pull.author == me {
        return Err(Refusal::new(StatusCode::BAD_REQUEST, None, "Authors may not change their status"));
    }
    if pull.state != PullRequestState::Open {
        return Err(closed(&pull));
    }
    let mine = Participant { user: me, verdict, last_reviewed: wanted.last_reviewed };
    if let Some(pull) = world.pull_request_mut(pull.to.repository, pull.number) {
        pull.participants.retain(|each| each.user != me);
        match pull.reviewers.iter_mut().find(|each| each.user == me) {
            Some(own) => *own = mine.clone(),
            None => pull.reviewers.push(mine.clone()),
        }
        pull.updated = now();
    }
    Ok(Reply::ok(ask.pen(&world).participant(&mine, "REVIEWER")))
}
