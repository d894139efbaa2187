//! The REST interface, one file per noun; a further noun is a further file with its own `routes`.

mod about;
mod access_tokens;
mod branches;
mod builds;
mod commits;
mod dashboard;
mod default_branch;
mod forks;
mod oauth;
mod participants;
mod permissions;
mod projects;
mod pull_request_edits;
mod pull_request_lists;
mod pull_requests;
mod repositories;
mod repository_edits;
mod reviewers;
mod settings;
mod ssh_keys;
mod tags;
mod timeline;
mod users;
mod webhooks;

use std::sync::Arc;

use axum::Router;
use axum::routing::MethodRouter;

use super::server::Server;

pub(crate) use ssh_keys::enter as enter_ssh_key;

pub(crate) fn routes() -> Router<Arc<Server>> {
    [
        about::routes(),
        access_tokens::routes(),
        branches::routes(),
        builds::routes(),
        commits::routes(),
        dashboard::routes(),
        forks::routes(),
        default_branch::routes(),
        oauth::routes(),
        participants::routes(),
        permissions::routes(),
        projects::routes(),
        pull_requests::routes(),
        pull_request_edits::routes(),
        repositories::routes(),
        repository_edits::routes(),
        reviewers::routes(),
        settings::routes(),
        ssh_keys::routes(),
        tags::routes(),
        timeline::routes(),
        users::routes(),
        webhooks::routes(),
    ]
    .into_iter()
    .fold(Router::new(), Router::merge)
}

/// A resource below a repository, under its usual address and under the alias for personal projects.
fn below_repository(path: &str, method: impl Fn() -> MethodRouter<Arc<Server>>) -> Router<Arc<Server>> {
    Router::new()
        .route(&format!("/rest/api/{{api}}/projects/{{key}}/repos/{{slug}}{path}"), method())
        .route(&format!("/rest/api/{{api}}/users/{{user}}/repos/{{slug}}{path}"), method())
}

/// Case-insensitive substring.
fn holds(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}
