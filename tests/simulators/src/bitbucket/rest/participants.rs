//! Everybody seen in the pull requests of a repository, and in one pull request.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use super::pull_requests::named;
use super::{below_repository, holds};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::Server;
use crate::bitbucket::world::{Level, Participant, Verdict};

pub(super) fn routes() -> Router<Arc<Server>> {
    below_repository("/participants", || get(act(of_repository)))
        .merge(below_repository("/pull-requests/{number}/participants", || get(act(of_pull_request))))
}

fn of_repository(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let repository = ask.repository(&world, Level::Read)?;
    let filter = ask.query("filter").unwrap_or_default();
    let pulls = world.pull_requests.iter().filter(|pull| pull.to.repository == repository.id);
    let mut ids: Vec<_> = pulls
        .flat_map(|pull| {
            let others = pull.reviewers.iter().chain(&pull.participants).map(|each| each.user);
            others.chain([pull.author])
        })
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let users: Vec<_> = ids
        .into_iter()
        .filter_map(|id| world.user(id))
        .filter(|user| holds(&user.name, filter) || holds(&user.display_name, filter))
        .collect();
    ask.page(users, |user| ask.pen(&world).user_json(user))
}

fn of_pull_request(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let pull = named(ask, &world)?;
    let author = Participant::new(pull.author, Verdict::Unapproved);
    let all: Vec<_> = [(author, "AUTHOR")]
        .into_iter()
        .chain(pull.reviewers.iter().map(|each| (each.clone(), "REVIEWER")))
        .chain(pull.participants.iter().map(|each| (each.clone(), "PARTICIPANT")))
        .collect();
    ask.page(all, |(each, role)| ask.pen(&world).participant(&each, role))
}
