//! Webhooks of a repository: kept, changed, tested, and what became of their deliveries. All of it is for administrators.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::runtime::Handle;
use url::Url;

use super::below_repository;
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::{Server, now};
use crate::bitbucket::webhooks::{self, PING};
use crate::bitbucket::wire::tested;
use crate::bitbucket::world::{Level, Repository, Webhook, World};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/rest/webhooks/{api}/capabilities", get(act(capabilities)))
        .merge(below_repository("/webhooks", || get(act(list)).post(act(create))))
        .merge(below_repository("/webhooks/test", || post(act(test))))
        .merge(below_repository("/webhooks/{hook}", || get(act(one)).put(act(change)).delete(act(remove))))
        .merge(below_repository("/webhooks/{hook}/latest", || get(act(latest))))
        .merge(below_repository("/webhooks/{hook}/statistics", || get(act(statistics))))
        .merge(below_repository("/webhooks/{hook}/statistics/summary", || get(act(summary))))
}

fn capabilities(ask: &Ask) -> Answer {
    ask.known()?;
    Ok(Reply::ok(json!({ "application-webhooks": ask.server.switches.version.webhook_events() })))
}

#[derive(Deserialize, Default)]
struct Configuration {
    secret: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    #[serde(default)]
    name: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    events: Vec<String>,
    /// Without it a change leaves the secret as it is.
    configuration: Option<Configuration>,
    active: Option<bool>,
    ssl_verification_required: Option<bool>,
}

impl Wanted {
    /// Puts what is wanted into a hook, where it can be.
    fn put(self, ask: &Ask, hook: &mut Webhook) -> Result<(), Refusal> {
        if self.name.trim().is_empty() || self.name.chars().count() > 255 {
            return Err(Refusal::field("name", "The webhook name is required and can have up to 255 characters."));
        }
        let address = Url::parse(&self.url).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if address.is_none() {
            return Err(Refusal::field("url", "The URL is not valid. It must be an absolute http or https URL."));
        }
        if self.events.is_empty() {
            return Err(Refusal::field("events", "At least one event must be chosen."));
        }
        let known = ask.server.switches.version.webhook_events();
        if let Some(odd) = self.events.iter().find(|event| !known.contains(&event.as_str())) {
            return Err(Refusal::field("events", format!("The event {odd} is not known.")));
        }
        hook.name = self.name;
        hook.url = self.url;
        hook.events = self.events;
        if let Some(configuration) = self.configuration {
            hook.secret = configuration.secret.filter(|secret| !secret.is_empty());
        }
        hook.active = self.active.unwrap_or(true);
        // Releases that do not know it check always.
        hook.verify = !ask.server.switches.version.scopes_webhooks() || self.ssl_verification_required.unwrap_or(true);
        hook.updated = now();
        Ok(())
    }
}

fn writable(ask: &Ask, world: &World) -> Result<Repository, Refusal> {
    let repository = ask.repository(world, Level::Admin)?;
    if repository.archived {
        return Err(Refusal::conflict("repository.ArchivedRepositoryException", "The repository is archived and read-only."));
    }
    Ok(repository)
}

fn named(ask: &Ask, world: &World, repository: &Repository) -> Result<Webhook, Refusal> {
    let id = ask.param("hook");
    let missing = || Refusal::missing("webhooks.NoSuchWebhookException", format!("There is no webhook with the ID {id}."));
    id.parse().ok().and_then(|id| world.webhook(repository.id, id)).cloned().ok_or_else(missing)
}

fn list(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let repository = ask.repository(&world, Level::Admin)?;
    let wanted = ask.query("event");
    let fits = |hook: &&Webhook| wanted.is_none_or(|event| hook.events.iter().any(|own| own == event));
    let hooks: Vec<_> = world.webhooks.iter().filter(|hook| hook.repository == repository.id).filter(fits).collect();
    ask.page(hooks, |hook| shown(ask, &world, hook))
}

fn shown(ask: &Ask, world: &World, hook: &Webhook) -> Value {
    let mut written = ask.pen(world).webhook(hook);
    if ask.flag("statistics") {
        written["statistics"] = ask.pen(world).statistics(hook, None);
    }
    written
}

