//! HTTP access tokens of a user. They are made with a password or an OAuth token, never with another one of them.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::{Server, now};
use crate::bitbucket::world::{Permission, UserId};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/rest/access-tokens/{api}/users/{user}", get(act(list)).put(act(create)))
        .route("/rest/access-tokens/{api}/users/{user}/{id}", get(act(one)).delete(act(revoke)))
}

fn owner(ask: &Ask) -> Result<UserId, Refusal> {
    let user = ask.user()?;
    let own = ask.server.world().user(user).is_some_and(|each| each.slug.eq_ignore_ascii_case(ask.param("user")));
    if own && ask.caller.token.as_ref().is_none_or(|token| token.changes_account) { Ok(user) } else { Err(ask.denied()) }
}

fn list(ask: &Ask) -> Answer {
    let user = owner(ask)?;
    let world = ask.server.world();
    let tokens: Vec<_> = world.tokens.iter().filter(|token| token.owner == user).collect();
    ask.page(tokens, |token| ask.pen(&world).token(token))
}

#[derive(Deserialize)]
struct Wanted {
    name: String,
    #[serde(default)]
    permissions: Vec<String>,
    #[serde(rename = "expiryDays")]
    expiry_days: Option<u32>,
}

fn create(ask: &Ask) -> Answer {
    let user = owner(ask)?;
    let wanted: Wanted = ask.read()?;
    if wanted.name.trim().is_empty() {
        return Err(Refusal::field("name", "Please enter a name for the token"));
    }
    let levels: Option<Vec<_>> = wanted.permissions.iter().map(|name| Permission::read(name)).collect();
    let levels = levels.ok_or_else(|| Refusal::field("permissions", "There is no such permission"))?;
    let mut world = ask.server.world();
    let mut token = world.add_token(user, &wanted.name, &levels, now());
    token.expiry_days = wanted.expiry_days;
    if let Some(stored) = world.tokens.iter_mut().find(|each| each.id == token.id) {
        stored.expiry_days = wanted.expiry_days;
    }
    let mut written = ask.pen(&world).token(&token);
    written["token"] = json!(token.secret);
    Ok(Reply::ok(written))
}

fn missing(id: &str) -> Refusal {
    Refusal::missing("NoSuchEntityException", format!("There is no access token {id}."))
}

fn one(ask: &Ask) -> Answer {
    let user = owner(ask)?;
    let world = ask.server.world();
    let id = ask.param("id");
    let token = world.tokens.iter().find(|token| token.owner == user && token.id == id).ok_or_else(|| missing(id))?;
    Ok(Reply::ok(ask.pen(&world).token(token)))
}

fn revoke(ask: &Ask) -> Answer {
    let user = owner(ask)?;
    let mut world = ask.server.world();
    let id = ask.param("id");
    let before = world.tokens.len();
    world.tokens.retain(|token| token.owner != user || token.id != id);
    if world.tokens.len() == before { Err(missing(id)) } else { Ok(Reply::nothing()) }
}
