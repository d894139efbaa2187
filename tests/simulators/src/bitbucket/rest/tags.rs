//! Tags of a repository; names may hold nearly anything, so one tag is addressed by all that follows.

use std::cmp::Reverse;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use super::below_repository;
use super::branches::matches;
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::git::Refs;
use crate::bitbucket::server::Server;
use crate::bitbucket::wire::tag_json;
use crate::bitbucket::world::Level;

pub(super) fn routes() -> Router<Arc<Server>> {
    below_repository("/tags", || get(act(list))).merge(below_repository("/tags/{*name}", || get(act(one))))
}

fn refs(ask: &Ask) -> Result<Refs, Refusal> {
    let repository = {
        let world = ask.server.world();
        ask.repository(&world, Level::Read)?
    };
    Ok(Refs::read(&ask.server.folders.of(&repository)?)?)
}

fn list(ask: &Ask) -> Answer {
    let refs = refs(ask)?;
    let filter = ask.query("filterText").unwrap_or_default();
    let mut found: Vec<_> = refs.below("refs/tags/").filter(|each| matches(&each.name[10..], filter)).collect();
    if ask.query("orderBy") == Some("ALPHABETICAL") {
        found.sort_by_key(|each| each.name.to_lowercase());
    } else {
        found.sort_by_key(|each| Reverse(each.committed));
    }
    ask.page(found, tag_json)
}

fn one(ask: &Ask) -> Answer {
    let refs = refs(ask)?;
    let name = ask.param("name");
    let missing = || Refusal::missing("NoSuchEntityException", format!("Tag '{name}' does not exist."));
    let tag = refs.get(&format!("refs/tags/{name}")).ok_or_else(missing)?;
    Ok(Reply::ok(tag_json(tag)))
}
