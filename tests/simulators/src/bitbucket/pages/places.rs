//! Placeholder pages for projects, repositories and pull requests, so that every link of an answer leads somewhere.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use super::{escaped, page};
use crate::bitbucket::server::Server;

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/", get(dashboard))
        .route("/dashboard", get(dashboard))
        .route("/projects/{key}", get(project))
        .route("/projects/{key}/avatar.png", get(emblem))
        .route("/projects/{key}/repos/{slug}/{*rest}", get(repository))
        .route("/users/{user}", get(person))
        .route("/users/{user}/avatar.png", get(avatar))
        .route("/users/{user}/repos/{slug}/{*rest}", get(personal))
        .route("/bots/{user}", get(person))
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, page("Page not found", "<p>There is nothing here.</p>")).into_response()
}

async fn dashboard() -> Html<String> {
    page("Your work", "<p>Pull requests and repositories are shown by clients of the REST interface.</p>")
}

async fn project(State(server): State<Arc<Server>>, Path(key): Path<String>) -> Response {
    let world = server.world();
    let Some(project) = world.project_by_key(&key) else { return not_found() };
    page(&project.name, &format!("<p>{}</p>", escaped(project.description.as_deref().unwrap_or_default()))).into_response()
}

async fn person(State(server): State<Arc<Server>>, Path(slug): Path<String>) -> Response {
    let world = server.world();
    world.user_by_slug(&slug).map_or_else(not_found, |user| page(&user.display_name, "").into_response())
}

async fn repository(state: State<Arc<Server>>, Path((key, slug, rest)): Path<(String, String, String)>) -> Response {
    place(&state.0, &key, &slug, &rest)
}

async fn personal(state: State<Arc<Server>>, Path((user, slug, rest)): Path<(String, String, String)>) -> Response {
    place(&state.0, &format!("~{user}"), &slug, &rest)
}

fn place(server: &Server, key: &str, slug: &str, rest: &str) -> Response {
    let world = server.world();
    let Some(repository) = world.repository_by_path(key, slug) else { return not_found() };
    if let Some(number) = rest.strip_prefix("pull-requests/").and_then(|rest| rest.split('/').next()) {
        let pull = number.parse().ok().and_then(|number| world.pull_request(repository.id, number));
        return pull.map_or_else(not_found, |pull| {
            let text = escaped(pull.description.as_deref().unwrap_or_default());
            page(&format!("#{} {}", pull.number, pull.title), &format!("<p>{text}</p>")).into_response()
        });
    }
    page(&repository.name, &format!("<p>{}</p>", escaped(repository.description.as_deref().unwrap_or_default()))).into_response()
}

async fn avatar(State(server): State<Arc<Server>>, Path(slug): Path<String>) -> Response {
    server.world().user_by_slug(&slug).map_or_else(not_found, |user| disc(&user.display_name, user.id.0))
}

async fn emblem(State(server): State<Arc<Server>>, Path(key): Path<String>) -> Response {
    server.world().project_by_key(&key).map_or_else(not_found, |project| disc(&project.name, project.id.0))
}

/// A coloured disc with the first letter of a name.
fn disc(name: &str, number: u64) -> Response {
    let letter = name.chars().next().unwrap_or('?');
    let hue = number * 47 % 360;
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><circle cx=\"32\" cy=\"32\" r=\"32\" \
         fill=\"hsl({hue} 45% 40%)\"/><text x=\"32\" y=\"43\" font-size=\"32\" text-anchor=\"middle\" fill=\"#fff\" \
         font-family=\"sans-serif\">{}</text></svg>",
        escaped(&letter.to_string())
    );
    ([(header::CONTENT_TYPE, "image/svg+xml")], picture).into_response()
}
