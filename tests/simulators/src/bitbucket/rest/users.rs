//! People: search (how names become slugs and how reviewers are found) and single users.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

use super::holds;
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::Server;
use crate::bitbucket::world::{Permission, User, World};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new().route("/rest/api/{api}/users", get(act(list))).route("/rest/api/{api}/users/{user}", get(act(one)))
}

fn list(ask: &Ask) -> Answer {
    ask.user()?;
    let world = ask.server.world();
    let filter = ask.query("filter").unwrap_or_default();
    let mut found = Vec::new();
    for user in world.users.iter().filter(|user| user.active && !user.service) {
        let email = user.email.as_deref().unwrap_or_default();
        if [user.name.as_str(), &user.display_name, email].iter().any(|text| holds(text, filter)) && permitted(ask, &world, user)?
        {
            found.push(user);
        }
    }
    found.sort_by_key(|user| user.display_name.to_lowercase());
    ask.page(found, |user| ask.pen(&world).user_json(user))
}

/// Permission filters are numbered from 1 without gaps, at most 50.
fn permitted(ask: &Ask, world: &World, user: &User) -> Result<bool, Refusal> {
    let plain = ask.query("permission").map(|_| "permission".to_owned());
    let numbered = (1..=50).map(|number| format!("permission.{number}")).take_while(|name| ask.query(name).is_some());
    for name in plain.into_iter().chain(numbered) {
        let wanted = ask.query(&name).unwrap_or_default();
        let Some(Permission::Repository(level)) = Permission::read(wanted) else { continue };
        let (key, slug) = (ask.query(&format!("{name}.projectKey")), ask.query(&format!("{name}.repositorySlug")));
        let id = ask.query(&format!("{name}.repositoryId")).and_then(|id| id.parse::<u64>().ok());
        let repository = match id {
            Some(id) => world.repositories.iter().find(|each| each.id.0 == id),
            None => world.repository_by_path(key.unwrap_or_default(), slug.unwrap_or_default()),
        };
        let unknown = || Refusal::new(StatusCode::BAD_REQUEST, None, "The permission filter names no repository");
        let repository = repository.ok_or_else(unknown)?;
        if world.own_repository_level(user.id, repository) < Some(level) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn one(ask: &Ask) -> Answer {
    ask.user()?;
    let world = ask.server.world();
    let slug = ask.param("user");
    let missing = || Refusal::missing("user.NoSuchUserException", format!("No user with the slug '{slug}' exists."));
    let user = world.user_by_slug(slug).ok_or_else(missing)?;
    Ok(Reply::ok(ask.pen(&world).user_json(user)))
}
