//! Who should look at a pull request: default reviewers (bare arrays) and reviewer groups.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Value, json};

use super::below_repository;
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::Server;
use crate::bitbucket::world::Level;

pub(super) fn routes() -> Router<Arc<Server>> {
    let below = "/rest/default-reviewers/{api}/projects/{key}/repos/{slug}";
    Router::new()
        .route(&format!("{below}/reviewers"), get(act(reviewers)))
        .route(&format!("{below}/conditions"), get(act(conditions)))
        .merge(below_repository("/settings/reviewer-groups", || get(act(groups))))
}

fn reviewers(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let repository = ask.repository(&world, Level::Read)?;
    for name in ["sourceRepoId", "targetRepoId", "sourceRefId", "targetRefId"] {
        if ask.query(name).is_none() {
            return Err(Refusal::new(StatusCode::BAD_REQUEST, None, format!("The parameter {name} is missing")));
        }
    }
    let found: Vec<_> = repository.default_reviewers.iter().map(|id| ask.pen(&world).user(*id)).collect();
    Ok(Reply::without_charset(Value::Array(found)))
}

fn conditions(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let repository = ask.repository(&world, Level::Read)?;
    if repository.default_reviewers.is_empty() {
        return Ok(Reply::without_charset(json!([])));
    }
    let any = json!({
        "active": true,
        "id": "ANY_REF_MATCHER_ID",
        "displayId": "ANY_REF_MATCHER_ID",
        "type": { "id": "ANY_REF", "name": "Any branch" },
    });
    let people: Vec<_> = repository.default_reviewers.iter().map(|id| ask.pen(&world).user(*id)).collect();
    Ok(Reply::without_charset(json!([{
        "id": repository.id.0,
        "scope": { "type": "REPOSITORY", "resourceId": repository.id.0 },
        "sourceRefMatcher": any,
        "targetRefMatcher": any,
        "reviewers": people,
        "requiredApprovals": 1,
    }])))
}

fn groups(ask: &Ask) -> Answer {
    if !ask.server.switches.version.has_reviewer_groups() {
        return Err(Refusal::unknown_path());
    }
    let world = ask.server.world();
    ask.repository(&world, Level::Read)?;
    ask.page(Vec::<()>::new(), |()| json!({}))
}
