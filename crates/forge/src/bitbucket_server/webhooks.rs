//! Webhooks of a repository. All of it needs the right to administer the repository.

use std::time::Instant;

use net::{Response, Url};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::faults::{Asking, checked, is_about, is_success};
use super::hook_wire as wire;
use super::paging::gather;
use super::rest::{Rest, parse};
use crate::error::Error;
use crate::model::repositories::RepositoryPath;
use crate::model::webhooks::{Deliveries, Delivery, Webhook, WebhookDraft, WebhookSecret};

const RIGHT: &str = "Repository admin";
/// Webhooks that are read at once.
const AT_ONCE: u32 = 100;
/// What the releases from 7.0 on can tell of a repository, for servers that do not list it themselves.
const EVENTS: [&str; 20] = [
    "repo:refs_changed",
    "repo:modified",
    "repo:forked",
    "repo:comment:added",
    "repo:comment:edited",
    "repo:comment:deleted",
    "mirror:repo_synchronized",
    "pr:opened",
    "pr:from_ref_updated",
    "pr:modified",
    "pr:reviewer:updated",
    "pr:reviewer:approved",
    "pr:reviewer:unapproved",
    "pr:reviewer:needs_work",
    "pr:merged",
    "pr:declined",
    "pr:deleted",
    "pr:comment:added",
    "pr:comment:edited",
    "pr:comment:deleted",
];

fn at(rest: &Rest, path: &RepositoryPath, steps: &[&str]) -> Url {
    let mut url = rest.api(&["projects", &path.project, "repos", &path.slug, "webhooks"]);
    net::extend(&mut url, steps.iter().copied());
    url
}

/// The repository or one of its hooks, in words.
struct Named<'a> {
    path: &'a RepositoryPath,
    repository: String,
    hook: String,
}

impl<'a> Named<'a> {
    fn new(path: &'a RepositoryPath) -> Self {
        let repository = format!("the repository {}/{}", path.project, path.slug);
        Self { path, repository, hook: format!("the webhook in {}/{}", path.project, path.slug) }
    }

    /// The answer, if it is one. Whatever is missing is named: the repository, or the hook in it.
    fn checked(&self, response: Response) -> Result<Response, Error> {
        let gone = response.status == 404 && !is_about(&response, "NoSuchRepositoryException");
        let no_project = is_about(&response, "NoSuchProjectException");
        let what = if gone && !no_project { &self.hook } else { &self.repository };
        match checked(response, Asking { what, missing: RIGHT }) {
            // Every write to an archived repository is a conflict, whatever the server calls it.
            Err(Error::Conflict { detail }) => {
                let RepositoryPath { project, slug } = self.path;
                let archived = format!("{project}/{slug} is archived: its webhooks stay as they are until it is restored.");
                Err(Error::Conflict { detail: if detail.is_empty() { archived } else { format!("{archived} ({detail})") } })
            }
            other => other,
        }
    }
}

pub(super) async fn list(rest: &Rest, path: &RepositoryPath) -> Result<Vec<Webhook>, Error> {
    let named = Named::new(path);
    let mut url = at(rest, path, &[]);
    url.query_pairs_mut().append_pair("statistics", "true");
    let asking = Asking { what: &named.repository, missing: RIGHT };
    gather(rest, url, AT_ONCE, asking, |hook: wire::Webhook| Some(hook.read()), |_| false).await
}

/// What may be told of a repository, as the server lists it. Of whole projects no hook of a repository hears, nor of its beginning
/// and end.
pub(super) async fn events(rest: &Rest) -> Result<Vec<String>, Error> {
    let response = rest.ask(rest.webhook_capabilities()).await?;
    let listed = if is_success(response.status) && !response.is_web_page() {
        parse::<wire::Capabilities>(&response).map(|found| found.events).unwrap_or_default()
    } else {
        Vec::new()
    };
    let heard = |event: &String| {
        let elsewhere = event.starts_with("project:") || matches!(event.as_str(), "repo:created" | "repo:deleted");
        !elsewhere && event.contains(':')
    };
    let found: Vec<String> = listed.into_iter().filter(heard).collect();
    Ok(if found.is_empty() { EVENTS.map(str::to_owned).to_vec() } else { found })
}

pub(super) async fn one(rest: &Rest, path: &RepositoryPath, id: u64) -> Result<Webhook, Error> {
    Ok(read(rest, path, id).await?.read())
}

async fn read(rest: &Rest, path: &RepositoryPath, id: u64) -> Result<wire::Webhook, Error> {
    parse(&Named::new(path).checked(rest.ask(at(rest, path, &[&id.to_string()])).await?)?)
}