fn create(ask: &Ask) -> Answer {
    let mut world = ask.server.world();
    let repository = writable(ask, &world)?;
    let wanted: Wanted = ask.read()?;
    let mut hook = Webhook {
        id: 0,
        repository: repository.id,
        name: String::new(),
        url: String::new(),
        events: Vec::new(),
        secret: None,
        active: true,
        verify: true,
        created: now(),
        updated: now(),
        history: Vec::new(),
    };
    wanted.put(ask, &mut hook)?;
    hook.id = world.fresh_id();
    let written = ask.pen(&world).webhook(&hook);
    world.webhooks.push(hook);
    Ok(Reply::created(written, None))
}

fn one(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let repository = ask.repository(&world, Level::Admin)?;
    let hook = named(ask, &world, &repository)?;
    Ok(Reply::ok(shown(ask, &world, &hook)))
}

fn change(ask: &Ask) -> Answer {
    let mut world = ask.server.world();
    let repository = writable(ask, &world)?;
    let mut hook = named(ask, &world, &repository)?;
    let wanted: Wanted = ask.read()?;
    wanted.put(ask, &mut hook)?;
    let written = ask.pen(&world).webhook(&hook);
    if let Some(stored) = world.webhook_mut(repository.id, hook.id) {
        *stored = hook;
    }
    Ok(Reply::ok(written))
}

fn remove(ask: &Ask) -> Answer {
    let mut world = ask.server.world();
    let repository = writable(ask, &world)?;
    let hook = named(ask, &world, &repository)?;
    world.webhooks.retain(|each| each.id != hook.id);
    Ok(Reply::nothing())
}

/// Sends a ping to any address; where a webhook is named, as that one would.
fn test(ask: &Ask) -> Answer {
    let (repository, hook) = {
        let world = ask.server.world();
        let repository = ask.repository(&world, Level::Admin)?;
        let named = ask.query("webhookId").and_then(|id| id.parse().ok());
        let hook = named.and_then(|id| world.webhook(repository.id, id)).cloned();
        (repository, hook)
    };
    let address = ask.query("url").map(ToOwned::to_owned).or_else(|| hook.as_ref().map(|hook| hook.url.clone()));
    let address = address.filter(|url| Url::parse(url).is_ok_and(|url| url.has_host()));
    let url = address.ok_or_else(|| Refusal::field("url", "The URL is not valid."))?;
    let secret = hook.as_ref().and_then(|hook| hook.secret.clone());
    let verify = ask.query("sslVerificationRequired").is_none_or(|value| value != "false");
    let body = json!({ "test": true }).to_string();
    let outgoing = webhooks::Outgoing { url, event: PING.into(), secret, verify, body };
    let sending = webhooks::send(&ask.server, outgoing);
    let delivery = Handle::current().block_on(sending);
    if let Some(hook) = hook {
        webhooks::keep(&ask.server, repository.id, hook.id, delivery.clone());
    }
    Ok(Reply::ok(tested(&delivery)))
}

fn latest(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let repository = ask.repository(&world, Level::Admin)?;
    let hook = named(ask, &world, &repository)?;
    let (event, outcome) = (ask.query("event"), ask.query("outcome"));
    let last =
        hook.history.iter().rev().find(|each| {
            event.is_none_or(|event| event == each.event) && outcome.is_none_or(|outcome| outcome == each.outcome())
        });
    Ok(last.map_or_else(Reply::nothing, |delivery| Reply::ok(ask.pen(&world).delivery(&hook, delivery))))
}

fn statistics(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let repository = ask.repository(&world, Level::Admin)?;
    let hook = named(ask, &world, &repository)?;
    Ok(Reply::ok(ask.pen(&world).statistics(&hook, ask.query("event"))))
}

fn summary(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let repository = ask.repository(&world, Level::Admin)?;
    let hook = named(ask, &world, &repository)?;
    let each = |event: &String| (event.clone(), ask.pen(&world).statistics(&hook, Some(event)));
    Ok(Reply::ok(Value::Object(hook.events.iter().map(each).collect())))
}
