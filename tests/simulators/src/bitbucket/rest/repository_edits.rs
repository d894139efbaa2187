//! Making repositories and changing what they are called, where they begin and who reads them.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{post, put};
use serde::Deserialize;
use serde_json::json;

use super::below_repository;
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::git::run_git;
use crate::bitbucket::server::Server;
use crate::bitbucket::world::{Content, Level, Project, ProjectId, Repository, RepositoryId, World, slug_of};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/rest/api/{api}/projects/{key}/repos", post(act(create)))
        .route("/rest/api/{api}/users/{user}/repos", post(act(create)))
        .merge(below_repository("", || put(act(change))))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    #[serde(default)]
    name: String,
    scm_id: Option<String>,
    description: Option<String>,
    public: Option<bool>,
    default_branch: Option<String>,
}

fn create(ask: &Ask) -> Answer {
    let wanted: Wanted = ask.read()?;
    let mut world = ask.server.world();
    let project = home(ask, &mut world)?;
    if wanted.scm_id.as_deref() != Some("git") {
        return Err(Refusal::field("scmId", "The SCM type is required"));
    }
    let name = checked(&world, &project, &wanted.name, None)?;
    let id = world.add_repository(project.id, &name, Content::Empty);
    // By the specification only the name counts; newer releases take the rest as well.
    if ask.server.switches.version.takes_whole_repositories() {
        world.change_repository(id, |made| apply(made, &wanted));
    }
    let made = found(&world, id)?;
    let link = ask.pen(&world).link(&format!("/rest/api/latest/projects/{}/repos/{}", project.key, made.slug));
    Ok(Reply::created(ask.pen(&world).repository(&made), Some(link)))
}

/// The project that the path names, where the caller may make repositories in it. One's own comes into being with the first.
fn home(ask: &Ask, world: &mut World) -> Result<Project, Refusal> {
    let user = ask.user()?;
    let own = world.user(user).map(|user| user.slug.clone()).unwrap_or_default();
    let is_own = ask.key().strip_prefix('~').is_some_and(|slug| slug.eq_ignore_ascii_case(&own));
    if !is_own {
        let project = ask.project(world)?;
        return entered(ask, world, project);
    }
    own_home(ask, world)
}

/// The caller's own project, which comes into being with its first repository.
pub(super) fn own_home(ask: &Ask, world: &mut World) -> Result<Project, Refusal> {
    let user = ask.user()?;
    if ask.caller.token.as_ref().is_some_and(|token| token.repository_level < Some(Level::Write)) {
        return Err(ask.denied());
    }
    let id = world.personal_project(user).unwrap_or(ProjectId(0));
    world.project(id).cloned().ok_or_else(|| ask.denied())
}

/// A project that is shared: its administrators make repositories in it, unless it is locked.
pub(super) fn entered(ask: &Ask, world: &World, project: Project) -> Result<Project, Refusal> {
    if world.project_level(&ask.caller, &project) < Some(Level::Admin) {
        return Err(ask.denied());
    }
    if project.locked {
        let message = format!("Project {} is locked while it is being moved. Try again later.", project.name);
        return Err(Refusal::conflict("project.ProjectLockedException", message));
    }
    Ok(project)
}

/// A name that can be, and that nobody has in the project.
pub(super) fn checked(world: &World, project: &Project, name: &str, own: Option<RepositoryId>) -> Result<String, Refusal> {
    let name = name.trim();
    let allowed = |letter: char| letter.is_alphanumeric() || " -_.".contains(letter);
    let begins = name.chars().next().is_some_and(char::is_alphanumeric);
    if !begins || name.chars().count() > 128 || !name.chars().all(allowed) {
        let message = "Repository names are limited to 128 characters. They must start with a letter or number and may contain \
                       spaces, hyphens, underscores and periods";
        return Err(Refusal::field("name", message));
    }
    let slug = slug_of(name);
    let taken = world.repositories.iter().find(|each| each.project == project.id && each.slug == slug && Some(each.id) != own);
    match taken {
        None => Ok(name.to_owned()),
        Some(other) => {
            let message = format!("This repository URL is already taken by '{}' in the '{}' project", other.name, project.name);
            Err(Refusal::new(StatusCode::CONFLICT, None, message).with("context", json!("name")))
        }
    }
}

fn apply(repository: &mut Repository, wanted: &Wanted) {
    if let Some(description) = &wanted.description {
        repository.description = Some(description.clone()).filter(|text| !text.is_empty());
    }
    if let Some(branch) = &wanted.default_branch {
        branch.trim_start_matches("refs/heads/").clone_into(&mut repository.default_branch);
    }
    repository.public = wanted.public.unwrap_or(repository.public);
}

pub(super) fn found(world: &World, id: RepositoryId) -> Result<Repository, Refusal> {
    let gone = || Refusal::missing("repository.NoSuchRepositoryException", "The repository is gone.");
    world.repository(id).cloned().ok_or_else(gone)
}

fn change(ask: &Ask) -> Answer {
    let wanted: Wanted = ask.read()?;
    let made = {
        let mut world = ask.server.world();
        let repository = ask.repository(&world, Level::Admin)?;
        if repository.archived {
            return Err(Refusal::conflict("repository.ArchivedRepositoryException", "The repository is archived and read-only."));
        }
        let project = world.project(repository.project).cloned().ok_or_else(|| ask.denied())?;
        let name =
            if wanted.name.is_empty() { None } else { Some(checked(&world, &project, &wanted.name, Some(repository.id))?) };
        world.change_repository(repository.id, |each| {
            apply(each, &wanted);
            if let Some(name) = name {
                each.slug = slug_of(&name);
                each.name = name;
            }
        });
        found(&world, repository.id)?
    };
    let folder = ask.server.folders.of(&made)?;
    run_git(&folder, &["symbolic-ref", "HEAD", &format!("refs/heads/{}", made.default_branch)], b"")?;
    let world = ask.server.world();
    Ok(Reply::created(ask.pen(&world).repository(&made), None))
}
