//! One REST request in the hands of its resource: parameters, body, and the checks nearly every resource begins with.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::StatusCode;
use futures_util::future::BoxFuture;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answer::{Refusal, Reply};
use super::paging::PageAsk;
use super::server::Server;
use super::wire::Pen;
use super::world::{Caller, Level, Project, PullRequest, Repository, UserId, World};

pub(crate) type Answer = Result<Reply, Refusal>;

pub(crate) struct Ask {
    pub server: Arc<Server>,
    pub caller: Caller,
    params: HashMap<String, String>,
    query: Vec<(String, String)>,
    body: Bytes,
}

/// Turns a plain function into what a route wants. Resources may run `git`, so they run where blocking is allowed.
pub(crate) fn act(resource: fn(&Ask) -> Answer) -> impl Fn(Ask) -> BoxFuture<'static, Answer> + Clone + Send + Sync + 'static {
    move |ask| Box::pin(async move { tokio::task::block_in_place(|| resource(&ask)) })
}

impl FromRequest<Arc<Server>> for Ask {
    type Rejection = Refusal;

    async fn from_request(request: Request, server: &Arc<Server>) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let params: HashMap<String, String> = RawPathParams::from_request_parts(&mut parts, server)
            .await
            .map(|params| params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
            .unwrap_or_default();
        if params.get("api").is_some_and(|api| api != "1.0" && api != "latest") {
            return Err(Refusal::unknown_path());
        }
        let query = parts.uri.query().unwrap_or_default();
        let query = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let body = to_bytes(body, 4 << 20)
            .await
            .map_err(|_| Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, None, "The request is too large"))?;
        let caller = parts.extensions.get::<Caller>().cloned().unwrap_or_default();
        Ok(Self { server: Arc::clone(server), caller, params, query, body })
    }
}

impl Ask {
    pub fn param(&self, name: &str) -> &str {
        self.params.get(name).map_or("", String::as_str)
    }

    /// A query parameter; an empty one counts as missing.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    pub fn flag(&self, name: &str) -> bool {
        self.query(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    pub fn number(&self, name: &str) -> Option<usize> {
        self.query(name)?.parse().ok()
    }

    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        serde_json::from_slice(&self.body).map_err(|error| Refusal::new(StatusCode::BAD_REQUEST, None, error.to_string()))
    }

    pub fn paging(&self) -> PageAsk {
        PageAsk { start: self.number("start").unwrap_or(0), limit: self.number("limit").unwrap_or(25) }
    }

    #[expect(clippy::unnecessary_wraps, reason = "most resources end with a page, and all have one signature")]
    pub fn page<T>(&self, items: Vec<T>, render: impl FnMut(T) -> Value) -> Answer {
        Ok(Reply::ok(self.server.switches.paging.page(self.paging(), items, render)))
    }

    pub fn pen<'a>(&'a self, world: &'a World) -> Pen<'a> {
        let avatar = self.number("avatarSize").and_then(|size| u32::try_from(size).ok());
        Pen { server: &self.server, world, caller: &self.caller, avatar }
    }

    /// The user, or the refusal for a caller without a name.
    pub fn user(&self) -> Result<UserId, Refusal> {
        self.caller.user.ok_or_else(|| self.denied())
    }

    /// "Not permitted": 401 without a name; with one, 401 or 403 by the server's age.
    pub fn denied(&self) -> Refusal {
        let status = if self.caller.user.is_some() { self.server.switches.denied_status } else { 401 };
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::UNAUTHORIZED);
        Refusal::new(status, Some("AuthorisationException"), "You are not permitted to access this resource")
    }

    /// Nobody without a name gets past here unless public access is on.
    pub fn known(&self) -> Result<(), Refusal> {
        if self.caller.user.is_none() && !self.caller.anonymous_access { Err(self.denied()) } else { Ok(()) }
    }

    pub fn key(&self) -> String {
        match self.param("user") {
            "" => self.param("key").to_owned(),
            user => format!("~{user}"),
        }
    }

    pub fn project(&self, world: &World) -> Result<Project, Refusal> {
        self.known()?;
        let key = self.key();
        let missing = || Refusal::missing("project.NoSuchProjectException", format!("Project {key} does not exist."));
        let project = world.project_by_key(&key).ok_or_else(missing)?;
        if world.sees_project(&self.caller, project) {
            Ok(project.clone())
        } else if self.server.switches.hide_unreadable && self.caller.user.is_some() {
            Err(missing())
        } else {
            Err(self.denied())
        }
    }

    pub fn repository(&self, world: &World, needed: Level) -> Result<Repository, Refusal> {
        self.known()?;
        let (key, slug) = (self.key(), self.param("slug"));
        if world.project_by_key(&key).is_none() {
            let message = format!("Project {key} does not exist.");
            return Err(Refusal::missing("project.NoSuchProjectException", message));
        }
        let missing = || {
            let message = format!("Repository {}/{slug} does not exist.", key.to_uppercase());
            Refusal::missing("repository.NoSuchRepositoryException", message)
        };
        let repository = world.repository_by_path(&key, slug).ok_or_else(missing)?;
        match world.repository_level(&self.caller, repository) {
            Some(level) if level >= needed => Ok(repository.clone()),
            None if self.server.switches.hide_unreadable && self.caller.user.is_some() => Err(missing()),
            _ => Err(self.denied()),
        }
    }

    pub fn pull_request(&self, world: &World, target: &Repository) -> Result<PullRequest, Refusal> {
        let number = self.param("number");
        number.parse().ok().and_then(|number| world.pull_request(target.id, number)).cloned().ok_or_else(|| {
            let message = format!("No pull request exists with ID {number} for this repository {}", target.id.0);
            Refusal::missing("pull.NoSuchPullRequestException", message)
        })
    }

    /// Acting on pull requests takes more than a read token, unless the server is lenient.
    pub fn may_act(&self) -> Result<UserId, Refusal> {
        let reads_only = self.caller.token.as_ref().is_some_and(|token| token.repository_level < Some(Level::Write));
        if reads_only && !self.server.switches.read_tokens_act { Err(self.denied()) } else { self.user() }
    }
}