fn body(draft: &WebhookDraft, configuration: Option<Value>) -> Value {
    let mut body = json!({
        "name": draft.name,
        "url": draft.url,
        "events": draft.events,
        "active": draft.active,
        // Releases that do not know it pass over it, and check always.
        "sslVerificationRequired": draft.verify,
    });
    if let Some(configuration) = configuration {
        body["configuration"] = configuration;
    }
    body
}

/// What the configuration of a hook is to hold; none leaves it as it is.
fn configuration(secret: &WebhookSecret) -> Option<Value> {
    match secret {
        WebhookSecret::Keep => None,
        WebhookSecret::Nothing => Some(json!({})),
        WebhookSecret::Set(secret) => Some(json!({ "secret": secret.expose_secret() })),
    }
}

/// The hook in an answer. Whether a server gives a secret back that it took, it does as it likes.
fn made(path: &RepositoryPath, response: Response, secret: &WebhookSecret) -> Result<Webhook, Error> {
    let mut hook = parse::<wire::Webhook>(&Named::new(path).checked(response)?)?.read();
    hook.signed |= matches!(secret, WebhookSecret::Set(_));
    Ok(hook)
}

pub(super) async fn create(
    rest: &Rest,
    path: &RepositoryPath,
    draft: &WebhookDraft,
    secret: &WebhookSecret,
) -> Result<Webhook, Error> {
    let configuration = configuration(secret).unwrap_or_else(|| json!({}));
    let response = rest.add(at(rest, path, &[]), &body(draft, Some(configuration))).await?;
    made(path, response, secret)
}

pub(super) async fn change(
    rest: &Rest,
    path: &RepositoryPath,
    id: u64,
    draft: &WebhookDraft,
    secret: &WebhookSecret,
) -> Result<Webhook, Error> {
    let mut configuration = configuration(secret);
    if matches!(secret, WebhookSecret::Keep) {
        // Whether a change without a configuration keeps the old one is nowhere said. Where the server gives the secret back, it
        // gets it again; where it does not, nothing is said of it.
        let known = read(rest, path, id).await?.configuration.and_then(|own| own.secret);
        configuration = known.map(|secret| json!({ "secret": secret.expose_secret() }));
    }
    let response = rest.put(at(rest, path, &[&id.to_string()]), &body(draft, configuration)).await?;
    made(path, response, secret)
}

pub(super) async fn delete(rest: &Rest, path: &RepositoryPath, id: u64) -> Result<(), Error> {
    Named::new(path).checked(rest.remove(at(rest, path, &[&id.to_string()])).await?).map(drop)
}

/// Has the server send a ping. How long that took is measured here where the server doesn't say.
pub(super) async fn test(rest: &Rest, path: &RepositoryPath, hook: &Webhook) -> Result<Delivery, Error> {
    let mut url = at(rest, path, &["test"]);
    // Old releases know the address only, newer ones take what is missing from the hook.
    url.query_pairs_mut()
        .append_pair("webhookId", &hook.id.to_string())
        .append_pair("url", &hook.url)
        .append_pair("sslVerificationRequired", if hook.verify == Some(false) { "false" } else { "true" });
    let begun = Instant::now();
    let response = rest.add(url, &json!({})).await?;
    let took = begun.elapsed();
    let told: wire::Delivery = parse(&Named::new(path).checked(response)?)?;
    let mut delivery = told.read().ok_or_else(|| Error::Unreadable { detail: "The server does not say how it went.".into() })?;
    delivery.took = delivery.took.or(Some(took));
    Ok(delivery)
}

/// What the server remembers: it keeps the last success, the last failure and the last error.
pub(super) async fn deliveries(rest: &Rest, path: &RepositoryPath, id: u64) -> Result<Deliveries, Error> {
    let named = Named::new(path);
    let id = id.to_string();
    let history: wire::History = parse(&named.checked(rest.ask(at(rest, path, &[&id, "statistics"])).await?)?)?;
    let mut found = history.read();
    for outcome in ["SUCCESS", "FAILURE", "ERROR"] {
        let mut url = at(rest, path, &[&id, "latest"]);
        url.query_pairs_mut().append_pair("outcome", outcome);
        let response = named.checked(rest.ask(url).await?)?;
        // 204: there was none.
        let Some(full) = (response.status != 204).then(|| parse::<wire::Delivery>(&response)).transpose()? else { continue };
        let Some(full) = full.read() else { continue };
        // The statistics know less of the same one.
        found.last.retain(|known| known.outcome != full.outcome);
        found.last.push(full);
    }
    found.last.sort_by_key(|delivery| std::cmp::Reverse(delivery.sent));
    Ok(found)
}
