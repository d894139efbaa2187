//! Build states: this company builds nothing, so all lists are empty.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde_json::json;

use super::below_repository;
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::Server;
use crate::bitbucket::world::Level;

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/rest/build-status/{api}/commits/{commit}", get(act(list)))
        .route("/rest/build-status/{api}/commits/stats/{commit}", get(act(stats)))
        .merge(below_repository("/commits/{commit}/builds", || get(act(newer))))
}

fn list(ask: &Ask) -> Answer {
    ask.user()?;
    ask.page(Vec::<()>::new(), |()| json!({}))
}

fn stats(ask: &Ask) -> Answer {
    ask.user()?;
    Ok(Reply::ok(json!({ "successful": 0, "inProgress": 0, "failed": 0 })))
}

fn newer(ask: &Ask) -> Answer {
    if !ask.server.switches.version.has_builds() {
        return Err(Refusal::unknown_path());
    }
    let world = ask.server.world();
    ask.repository(&world, Level::Read)?;
    Err(Refusal::missing("build.NoSuchBuildStatusException", "There is no build state with this key."))
}
