//! Pages of the demo person's account: HTTP access tokens and SSH keys.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::State;
use axum::response::{Html, Redirect};
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;

use super::{escaped, page};
use crate::bitbucket::rest::enter_ssh_key;
use crate::bitbucket::server::{Server, now};
use crate::bitbucket::world::{Level, Permission};

pub(super) fn routes() -> Router<Arc<Server>> {
    let tokens = "/plugins/servlet/access-tokens";
    Router::new()
        .route(&format!("{tokens}/manage"), get(list_tokens))
        .route(&format!("{tokens}/users/{{user}}/manage"), get(list_tokens))
        .route(&format!("{tokens}/add"), get(token_form).post(create_token))
        .route("/plugins/servlet/ssh/account/keys", get(list_keys))
        .route("/plugins/servlet/ssh/account/keys/add", get(key_form).post(add_key))
}

async fn list_tokens(State(server): State<Arc<Server>>) -> Html<String> {
    let world = server.world();
    let mut rows = String::new();
    for token in world.tokens.iter().filter(|token| Some(token.owner) == world.demo_user) {
        let level = |level: Option<Level>| level.map_or("none", Level::name).to_lowercase();
        let (project, repository) = (level(token.project_level), level(token.repository_level));
        let _ = write!(rows, "<li>{} - project {project}, repository {repository}</li>", escaped(&token.name));
    }
    page("HTTP access tokens", &format!("<ul>{rows}</ul><p><a href=\"add\">Create token</a></p>"))
}

const LEVELS: &str =
    "<option value=\"READ\">Read</option><option value=\"WRITE\">Write</option><option value=\"ADMIN\">Admin</option>";

async fn token_form() -> Html<String> {
    page(
        "Create HTTP access token",
        &format!(
            "<form method=\"post\"><label for=\"name\">Token name</label><input id=\"name\" name=\"name\" value=\"Bough\" required>\
             <label for=\"project\">Project permissions</label><select id=\"project\" name=\"project\">{LEVELS}</select>\
             <label for=\"repository\">Repository permissions</label>\
             <select id=\"repository\" name=\"repository\">{}</select><button>Create</button></form>",
            LEVELS.replace("value=\"WRITE\"", "value=\"WRITE\" selected")
        ),
    )
}

#[derive(Deserialize)]
struct TokenForm {
    name: String,
    project: String,
    repository: String,
}

async fn create_token(State(server): State<Arc<Server>>, Form(form): Form<TokenForm>) -> Html<String> {
    let mut world = server.world();
    let Some(owner) = world.demo_user else { return page("HTTP access tokens", "<p>Nobody is logged in.</p>") };
    let levels = [Level::read(&form.project).map(Permission::Project), Level::read(&form.repository).map(Permission::Repository)];
    let levels: Vec<_> = levels.into_iter().flatten().collect();
    let token = world.add_token(owner, &form.name, &levels, now());
    page(
        "New access token",
        &format!(
            "<p>Copy the token now: it is shown only this once.</p><code id=\"token\">{}</code>\
             <p><a href=\"manage\">All tokens</a></p>",
            escaped(&token.secret)
        ),
    )
}

async fn list_keys(State(server): State<Arc<Server>>) -> Html<String> {
    let world = server.world();
    let mut rows = String::new();
    for key in world.keys.iter().filter(|key| Some(key.user) == world.demo_user) {
        let _ = write!(rows, "<li>{} <code>{}</code></li>", escaped(key.label.as_deref().unwrap_or("")), escaped(&key.text));
    }
    page("SSH keys", &format!("<ul>{rows}</ul><p><a href=\"keys/add\">Add key</a></p>"))
}

async fn key_form() -> Html<String> {
    let body = "<form method=\"post\"><label for=\"text\">Public key</label>\
         <textarea id=\"text\" name=\"text\" rows=\"6\" required></textarea><button>Add key</button></form>";
    page("Add SSH key", body)
}

#[derive(Deserialize)]
struct KeyForm {
    text: String,
}

async fn add_key(State(server): State<Arc<Server>>, Form(form): Form<KeyForm>) -> Result<Redirect, Html<String>> {
    let user = server.world().demo_user;
    let added = user.is_some_and(|user| enter_ssh_key(&server, user, form.text.trim()).is_ok());
    if added {
        return Ok(Redirect::to(&format!("{}/plugins/servlet/ssh/account/keys", server.switches.context)));
    }
    Err(page("Add SSH key", "<p>This is no valid public key, or it is already there.</p><p><a href=\"add\">Try again</a></p>"))
}
