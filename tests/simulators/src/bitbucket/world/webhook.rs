//! Webhooks of repositories, and what became of the requests that they sent.

use super::{RepositoryId, World};

#[derive(Clone)]
pub(crate) struct Webhook {
    pub id: u64,
    pub repository: RepositoryId,
    pub name: String,
    pub url: String,
    pub events: Vec<String>,
    pub secret: Option<String>,
    pub active: bool,
    /// Whether the certificate of an `https` address must be vouched for.
    pub verify: bool,
    pub created: i64,
    pub updated: i64,
    /// Deliveries, oldest first.
    pub history: Vec<Delivery>,
}

/// What the server calls an invocation.
#[derive(Clone)]
pub(crate) struct Delivery {
    pub id: u64,
    pub event: String,
    pub start: i64,
    pub finish: i64,
    pub request: Sent,
    pub result: Result<Got, String>,
}

/// A request as it went out.
#[derive(Clone)]
pub(crate) struct Sent {
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// The answer of the other end.
#[derive(Clone)]
pub(crate) struct Got {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Delivery {
    /// As filters and answers name it.
    pub fn outcome(&self) -> &'static str {
        match &self.result {
            Ok(got) if (200..300).contains(&got.status) => "SUCCESS",
            Ok(_) => "FAILURE",
            Err(_) => "ERROR",
        }
    }
}

impl World {
    pub fn webhook(&self, repository: RepositoryId, id: u64) -> Option<&Webhook> {
        self.webhooks.iter().find(|hook| hook.repository == repository && hook.id == id)
    }

    pub fn webhook_mut(&mut self, repository: RepositoryId, id: u64) -> Option<&mut Webhook> {
        self.webhooks.iter_mut().find(|hook| hook.repository == repository && hook.id == id)
    }
}
